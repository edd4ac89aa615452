package network_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/calendar"
	"partnernetz/content"
	"partnernetz/network"
)

// An event that is off says why, and no other does, even if it was off before.
func TestReasonsOfEvents(t *testing.T) {
	for _, c := range []struct {
		status network.EventStatus
		reason content.Text
		want   content.Code
	}{
		{"", nil, ""}, {"CONFIRMED", nil, ""}, {"PLANNED", nil, ""}, {"CANCELLED", german("Sturm"), ""}, {"POSTPONED", german("Streik"), ""},
		{"CANCELLED", nil, content.Required}, {"POSTPONED", content.Text{}, content.Required},
		{"PLANNED", german("Sturm"), ""}, {"PAST", nil, content.BadInput},
	} {
		e := event()
		e.State, e.StatusReasons = c.status, c.reason
		problems := e.Validate()
		if c.want == "" && len(problems) > 0 || c.want != "" && (len(problems) != 1 || problems[0].Code != c.want || !strings.HasPrefix(problems[0].Path, "status")) {
			t.Errorf("%q because of %v: %v, want %q", c.status, c.reason, problems, c.want)
		}
		content.Bind(content.PublicView(), []*network.Event{e})
		if shown := e.StatusReason() != nil; shown != (e.Off() && c.want == "") || shown != (e.StatusReasonLanguageTag() != nil) {
			t.Errorf("%q because of %v: it is shown: %v", c.status, c.reason, shown)
		}
	}
}

// An event is past when the day of its last moment is over, by the clocks in Berlin and by the day of the view.
func TestPast(t *testing.T) {
	moment := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct {
		start, end, now string
		past            bool
	}{
		{"2024-06-07T20:00:00+02:00", "", "2024-06-07T23:59:59+02:00", false},
		{"2024-06-07T20:00:00+02:00", "", "2024-06-08T00:00:00+02:00", true},
		{"2024-06-07T20:00:00+02:00", "2024-06-08T01:00:00+02:00", "2024-06-08T12:00:00+02:00", false},
		{"2024-06-07T20:00:00+02:00", "2024-06-08T01:00:00+02:00", "2024-06-09T00:00:00+02:00", true},
		{"2024-06-07T00:00:00+02:00", "2024-06-08T00:00:00+02:00", "2024-06-08T00:00:00+02:00", true}, // ends at midnight
	} {
		e := event()
		e.StartsAt, e.EndsAt = moment(c.start), nil
		if c.end != "" {
			end := moment(c.end)
			e.EndsAt = &end
		}
		content.Bind(content.View{Stage: content.Published, Locale: content.DE, AsOf: moment(c.now)}, []*network.Event{e})
		if e.Past() != c.past {
			t.Errorf("from %s to %s, seen at %s: past is %v", c.start, c.end, c.now, e.Past())
		}
	}
}

// soon is a public event as the view shows it.
func soon(v content.View, status network.EventStatus) *network.Event {
	e := event()
	published := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	e.ID, e.State, e.PublishedAt, e.StartsAt = "eve_1", status, &published, time.Date(2024, 6, 7, 8, 0, 0, 0, time.UTC)
	end := e.StartsAt.Add(2 * time.Hour)
	e.EndsAt, e.Titles, e.StatusReasons = &end, content.Text{content.DE: "Treffen", content.EN: "Meeting"}, content.Text{}
	if e.Off() {
		e.StatusReasons = german("Sturm")
	}
	e.Place = &network.StoredPlace{Names: german("Rathaus Dortmund"), City: new("Dortmund"), Online: true}
	content.Bind(v, []*network.Event{e})
	return e
}

