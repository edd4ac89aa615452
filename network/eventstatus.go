package network

import (
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
)

// EventStatus says whether an event takes place.
type EventStatus string

// The statuses of events.
const (
	EventPlanned   EventStatus = "PLANNED"
	EventConfirmed EventStatus = "CONFIRMED"
	EventPostponed EventStatus = "POSTPONED"
	EventCancelled EventStatus = "CANCELLED"
)

// EventStatuses lists all statuses.
func EventStatuses() []EventStatus {
	return []EventStatus{EventPlanned, EventConfirmed, EventPostponed, EventCancelled}
}

// EventStatusFilter compares the status of an event.
type EventStatusFilter = list.Comparison[EventStatus]

// Complete takes an event that nobody says more of for one that takes place.
func (e *Event) Complete() { e.State = e.Status() }

// Status is whether it takes place.
func (e *Event) Status() EventStatus {
	if e.State == "" {
		return EventConfirmed
	}
	return e.State
}

// Off reports whether it does not take place, or not at this time.
func (e *Event) Off() bool { return e.State == EventCancelled || e.State == EventPostponed }

// StatusReason is what the view shows of why it is off; nil if it has none.
func (e *Event) StatusReason() *string { return e.ShowOptional(e.reasons()) }

// StatusReasonLanguageTag is the language of the reason; nil if there is none.
func (e *Event) StatusReasonLanguageTag() *string { return e.LanguageTag(e.reasons()) }

// reasons are those that hold: an event that takes place after all keeps its reasons, and shows none.
func (e *Event) reasons() content.Text {
	if e.Off() {
		return e.StatusReasons
	}
	return nil
}

// Past reports whether its last day was over when the day of the view began.
func (e *Event) Past() bool { return content.DayOf(e.last()) < content.DayOf(e.View().Today()) }

// last is a moment of its last day. One that ends at midnight does not take the day that begins then.
func (e *Event) last() time.Time {
	if e.EndsAt != nil && e.EndsAt.After(e.StartsAt) {
		return e.EndsAt.Add(-time.Nanosecond)
	}
	return e.StartsAt
}

// checkStatus finds what is wrong with the status.
func (e *Event) checkStatus(c *content.Validator) {
	content.OneOf(c, "status", e.Status(), EventStatuses())
	c.Heading("statusReason", e.StatusReasons, false)
	if e.Off() && len(e.StatusReasons.Locales()) == 0 {
		c.Add("statusReason", content.Required, "Bitte sagen, warum die Veranstaltung ausfällt oder verschoben ist.", "say why the event is cancelled or postponed")
	}
}
