package network

import (
	"fmt"
	"slices"
	"strconv"

	"partnernetz/content"
)

// UpdateReportInput is what can be written of a report: each section by itself.
type UpdateReportInput struct {
	Summary, Outlook *ReportTextInput
	Entries          []*ReportEntryInput
}

// ReportTextInput is a text of a report.
type ReportTextInput struct {
	ExpectedRevision int
	Text             content.Maybe[string]
	Translations     []*TextTranslationInput
}

// ReportEntryInput is what became of a measure.
type ReportEntryInput struct {
	Measure          string
	ExpectedRevision int
	Remove           bool
	Status           content.Maybe[ProgressStatus]
	Reason, Summary  content.Maybe[string]
	Evidence         content.Maybe[[]*EvidenceInput]
	Indicators       content.Maybe[[]*IndicatorInput]
	Translations     []*ReportEntryTranslationInput
}

// ReportEntryTranslationInput is the texts on a measure in one language.
type ReportEntryTranslationInput struct {
	Locale          content.Locale
	Reason, Summary content.Maybe[string]
}

// EvidenceInput is something that shows what was done. One with the same address or file keeps its other languages.
type EvidenceInput struct {
	Title        *string
	URL, Media   *string
	Translations []*TextTranslationInput
}

// IndicatorInput is a value. One with the same key keeps its other languages.
type IndicatorInput struct {
	Key                  string
	Label                *string
	Value                float64
	Unit, Source         *string
	Checked, AboutPeople bool
	Translations         []*IndicatorTranslationInput
}

// IndicatorTranslationInput is the words beside a value in one language.
type IndicatorTranslationInput struct {
	Locale              content.Locale
	Label, Unit, Source content.Maybe[string]
}

// Outdated finds the sections that have changed since the revisions that the input is based on.
func (in *UpdateReportInput) Outdated(r *Report) (problems content.Problems) {
	check := func(path, section string, expected int) {
		if current := r.SectionRevision(section); current != expected {
			problems = append(problems, content.Problem{Path: path + ".expectedRevision", Code: content.Conflict, Conflict: &content.RevisionConflict{Expected: expected, Current: current},
				DE: fmt.Sprintf("Dieser Abschnitt wurde inzwischen geändert: Die Änderung geht von Fassung %d aus, zuletzt geändert wurde er in %d. Bitte neu laden und wiederholen.", expected, current),
				EN: fmt.Sprintf("this section has been changed meanwhile: the change is based on revision %d, it has changed last in %d; read it again and repeat the change", expected, current)})
		}
	}
	if in.Summary != nil {
		check("summary", sectionSummary, in.Summary.ExpectedRevision)
	}
	if in.Outlook != nil {
		check("outlook", sectionOutlook, in.Outlook.ExpectedRevision)
	}
	removed := map[string]bool{}
	for i, e := range in.Entries {
		at := "entries." + strconv.Itoa(i)
		check(at, e.Measure, e.ExpectedRevision)
		if removed[e.Measure] {
			problems = append(problems, content.Problem{Path: at + ".measure", Code: content.BadInput,
				DE: "Diese Maßnahme soll aus dem Bericht genommen werden (remove) und steht noch einmal da.", EN: "this measure is to be taken out of the report (remove), and is here again"})
		}
		removed[e.Measure] = removed[e.Measure] || e.Remove || slices.ContainsFunc(in.Entries[i+1:], func(o *ReportEntryInput) bool { return o.Measure == e.Measure && o.Remove })
	}
	return problems
}

