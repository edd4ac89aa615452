package network

import (
	"math"
	"strconv"
	"strings"

	"partnernetz/content"
	"partnernetz/content/richtext"
)

// ProgressStatus says what became of a measure in a year.
type ProgressStatus string

// The statuses.
const (
	ProgressPlanned     ProgressStatus = "PLANNED"
	ProgressRunning     ProgressStatus = "RUNNING"
	ProgressCompleted   ProgressStatus = "COMPLETED"
	ProgressDropped     ProgressStatus = "DROPPED"
	ProgressCarriedOver ProgressStatus = "CARRIED_OVER"
)

// ProgressStatuses lists all statuses.
func ProgressStatuses() []ProgressStatus {
	return []ProgressStatus{ProgressPlanned, ProgressRunning, ProgressCompleted, ProgressDropped, ProgressCarriedOver}
}

// Open reports whether the measure goes on in the year after.
func (s ProgressStatus) Open() bool {
	return s == ProgressPlanned || s == ProgressRunning || s == ProgressCarriedOver
}

// StoredProgress is what became of a measure in the year of a report, in all languages.
type StoredProgress struct {
	MeasureID  string            `bson:"measure" yaml:"measure,omitempty"`
	Status     ProgressStatus    `bson:"status" yaml:"status,omitempty"`
	Reasons    content.Text      `bson:"reason,omitempty" yaml:"reason,omitempty"`
	Summaries  content.Text      `bson:"summary,omitempty" yaml:"summary,omitempty"` // Markdown
	Proofs     []StoredEvidence  `bson:"evidence,omitempty" yaml:"evidence,omitempty"`
	Indicators []StoredIndicator `bson:"indicators,omitempty" yaml:"indicators,omitempty"`
}

// Identity tells it from others of its list.
func (p StoredProgress) Identity(int) string { return p.MeasureID }

// StoredEvidence is something that shows what was done: at an address, or a file.
type StoredEvidence struct {
	Titles  content.Text `bson:"title" yaml:"title,omitempty"`
	URL     string       `bson:"url,omitempty" yaml:"url,omitempty"`
	MediaID string       `bson:"media,omitempty" yaml:"media,omitempty"`
}

// Identity tells it from others of its list.
func (e StoredEvidence) Identity(int) string { return e.URL + " " + e.MediaID }

// StoredIndicator is a value that says how far a measure has come, in all languages.
type StoredIndicator struct {
	Key         string       `bson:"key" yaml:"key,omitempty"`
	Labels      content.Text `bson:"label" yaml:"label,omitempty"`
	Value       float64      `bson:"value" yaml:"value"`
	Units       content.Text `bson:"unit,omitempty" yaml:"unit,omitempty"`
	Sources     content.Text `bson:"source,omitempty" yaml:"source,omitempty"`
	Checked     bool         `bson:"checked,omitempty" yaml:"checked,omitempty"` // by the office
	AboutPeople bool         `bson:"aboutPeople,omitempty" yaml:"aboutPeople,omitempty"`
}

// Identity tells it from others of its list.
func (i StoredIndicator) Identity(int) string { return i.Key }

// MeasureProgress is a StoredProgress as a view shows it.
type MeasureProgress struct {
	Report                    *Report // that says so
	MeasureID                 string
	Status                    ProgressStatus
	Reason, ReasonLanguageTag *string
	Evidence                  []*Evidence
	Indicators                []*Indicator

	summaries content.Text
}

// Summary is what the view shows of what was done; nil if nothing is written.
func (p *MeasureProgress) Summary() *richtext.Text { return richtext.Of(&p.Report.Meta, p.summaries) }

// Evidence is a StoredEvidence as a view shows it.
type Evidence struct {
	Of                      *Report
	Title, TitleLanguageTag string
	URL                     *string
	MediaID                 string
}

// Indicator is a StoredIndicator as a view shows it.
type Indicator struct {
	Of                        *Report
	Key                       string
	Label, LabelLanguageTag   string
	Amount                    float64
	Unit, UnitLanguageTag     *string
	Source, SourceLanguageTag *string
	Checked, AboutPeople      bool
}

// Shown is the amount; nil if so few people must not be told of, by the threshold, to those who are neither the office nor the report's
// own people.
func (i *Indicator) Shown(threshold int) *float64 {
	if i.AboutPeople && i.Amount < float64(threshold) && !i.Of.Discloses() {
		return nil
	}
	return &i.Amount
}

// Entries is what the view shows of the measures of the report.
func (r *Report) Entries() []*MeasureProgress {
	all := make([]*MeasureProgress, len(r.StoredEntries))
	for i, e := range r.StoredEntries {
		all[i] = r.show(e)
	}
	return all
}

