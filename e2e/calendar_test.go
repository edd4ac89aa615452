package e2e_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/testkit"
)

// feed is a calendar as a program that did not write it has read it.
type feed struct {
	Name   string
	Zones  []string
	Events []feedEvent
}

type feedEvent struct {
	UID, Start, End, Status, Summary, Description, Location, Category string
	Sequence                                                          int
}

// feedReaders are the programs.
var feedReaders = [][]string{{"node", "../clients/calendar.mjs"}, {"/usr/bin/python3", "testdata/readcalendar.py"}}

// calendarFile fetches the public calendar. It is empty if the caller, who has the version of the tag, is told that it still holds.
func (p *process) calendarFile(t *testing.T, query, known string) (file, tag string) {
	t.Helper()
	r := must(http.NewRequest(http.MethodGet, "http://"+p.address+"/calendar.ics"+query, nil))
	r.Header.Set("If-None-Match", known)
	resp := must(public.Do(r))
	defer resp.Body.Close()
	raw := must(io.ReadAll(resp.Body))
	want := http.StatusOK
	if known != "" && resp.Header.Get("ETag") == known {
		want = http.StatusNotModified
	} else if resp.Header.Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Errorf("the calendar is %s", resp.Header.Get("Content-Type"))
	}
	if resp.StatusCode != want {
		t.Fatalf("/calendar.ics%s answers %d, want %d: %s", query, resp.StatusCode, want, raw)
	}
	return string(raw), resp.Header.Get("ETag")
}

// calendar has all programs read the calendar, which must agree on it.
func (p *process) calendar(t *testing.T, query string) feed {
	t.Helper()
	file, tag := p.calendarFile(t, query, "")
	if again, same := p.calendarFile(t, query, tag); again != "" || same != tag {
		t.Errorf("a calendar that has not changed is sent once more, with tag %s after %s", same, tag)
	}
	var first feed
	for i, program := range feedReaders {
		cmd := exec.CommandContext(t.Context(), program[0], program[1:]...)
		cmd.Stdin, cmd.Stderr = strings.NewReader(file), os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v\n%s", program, err, file)
		}
		var read feed
		if err := json.Unmarshal(out, &read); err != nil {
			t.Fatalf("%v: %v\n%s", program, err, out)
		}
		if i > 0 && !reflect.DeepEqual(read, first) {
			t.Fatalf("%v reads\n%+v, and %v\n%+v", program, read, feedReaders[0], first)
		}
		first = read
	}
	return first
}

// subscriber keeps what it has read of each event, unless it has a later revision.
type subscriber map[string]feedEvent

func (s subscriber) read(f feed) {
	for _, e := range f.Events {
		if had, known := s[e.UID]; !known || e.Sequence >= had.Sequence {
			s[e.UID] = e
		}
	}
}

