package network

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"partnernetz/content"
)

// ReportState says how far a report has come.
type ReportState string

// The states.
const (
	ReportOpen      ReportState = "OPEN"      // its own people write it
	ReportSubmitted ReportState = "SUBMITTED" // it waits for the office
	ReportReturned  ReportState = "RETURNED"  // its own people are to write more
	ReportAccepted  ReportState = "ACCEPTED"  // nobody writes it
)

// ReportStates lists all states.
func ReportStates() []ReportState {
	return []ReportState{ReportOpen, ReportSubmitted, ReportReturned, ReportAccepted}
}

// ReportTransitions says which states may follow a state.
func ReportTransitions() content.Transitions[ReportState] {
	return content.Transitions[ReportState]{
		ReportOpen:      {ReportSubmitted},
		ReportSubmitted: {ReportReturned, ReportAccepted},
		ReportReturned:  {ReportSubmitted},
		ReportAccepted:  {ReportReturned},
	}
}

// Discloses reports whether the view shows the state of the report, and what goes with it: to the office and to the report's own
// people, not by a preview link.
func (r *Report) Discloses() bool {
	s := r.View().Scope
	return s.Entry == "" && s.Sees(content.ForOffice, r.PartnerID)
}

// State is how far the report has come; nil to those who may not know.
func (r *Report) State() *ReportState {
	if !r.Discloses() {
		return nil
	}
	return &r.StoredState
}

// DueOn is the last day on which the report is on time; nil if there is none, and to those who may not know.
func (r *Report) DueOn() *content.Date {
	if !r.Discloses() {
		return nil
	}
	return r.Due
}

// SubmittedAt is when the report was submitted last; nil if it never was, and to those who may not know.
func (r *Report) SubmittedAt() *time.Time {
	if !r.Discloses() {
		return nil
	}
	return r.Sent
}

// SubmittedRevision is the revision that submitting made; nil if it never was, and to those who may not know.
func (r *Report) SubmittedRevision() *int {
	if !r.Discloses() {
		return nil
	}
	return content.OrNil(r.SentRevision)
}

// KeepState takes over the state that the report is in. It is a problem if nobody writes it in this state, or only the office does.
func (r *Report) KeepState(before content.Entry, office bool) content.Problems {
	was, ok := before.(*Report)
	if !ok {
		return nil
	}
	r.StoredState, r.Sent, r.SentRevision, r.Due = was.StoredState, was.Sent, was.SentRevision, was.Due
	switch {
	case was.StoredState == ReportAccepted:
		return content.Problems{{Path: "id", Code: content.Locked,
			DE: "Der Bericht ist angenommen und damit abgeschlossen. Für eine Berichtigung öffnet die Geschäftsstelle ihn wieder (reopenReport).",
			EN: "the report was accepted, which locks it; for a correction the office reopens it (reopenReport)"}}
	case was.StoredState == ReportSubmitted && !office:
		return content.Problems{{Path: "id", Code: content.Locked,
			DE: "Der Bericht ist eingereicht und wird geprüft. Bis er zurückkommt, kann nur die Geschäftsstelle ihn ändern.",
			EN: "the report was submitted and is being reviewed; until it is returned, only the office can change it"}}
	}
	return nil
}

// Become puts the report into another state; number is that of the revision that this makes.
func (r *Report) Become(state ReportState, at time.Time, number int) {
	if r.StoredState = state; state == ReportSubmitted {
		r.Sent, r.SentRevision = &at, number
	}
}

// Incomplete finds what is still missing for the report to be submitted.
func (r *Report) Incomplete() content.Problems {
	var c content.Validator
	if content.Blank(r.Summaries[content.DE]) {
		c.Add("summary", content.Required, "Die Zusammenfassung fehlt.", "the summary is missing")
	}
	for i, e := range r.StoredEntries {
		if (e.Status == ProgressDropped || e.Status == ProgressCarriedOver) && content.Blank(e.Reasons[content.DE]) {
			c.Add("entries."+strconv.Itoa(i)+".reason", content.Required,
				fmt.Sprintf("Zu %s gehört ein Grund.", e.Status), fmt.Sprintf("%s needs a reason", e.Status))
		}
	}
	return c.Problems
}

// SectionNote is what is known of a section of a report.
type SectionNote struct {
	Revision  int  `bson:"revision"`            // in which it has changed last
	TakenOver bool `bson:"takenOver,omitempty"` // whether it still is as it came from the report before
}

// The sections besides those on measures.
const (
	sectionSummary = "summary"
	sectionOutlook = "outlook"
)

// SectionRevision is the revision in which a section has changed last; 0 for one that is not there.
func (r *Report) SectionRevision(name string) int { return r.Noted.Sections[name].Revision }

// NoteSections takes note of what has changed.
func (r *Report) NoteSections(before content.Entry, number int) {
	was, _ := before.(*Report)
	if was == nil {
		was = &Report{}
	}
	then, now := was.sections(), r.sections()
	notes := make(map[string]SectionNote, len(now))
	for name, content := range now {
		note, there := was.Noted.Sections[name]
		if !there || then[name] != content {
			note = SectionNote{Revision: number}
		}
		notes[name] = note
	}
	r.Noted.Sections = notes
	r.Noted.PartnerName, r.Noted.YearLabel = cmp.Or(r.Noted.PartnerName, was.Noted.PartnerName), cmp.Or(r.Noted.YearLabel, was.Noted.YearLabel)
}

// sections returns what is written in each section, as a text that only equal ones have.
func (r *Report) sections() map[string]string {
	all := map[string]string{sectionSummary: "", sectionOutlook: ""}
	for _, e := range r.StoredEntries {
		all[e.MeasureID] = ""
	}
	for _, leaf := range content.Leaves(r) {
		if name := r.sectionOf(leaf.Path); name != "" {
			all[name] += fmt.Sprintf("%q=%q\n", fieldWithin(leaf.Path), leaf.Value)
		}
	}
	return all
}

// TakenOver names the sections that still are as they were taken over from the report of the year before: summary, outlook, and
// entries with their numbers. None to those who may not know.
func (r *Report) TakenOver() []string {
	taken := []string{}
	if !r.Discloses() {
		return taken
	}
	for _, name := range []string{sectionSummary, sectionOutlook} {
		if r.Noted.Sections[name].TakenOver {
			taken = append(taken, name)
		}
	}
	for i, e := range r.StoredEntries {
		if r.Noted.Sections[e.MeasureID].TakenOver {
			taken = append(taken, "entries."+strconv.Itoa(i))
		}
	}
	return taken
}