// Checking finds the values that the input says were checked and were not: that is for the office to say.
func (in *UpdateReportInput) Checking(r *Report) (problems content.Problems) {
	for i, e := range in.Entries {
		before := map[string]StoredIndicator{}
		for _, there := range r.StoredEntries {
			for _, s := range there.Indicators {
				if there.MeasureID == e.Measure {
					before[s.Key] = s
				}
			}
		}
		indicators, _ := e.Indicators.ValueOK()
		if indicators == nil {
			continue
		}
		for j, s := range *indicators {
			if was := before[s.Key]; s.Checked && (!was.Checked || was.Value != s.Value) {
				problems = append(problems, content.Problem{Path: fmt.Sprintf("entries.%d.indicators.%d.checked", i, j), Code: content.Forbidden,
					DE: "Dass ein Wert geprüft ist, sagt die Geschäftsstelle. Wer ihn ändert, nimmt „checked“ weg.", EN: "that a value was checked is for the office to say; who changes it takes checked away"})
			}
		}
	}
	return problems
}

// Apply writes the input. Measures that it does not name stay as they are.
func (in *UpdateReportInput) Apply(l content.Locale, r *Report) {
	in.Summary.apply(l, &r.Summaries)
	in.Outlook.apply(l, &r.Outlooks)
	entries := append([]StoredProgress{}, r.StoredEntries...)
	removed := map[int]bool{}
	written := map[int]bool{} // so that a measure that is named twice is there twice, which Validate refuses
	for _, e := range in.Entries {
		at := 0
		for at < len(entries) && (written[at] || entries[at].MeasureID != e.Measure) {
			at++
		}
		if at == len(entries) {
			entries = append(entries, StoredProgress{MeasureID: e.Measure})
		}
		written[at] = true
		e.apply(l, &entries[at])
		removed[at] = e.Remove
	}
	kept := entries[:0]
	for i, e := range entries {
		if !removed[i] {
			kept = append(kept, e)
		}
	}
	entries = kept
	if r.StoredEntries = entries; len(entries) == 0 {
		r.StoredEntries = nil
	}
}

func (in *ReportTextInput) apply(l content.Locale, to *content.Text) {
	if in != nil {
		content.SetText(to, l, in.Text)
		*to = withTranslations(*to, in.Translations)
	}
}

func (in *ReportEntryInput) apply(l content.Locale, p *StoredProgress) {
	content.Set(&p.Status, in.Status)
	for _, t := range append([]*ReportEntryTranslationInput{{l, in.Reason, in.Summary}}, in.Translations...) {
		content.SetText(&p.Reasons, t.Locale, t.Reason)
		content.SetText(&p.Summaries, t.Locale, t.Summary)
	}
	if evidence, set := in.Evidence.ValueOK(); set {
		p.setEvidence(l, evidence)
	}
	if indicators, set := in.Indicators.ValueOK(); set {
		p.setIndicators(l, indicators)
	}
}

func (p *StoredProgress) setEvidence(l content.Locale, in *[]*EvidenceInput) {
	before := map[string]content.Text{}
	for _, e := range p.Proofs {
		before[e.Identity(0)] = e.Titles
	}
	if p.Proofs = nil; in == nil {
		return
	}
	for _, e := range *in {
		next := StoredEvidence{URL: orEmpty(e.URL), MediaID: orEmpty(e.Media)}
		next.Titles = withTranslations(content.WithText(before[next.Identity(0)], l, e.Title), e.Translations)
		p.Proofs = append(p.Proofs, next)
	}
}

func (p *StoredProgress) setIndicators(l content.Locale, in *[]*IndicatorInput) {
	before := map[string]StoredIndicator{}
	for _, i := range p.Indicators {
		before[i.Key] = i
	}
	if p.Indicators = nil; in == nil {
		return
	}
	for _, i := range *in {
		was := before[i.Key]
		next := StoredIndicator{i.Key, content.WithText(was.Labels, l, i.Label), i.Value, content.WithText(was.Units, l, i.Unit),
			content.WithText(was.Sources, l, i.Source), i.Checked, i.AboutPeople}
		for _, t := range i.Translations {
			content.SetText(&next.Labels, t.Locale, t.Label)
			content.SetText(&next.Units, t.Locale, t.Unit)
			content.SetText(&next.Sources, t.Locale, t.Source)
		}
		p.Indicators = append(p.Indicators, next)
	}
}