// Some programs show a cancelled event like any other: so its title says that too, in the language of the title.
func TestCalendarOfEvents(t *testing.T) {
	for _, c := range []struct {
		locale  content.Locale
		status  network.EventStatus
		summary string
		want    calendar.Status
	}{
		{content.DE, "CONFIRMED", "Treffen", calendar.Confirmed}, {content.DE, "PLANNED", "Treffen", calendar.Tentative},
		{content.DE, "CANCELLED", "Abgesagt: Treffen", calendar.Cancelled}, {content.EN, "CANCELLED", "Cancelled: Meeting", calendar.Cancelled},
		{content.DESimple, "CANCELLED", "Abgesagt: Treffen", calendar.Cancelled}, // the title is in German, and so is what is put before it
		{content.DE, "POSTPONED", "Verschoben: Treffen", calendar.Tentative},
	} {
		v := content.View{Stage: content.Published, Locale: c.locale, Fallback: true}
		made, err := network.EventCalendar(v, []*network.Event{soon(v, c.status)}, func(*network.Event) (string, error) { return "Worum es geht", nil })
		if err != nil {
			t.Fatal(err)
		}
		e := made.Events[0]
		if e.Summary.Words != c.summary || e.Status != c.want || e.Location.Words != "Rathaus Dortmund, Online" || e.UID != "eve_1@partnernetz" {
			t.Errorf("%s, %s: %+v", c.locale, c.status, e)
		}
		if off := c.want == calendar.Cancelled; off != strings.HasPrefix(e.Description.Words, "Sturm\n\n") && c.status != "POSTPONED" {
			t.Errorf("%s, %s: the description is %q", c.locale, c.status, e.Description)
		}
	}
}

// What programs read of an event is what the page says of it, and closes no script.
func TestJSONLD(t *testing.T) {
	v := content.PublicView()
	e, host := soon(v, "CANCELLED"), partner()
	e.Descriptions = german("Worum")
	e.Titles[content.DE] = "</script><b>& Treffen"
	content.Bind(v, []*network.Partner{host})
	raw, err := network.JSONLDOf(e, "Worum", []*network.Partner{host})
	if err != nil || strings.ContainsAny(raw, "<>&") {
		t.Fatal(err, raw)
	}
	var node struct {
		Context                                      string `json:"@context"`
		Name, StartDate, EndDate, EventStatus        string
		Description, EventAttendanceMode, InLanguage string
		Location                                     []struct{ Name string }
		Organizer                                    []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(raw), &node); err != nil {
		t.Fatal(err)
	}
	if node.Name != "</script><b>& Treffen" || node.StartDate != "2024-06-07T10:00:00+02:00" || node.EndDate != "2024-06-07T12:00:00+02:00" ||
		node.EventStatus != "https://schema.org/EventCancelled" || node.EventAttendanceMode != "https://schema.org/MixedEventAttendanceMode" ||
		node.Description != "Sturm\n\nWorum" || node.InLanguage != "de" || len(node.Location) != 2 || node.Location[0].Name != "Rathaus Dortmund" ||
		len(node.Organizer) != 1 || node.Organizer[0].Name != host.Name() {
		t.Errorf("%+v", node)
	}
	e.AllDay = true
	e.StartsAt = content.Midnight(e.StartsAt)
	end := e.StartsAt.AddDate(0, 0, 2)
	e.EndsAt = &end
	if raw, _ = network.JSONLDOf(e, "", nil); !strings.Contains(raw, `"startDate":"2024-06-07","endDate":"2024-06-08"`) {
		t.Error("whole days are", raw)
	}
	for _, place := range []struct {
		at   *network.StoredPlace
		mode []string
	}{
		{nil, nil}, {&network.StoredPlace{City: new("Dortmund")}, []string{"Offline"}}, {&network.StoredPlace{Names: german("Online"), Online: true}, []string{"Online"}},
	} {
		e.Place = place.at
		raw, _ = network.JSONLDOf(e, "", nil)
		var found []string
		for _, m := range []string{"Offline", "Online", "Mixed"} {
			if strings.Contains(raw, m+"EventAttendanceMode") {
				found = append(found, m)
			}
		}
		if !slices.Equal(found, place.mode) {
			t.Errorf("%+v is %v: %s", place.at, found, raw)
		}
	}
}
