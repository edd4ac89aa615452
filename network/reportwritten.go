package network

import "partnernetz/content"

// Written is the input that changes nothing.
func (r *Report) Written(l content.Locale) content.Input[*Report] {
	in := &UpdateReportInput{
		Summary: writtenText(l, r.Summaries, r.SectionRevision(sectionSummary)),
		Outlook: writtenText(l, r.Outlooks, r.SectionRevision(sectionOutlook)),
	}
	for _, e := range r.StoredEntries {
		in.Entries = append(in.Entries, e.written(l, r.SectionRevision(e.MeasureID)))
	}
	return in
}

func writtenText(l content.Locale, t content.Text, revision int) *ReportTextInput {
	return &ReportTextInput{revision, content.Kept(t[l]), translationsOf(l, t)}
}

func (p StoredProgress) written(l content.Locale, revision int) *ReportEntryInput {
	in := &ReportEntryInput{Measure: p.MeasureID, ExpectedRevision: revision, Status: content.Kept(p.Status), Reason: content.Kept(p.Reasons[l]), Summary: content.Kept(p.Summaries[l])}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &ReportEntryTranslationInput{o, content.Kept(p.Reasons[o]), content.Kept(p.Summaries[o])})
	}
	evidence := []*EvidenceInput{}
	for _, e := range p.Proofs {
		evidence = append(evidence, &EvidenceInput{content.OrNil(e.Titles[l]), content.OrNil(e.URL), content.OrNil(e.MediaID), translationsOf(l, e.Titles)})
	}
	indicators := []*IndicatorInput{}
	for _, i := range p.Indicators {
		indicators = append(indicators, i.written(l))
	}
	in.Evidence, in.Indicators = content.Given(&evidence), content.Given(&indicators)
	return in
}

func (i StoredIndicator) written(l content.Locale) *IndicatorInput {
	in := &IndicatorInput{Key: i.Key, Label: content.OrNil(i.Labels[l]), Value: i.Value, Unit: content.OrNil(i.Units[l]), Source: content.OrNil(i.Sources[l]),
		Checked: i.Checked, AboutPeople: i.AboutPeople}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &IndicatorTranslationInput{o, content.Kept(i.Labels[o]), content.Kept(i.Units[o]), content.Kept(i.Sources[o])})
	}
	return in
}