// Two programs that people subscribe with read the calendar alike, before and after an event moves, over the changes of the clocks,
// and is cancelled. A subscriber that keeps what it has read ends with what is true.
func TestCalendarFeed(t *testing.T) {
	if _, missing := os.Stat("../clients/node_modules/ical.js"); missing != nil {
		testkit.Lack(t, "`npm ci` was not run in clients, so nobody read the calendar")
	}
	if exec.Command("/usr/bin/python3", "-c", "import icalendar").Run() != nil {
		testkit.Lack(t, "there is no icalendar for Python, so nobody read the calendar")
	}
	p := serve(t, data(t), withAdmin...)
	admin, kept := p.admin(t), subscriber{}
	before := p.calendar(t, "")
	kept.read(before)
	if before.Name != "Veranstaltungen der Partnerinitiative" || !slices.Equal(before.Zones, []string{"Europe/Berlin"}) || len(before.Events) < 5 {
		t.Fatalf("%+v", before)
	}
	day := before.Events[slices.IndexFunc(before.Events, func(e feedEvent) bool { return strings.HasPrefix(e.Summary, "Partnerveranstaltung") })]
	if day.Start != "2024-06-07" || day.End != "2024-06-08" || day.Location != "Polizeipräsidium Dortmund" || day.Status != "CONFIRMED" || day.Category != "Veranstaltung" {
		t.Errorf("%+v", day)
	}

	type event struct {
		Event  struct{ ID string }
		Errors []problem
	}
	const title = "Beispiel: Zeit, Zahlen; \\ und „Zeichen“"
	made := mustAsk[event](t, admin, `mutation($t: String!) { createEvent(input: {kind: NETWORK_MEETING, title: $t, description: "Erste Zeile\n\nZweite, mit **Fett**",
		startsAt: "2027-10-31T00:30:00Z", endsAt: "2027-10-31T01:30:00Z", status: PLANNED, location: {name: "Saal", city: "Hamm", online: true}}) { event { id } errors { code path message } } }`,
		map[string]any{"t": title})
	if len(made.Errors) > 0 {
		t.Fatal(made.Errors)
	}
	publish := func(revision int) {
		t.Helper()
		if wrong := mustAsk[said](t, admin, `mutation($id: ID!, $r: Int!) { publish(entries: [{id: $id, revision: $r}]) { errors { code path message } } }`,
			map[string]any{"id": made.Event.ID, "r": revision}).Errors; len(wrong) > 0 {
			t.Fatal(wrong)
		}
		time.Sleep(time.Second) // which is what revisions are told apart by
	}
	change := func(revision int, input map[string]any) {
		t.Helper()
		_, public := p.calendarFile(t, "", "")
		if wrong := mustAsk[event](t, admin, `mutation($id: ID!, $r: Int!, $i: UpdateEventInput!) { updateEvent(id: $id, expectedRevision: $r, input: $i) { errors { code path message } } }`,
			map[string]any{"id": made.Event.ID, "r": revision, "i": input}).Errors; len(wrong) > 0 {
			t.Fatal(wrong)
		}
		if _, drafted := p.calendarFile(t, "", ""); drafted != public {
			t.Error("a draft is in the calendar")
		}
		publish(revision + 1)
	}
	// now demands how the event is read, and that it is a later revision than before.
	sequence := 0
	now := func(want feedEvent) {
		t.Helper()
		f := p.calendar(t, "")
		kept.read(f)
		i := slices.IndexFunc(f.Events, func(e feedEvent) bool { return e.UID == made.Event.ID+"@partnernetz" })
		if i < 0 || len(f.Events) != len(before.Events)+1 {
			t.Fatalf("the event is not there once: %+v", f.Events)
		}
		got := f.Events[i]
		if got.Sequence <= sequence {
			t.Errorf("revision %d follows on %d", got.Sequence, sequence)
		}
		sequence = got.Sequence
		want.UID, want.Sequence, want.Category = got.UID, got.Sequence, "Netzwerktreffen"
		if got != want {
			t.Errorf("read\n%+v, want\n%+v", got, want)
		}
	}
	text := "Erste Zeile\nZweite, mit Fett"
	publish(1)
	now(feedEvent{Start: "2027-10-31T00:30:00Z", End: "2027-10-31T01:30:00Z", Status: "TENTATIVE", Summary: title, Description: text, Location: "Saal, Hamm, Online"})
	change(1, map[string]any{"startsAt": "2027-03-28T00:30:00Z", "endsAt": "2027-03-28T01:30:00Z", "status": "CONFIRMED"})
	now(feedEvent{Start: "2027-03-28T00:30:00Z", End: "2027-03-28T01:30:00Z", Status: "CONFIRMED", Summary: title, Description: text, Location: "Saal, Hamm, Online"})
	change(2, map[string]any{"status": "CANCELLED", "statusReason": "Sturm"})
	now(feedEvent{Start: "2027-03-28T00:30:00Z", End: "2027-03-28T01:30:00Z", Status: "CANCELLED", Summary: "Abgesagt: " + title, Description: "Sturm\n\n" + text, Location: "Saal, Hamm, Online"})

	fresh := subscriber{}
	fresh.read(p.calendar(t, ""))
	if !maps.Equal(kept, fresh) {
		t.Errorf("a subscriber has\n%v, and what is true is\n%v", kept, fresh)
	}
	if english := p.calendar(t, "?language=en"); english.Name != "Events of the partner initiative" || !slices.ContainsFunc(english.Events, func(e feedEvent) bool { return e.Summary == "Partner event on 7 June 2024" }) {
		t.Errorf("in English: %+v", english)
	}
	if resp := must(public.Get("http://" + p.address + "/calendar.ics?language=fr")); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("in French: %d", resp.StatusCode)
	}
}