func (r *Report) show(e StoredProgress) *MeasureProgress {
	p := &MeasureProgress{Report: r, MeasureID: e.MeasureID, Status: e.Status, Reason: r.ShowOptional(e.Reasons), ReasonLanguageTag: r.LanguageTag(e.Reasons),
		summaries: e.Summaries, Evidence: []*Evidence{}, Indicators: []*Indicator{}}
	for _, s := range e.Proofs {
		p.Evidence = append(p.Evidence, &Evidence{r, r.Show(s.Titles), string(r.ServedIn(s.Titles)), content.Followable(s.URL), s.MediaID})
	}
	for _, s := range e.Indicators {
		p.Indicators = append(p.Indicators, &Indicator{r, s.Key, r.Show(s.Labels), string(r.ServedIn(s.Labels)), s.Value, r.ShowOptional(s.Units), r.LanguageTag(s.Units),
			r.ShowOptional(s.Sources), r.LanguageTag(s.Sources), s.Checked, s.AboutPeople})
	}
	return p
}

// MeasureIDs returns the ids of the measures of the report.
func (r *Report) MeasureIDs() (ids []string) {
	for _, e := range r.StoredEntries {
		ids = append(ids, e.MeasureID)
	}
	return ids
}

// MediaIDs returns the ids of the files that the report shows as evidence.
func (r *Report) MediaIDs() (ids []string) {
	for _, e := range r.StoredEntries {
		for _, s := range e.Proofs {
			if s.MediaID != "" {
				ids = append(ids, s.MediaID)
			}
		}
	}
	return ids
}

func (r *Report) validateEntries(c *content.Validator) {
	seen := map[string]bool{}
	for i, e := range r.StoredEntries {
		at := "entries." + strconv.Itoa(i)
		c.Required(at+".measure", e.MeasureID)
		if seen[e.MeasureID] {
			c.Add(at+".measure", content.BadInput, "Diese Maßnahme steht zweimal im Bericht.", "this measure is in the report twice")
		}
		seen[e.MeasureID] = true
		content.OneOf(c, at+".status", e.Status, ProgressStatuses())
		c.Text(at+".reason", e.Reasons, false)
		c.Text(at+".summary", e.Summaries, false)
		for j, s := range e.Proofs {
			s.validate(c, at+".evidence."+strconv.Itoa(j))
		}
		keys := map[string]bool{}
		for j, s := range e.Indicators {
			s.validate(c, at+".indicators."+strconv.Itoa(j), keys[s.Key])
			keys[s.Key] = true
		}
	}
}

func (e StoredEvidence) validate(c *content.Validator, at string) {
	c.Heading(at+".title", e.Titles, true)
	if (e.URL == "") == (e.MediaID == "") {
		c.Add(at, content.Required, "Ein Nachweis hat entweder eine Adresse (url) oder eine Datei (media).", "evidence has either an address (url) or a file (media)")
	}
	c.Address(at+".url", e.URL)
}

func (i StoredIndicator) validate(c *content.Validator, at string, twice bool) {
	c.Slug(at+".key", i.Key)
	if twice {
		c.Add(at+".key", content.BadInput, "Dieses Kennzeichen steht bei der Maßnahme zweimal.", "this key is there twice for the measure")
	}
	c.Heading(at+".label", i.Labels, true)
	c.Heading(at+".unit", i.Units, false)
	c.Heading(at+".source", i.Sources, false)
	if math.IsNaN(i.Value) || math.IsInf(i.Value, 0) {
		c.Add(at+".value", content.BadInput, "Das ist keine Zahl.", "this is not a number")
	} else if i.AboutPeople && (i.Value < 0 || i.Value != math.Trunc(i.Value)) {
		c.Add(at+".value", content.BadInput, "Menschen zählt man in ganzen Zahlen, von 0 an.", "people are counted in whole numbers, from 0")
	}
}

// sectionOf is the section that a field belongs to; empty for none.
func (r *Report) sectionOf(path string) string {
	parts := strings.Split(path, ".")
	switch parts[0] {
	case sectionSummary, sectionOutlook:
		return parts[0]
	case "entries":
		if i, err := strconv.Atoi(parts[1]); err == nil && i < len(r.StoredEntries) {
			return r.StoredEntries[i].MeasureID
		}
	}
	return ""
}

// fieldWithin is a path without the number of the section.
func fieldWithin(path string) string {
	if rest, is := strings.CutPrefix(path, "entries."); is {
		_, field, _ := strings.Cut(rest, ".")
		return field
	}
	return path
}
