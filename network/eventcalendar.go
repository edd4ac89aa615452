package network

import (
	"strings"

	"partnernetz/calendar"
	"partnernetz/content"
)

// word is a word in the languages of views.
type word map[content.Locale]string

func (w word) in(l content.Locale) calendar.Text {
	return calendar.Text{Language: string(l), Words: w[l]}
}

// What programs that subscribe to events are told of them in words.
var (
	calendarName = word{content.DE: "Veranstaltungen der Partnerinitiative", content.EN: "Events of the partner initiative", content.DESimple: "Termine der Partner-Initiative"}
	online       = word{content.DE: "Online", content.EN: "Online", content.DESimple: "Im Internet"}
	cancelled    = word{content.DE: "Abgesagt", content.EN: "Cancelled", content.DESimple: "Fällt aus"}
	postponed    = word{content.DE: "Verschoben", content.EN: "Postponed", content.DESimple: "Verschoben"}
	eventKinds   = map[EventKind]word{
		"NETWORK_MEETING": {content.DE: "Netzwerktreffen", content.EN: "Network meeting", content.DESimple: "Treffen"},
		"PUBLIC_EVENT":    {content.DE: "Veranstaltung", content.EN: "Public event", content.DESimple: "Veranstaltung"},
	}
)

// EventCalendar is a calendar of events that were read through a view, in its language. about returns the text of a description.
func EventCalendar(v content.View, events []*Event, about func(*Event) (string, error)) (*calendar.Calendar, error) {
	c := &calendar.Calendar{Name: calendarName.in(v.Locale), Events: make([]calendar.Event, len(events))}
	for i, e := range events {
		text, err := about(e)
		if err != nil {
			return nil, err
		}
		c.Events[i] = e.calendar(text)
	}
	return c, nil
}

// calendar is the event as an entry of a calendar. Its id is in no other calendar, and stays when the event moves.
func (e *Event) calendar(about string) calendar.Event {
	locale := e.ServedLocale()
	entry := calendar.Event{
		UID: e.ID + "@partnernetz", Revised: *e.PublishedAt, Start: e.StartsAt, AllDay: e.AllDay, Status: calendar.Confirmed,
		Summary: calendar.Text{Language: string(locale), Words: e.Title()}, Description: e.explained(about), Location: e.whereabouts(), Category: eventKinds[e.Kind].in(locale),
	}
	if e.EndsAt != nil {
		entry.End = *e.EndsAt
	}
	switch e.Status() {
	case EventPlanned:
		entry.Status = calendar.Tentative
	case EventPostponed:
		entry.Status, entry.Summary.Words = calendar.Tentative, postponed[locale]+": "+entry.Summary.Words
	case EventCancelled:
		entry.Status, entry.Summary.Words = calendar.Cancelled, cancelled[locale]+": "+entry.Summary.Words
	}
	return entry
}

// explained is what it is about, under the reason why it is off, which may be in another language.
func (e *Event) explained(about string) calendar.Text {
	reason, first := e.StatusReason(), e.StatusReasonLanguageTag()
	said := calendar.Text{Words: about}
	if about != "" {
		said.Language = string(e.ServedIn(e.Descriptions))
	}
	switch {
	case reason == nil:
	case about == "":
		said = calendar.Text{Language: *first, Words: *reason}
	default:
		said.Words = *reason + "\n\n" + about
		if said.Language != *first {
			said.Language = ""
		}
	}
	return said
}

// whereabouts is where it takes place, in a line.
func (e *Event) whereabouts() calendar.Text {
	place := e.Location()
	if place == nil {
		return calendar.Text{}
	}
	var parts []string
	add := func(s *string) {
		if s != nil && !strings.Contains(strings.Join(parts, ", "), *s) { // many name the city with the house
			parts = append(parts, *s)
		}
	}
	add(place.Name)
	add(place.City)
	locale := e.ServedLocale()
	if place.Online {
		add(new(online[locale]))
	}
	where := calendar.Text{Language: string(locale), Words: strings.Join(parts, ", ")}
	if place.NameLanguageTag != nil && *place.NameLanguageTag != where.Language {
		where.Language = ""
	}
	return where
}
