package network

import (
	"encoding/json"
	"time"

	"partnernetz/content"
)

// What schema.org has for an event. A node without a type means nothing to its readers.
type (
	eventNode struct {
		Context     string             `json:"@context"`
		Type        string             `json:"@type"`
		ID          string             `json:"@id"`
		Name        string             `json:"name"`
		Language    string             `json:"inLanguage"`
		Description string             `json:"description,omitempty"`
		Start       string             `json:"startDate"`
		End         string             `json:"endDate,omitempty"`
		Status      string             `json:"eventStatus"`
		Attendance  string             `json:"eventAttendanceMode,omitempty"`
		Location    []any              `json:"location,omitempty"`
		Organizers  []organisationNode `json:"organizer,omitempty"`
	}
	placeNode struct {
		Type    string       `json:"@type"`
		Name    string       `json:"name,omitempty"`
		Address *addressNode `json:"address,omitempty"`
	}
	addressNode struct {
		Type    string `json:"@type"`
		City    string `json:"addressLocality"`
		State   string `json:"addressRegion"`
		Country string `json:"addressCountry"`
	}
	organisationNode struct {
		Type string `json:"@type"`
		ID   string `json:"@id"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
)

const schemaOrg = "https://schema.org/"

var eventNodeStatus = map[EventStatus]string{
	EventPlanned: "EventScheduled", EventConfirmed: "EventScheduled", EventPostponed: "EventPostponed", EventCancelled: "EventCancelled",
}

// JSONLDOf describes an event, what it is about and its hosts after schema.org, as JSON-LD that can stand in HTML: it has no <, > or &.
func JSONLDOf(e *Event, about string, hosts []*Partner) (string, error) {
	node := eventNode{
		Context: schemaOrg, Type: "Event", ID: "urn:partnernetz:" + e.ID, Name: e.Title(), Language: string(e.ServedLocale()),
		Start: e.shown(e.StartsAt), Status: schemaOrg + eventNodeStatus[e.Status()],
	}
	if text := e.explained(about); text.Language == node.Language { // the format has one language for all
		node.Description = text.Words
	}
	if e.EndsAt != nil && e.EndsAt.After(e.StartsAt) {
		node.End = e.shown(*e.EndsAt)
		if e.AllDay {
			node.End = string(content.DayOf(e.last()))
		}
	}
	node.Attendance, node.Location = e.placed()
	for _, h := range hosts {
		o := organisationNode{Type: "Organization", ID: "urn:partnernetz:" + h.ID, Name: h.Name()}
		if h.Website != nil {
			o.URL = *h.Website
		}
		node.Organizers = append(node.Organizers, o)
	}
	raw, err := json.Marshal(node)
	return string(raw), err
}

// shown is a moment as the clocks in Berlin show it, or the day alone.
func (e *Event) shown(t time.Time) string {
	if e.AllDay {
		return string(content.DayOf(t))
	}
	return t.In(content.Berlin).Format(time.RFC3339)
}

// placed is how and where one takes part; nothing if it is unknown.
func (e *Event) placed() (mode string, where []any) {
	place := e.Location()
	if place == nil {
		return "", nil
	}
	there := place.City != nil || place.Name != nil && !place.Online // an online meeting is named as one
	if there {
		node := placeNode{Type: "Place"}
		if place.Name != nil {
			node.Name = *place.Name
		}
		if place.City != nil {
			node.Address = &addressNode{"PostalAddress", *place.City, "Nordrhein-Westfalen", "DE"}
		}
		where = append(where, node)
	}
	if place.Online {
		where = append(where, placeNode{Type: "VirtualLocation", Name: online[e.ServedLocale()]})
	}
	switch {
	case there && place.Online:
		return schemaOrg + "MixedEventAttendanceMode", where
	case place.Online:
		return schemaOrg + "OnlineEventAttendanceMode", where
	}
	return schemaOrg + "OfflineEventAttendanceMode", where
}
