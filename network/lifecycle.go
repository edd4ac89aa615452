package network

import (
	"partnernetz/content"
	"strconv"
)

// StoredTransition is that an agreement came into another status.
type StoredTransition struct {
	Status AgreementStatus `bson:"status" yaml:"status,omitempty"` // the new one
	On     content.Date    `bson:"on" yaml:"on,omitempty"`         // the first day of it
	Reason string          `bson:"reason,omitempty" yaml:"reason,omitempty"`
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
	if n := len(a.StoredTransitions); n > 0 && a.StoredTransitions[n-1].Status != a.Status {
		c.Add("status", content.BadInput, "Der Stand ist ein anderer als der nach dem letzten Wechsel, "+string(a.StoredTransitions[n-1].Status)+".",
			"the status is another one than after the last transition, "+string(a.StoredTransitions[n-1].Status))
	}
}

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
