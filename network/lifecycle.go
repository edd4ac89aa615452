package network

import (
	"partnernetz/content"
	"slices"
	"strconv"
)

// StoredTransition is that an agreement came into another status.
type StoredTransition struct {
	Status AgreementStatus `bson:"status" yaml:"status,omitempty"` // the new one
	On     content.Date    `bson:"on" yaml:"on,omitempty"`         // the first day of it
	Reason string          `bson:"reason,omitempty" yaml:"reason,omitempty"`

	Revision int `bson:"revision,omitempty" yaml:"-"` // that it was saved with, which tells by whom; 0 if it came from a file
}

// AgreementTransition is a StoredTransition as a view shows it. Why, and with which revision, is for those who may change it.
type AgreementTransition struct {
	Status   AgreementStatus
	On       content.Date
	Reason   *string
	Revision *int
}

// Transition is a status that an agreement shall come into.
type Transition struct {
	From      AgreementStatus // the only one that it may come from; empty for any that the new one may follow
	To        AgreementStatus
	On        content.Date // the first day of it
	Reason    string
	Successor string // the id of the agreement that replaces it; empty for none
}

var agreementTransitions = content.Transitions[AgreementStatus]{
	"NEGOTIATING": {"ACTIVE"},
	"ACTIVE":      {"PAUSED", "ENDED", "SUPERSEDED"},
	"PAUSED":      {"ACTIVE", "ENDED", "SUPERSEDED"},
}

// validateLifecycle finds what is wrong with how the agreement came into its status. Of one that was in force already when it was
// entered nothing need be known.
func (a *Agreement) validateLifecycle(c *content.Validator) {
	for i, t := range a.StoredTransitions {
		at := "transitions." + strconv.Itoa(i)
		content.OneOf(c, at+".status", t.Status, AgreementStatuses())
		c.Days(map[string]*content.Date{at + ".on": &t.On})
		c.Line(at+".reason", t.Reason)
		if i == 0 {
			continue
		}
		before := a.StoredTransitions[i-1]
		c.Problems = append(c.Problems, agreementTransitions.Check(at+".status", before.Status, t.Status)...)
		if t.On < before.On {
			c.Add(at+".on", content.BadInput, "Dieser Tag liegt vor dem des letzten Wechsels, "+string(before.On)+".", "this day is before that of the last transition, "+string(before.On))
		}
	}
	a.own(c, "supersededBy", a.SupersededByID)
	if a.SupersededByID != "" && a.SupersededByID == a.ID {
		c.Problems = append(c.Problems, content.InCircle("supersededBy"))
	}
	if a.SupersededByID != "" && a.Status != "SUPERSEDED" {
		c.Add("supersededBy", content.BadInput, "Einen Nachfolger hat nur eine Vereinbarung, die ersetzt wurde (SUPERSEDED).",
			"only an agreement that was replaced (SUPERSEDED) has a successor")
	}
	if n := len(a.StoredTransitions); n > 0 && a.StoredTransitions[n-1].Status != a.Status {
		c.Add("status", content.BadInput, "Der Stand ist ein anderer als der nach dem letzten Wechsel, "+string(a.StoredTransitions[n-1].Status)+".",
			"the status is another one than after the last transition, "+string(a.StoredTransitions[n-1].Status))
	}
}

// Come brings the agreement into another status, and returns what is wrong with that. The paths are those of the arguments.
func (a *Agreement) Come(t Transition) (problems content.Problems) {
	problems = t.following(a.Status).Check("id", a.Status, t.To)
	if n := len(a.StoredTransitions); n > 0 && t.On < a.StoredTransitions[n-1].On {
		last := a.StoredTransitions[n-1]
		problems = append(problems, content.Problem{Path: "on", Code: content.BadInput,
			DE: "Dieser Tag liegt vor dem letzten Wechsel: " + string(last.Status) + " seit " + string(last.On) + ". Bitte einen späteren wählen.",
			EN: "this day is before the last transition: " + string(last.Status) + " since " + string(last.On) + "; choose a later one"})
	}
	if len(problems) > 0 {
		return problems
	}
	came := StoredTransition{t.To, t.On, t.Reason, a.Revision + 1}
	a.Status, a.StoredTransitions = t.To, append(slices.Clip(a.StoredTransitions), came)
	a.SupersededByID = t.Successor
	return nil
}

// following is what may follow a status: not the new one, if that is to come from another one.
func (t Transition) following(s AgreementStatus) content.Transitions[AgreementStatus] {
	if t.From == "" || t.From == s {
		return agreementTransitions
	}
	return content.Transitions[AgreementStatus]{s: slices.DeleteFunc(slices.Clone(agreementTransitions[s]), func(next AgreementStatus) bool { return next == t.To })}
}

// Transitions is what the view shows of how it came into its status.
func (a *Agreement) Transitions() []*AgreementTransition {
	transitions, all := make([]*AgreementTransition, len(a.StoredTransitions)), a.seesPeople()
	for i, t := range a.StoredTransitions {
		transitions[i] = &AgreementTransition{Status: t.Status, On: t.On}
		if all {
			transitions[i].Reason, transitions[i].Revision = content.OrNil(t.Reason), content.OrNil(t.Revision)
		}
	}
	return transitions
}

// Above is the agreement that has replaced it.
func (a *Agreement) Above() (field, id string) { return "supersededBy", a.SupersededByID }

// InForce reports whether the agreement is in force on some day of a period, whose last day counts. Its term bounds that; and
// within the term it is in force while its status is ACTIVE. Where nobody has noted how it came into its status, one that is
// over was in force for its term if that has an end, and nobody knows when one that is paused was.
func (a *Agreement) InForce(from, to content.Date) bool {
	if a.ValidFrom != nil {
		from = max(from, *a.ValidFrom)
	}
	if a.ValidUntil != nil {
		to = min(to, *a.ValidUntil)
	}
	for _, p := range a.activePeriods() {
		first := max(from, p.from)
		if first <= to && (p.until == "" || first < p.until) {
			return true
		}
	}
	return false
}

// activePeriod is a time in which an agreement is ACTIVE. The day until which it lasts is no part of it; empty if none is known.
type activePeriod struct{ from, until content.Date }

func (a *Agreement) activePeriods() (periods []activePeriod) {
	if len(a.StoredTransitions) == 0 {
		over := (a.Status == "ENDED" || a.Status == "SUPERSEDED") && a.ValidUntil != nil
		if over || a.Status == "ACTIVE" {
			periods = append(periods, activePeriod{})
		}
		return periods
	}
	if first := a.StoredTransitions[0]; first.Status != "ACTIVE" { // so it was ACTIVE before
		periods = append(periods, activePeriod{until: first.On})
	}
	for i, t := range a.StoredTransitions {
		if t.Status != "ACTIVE" {
			continue
		}
		p := activePeriod{from: t.On}
		if i+1 < len(a.StoredTransitions) {
			p.until = a.StoredTransitions[i+1].On
		}
		periods = append(periods, p)
	}
	return periods
}
