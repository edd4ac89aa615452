package content_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
)

func TestChanges(t *testing.T) {
	before, after := page(), page()
	before.Leads = content.Text{content.DE: "Gone", content.EN: ""}
	after.Path = "/b"
	after.Parts = []network.StoredBlock{{ID: "x", Type: "text", Texts: content.Text{content.DE: "T", content.DESimple: "L"}}, {Type: "text", Texts: german("New")}}
	want := []*content.Change{
		{Path: "path", Before: ptr("/a/b-c"), After: ptr("/b")},
		{Path: "blocks.0.id", After: ptr("x")},
		{Path: "blocks.0.text.de-simple", After: ptr("L")},
		{Path: "blocks.1.type", After: ptr("text")},
		{Path: "blocks.1.text.de", After: ptr("New")},
		{Path: "lead.de", Before: ptr("Gone")},
	}
	if diff := cmp.Diff(want, content.Changes(before, after)); diff != "" {
		t.Error(diff)
	}
	e, other := event(), event()
	other.StartsAt = e.StartsAt.In(time.FixedZone("", 3600)) // the same moment
	other.Meta = content.Meta{ID: "eve_x", Revision: 7, Demo: true}
	if changes := content.Changes(e, other); changes == nil || len(changes) > 0 {
		t.Errorf("what is the same differs by %v", changes)
	}
	other.AllDay, other.EndsAt, other.HostIDs = true, nil, []string{"par_x"}
	want = []*content.Change{
		{Path: "endsAt", Before: ptr("2024-06-07T10:00:00Z")},
		{Path: "allDay", After: ptr("true")},
		{Path: "hosts.0", After: ptr("par_x")},
	}
	if diff := cmp.Diff(want, content.Changes(e, other), cmp.Transformer("order", byPath)); diff != "" {
		t.Error(diff)
	}
}

func byPath(changes []*content.Change) map[string]content.Change {
	m := map[string]content.Change{}
	for _, c := range changes {
		m[c.Path] = *c
	}
	return m
}

// maker makes entries of bytes, each byte deciding one thing; there is nothing empty in them.
type maker struct{ bytes []byte }

func (m *maker) next(n int) int {
	if len(m.bytes) == 0 {
		return 0
	}
	b := m.bytes[0]
	m.bytes = m.bytes[1:]
	return int(b) % n
}

func (m *maker) text() content.Text {
	var t content.Text
	for _, l := range content.Locales() {
		if n := m.next(4); n > 0 {
			if t == nil {
				t = content.Text{}
			}
			t[l] = []string{"one", "two", "0.de"}[n-1]
		}
	}
	return t
}

func (m *maker) entry() content.Entry {
	if m.next(2) == 0 {
		p := &network.Page{Path: []string{"/", "/a"}[m.next(2)], Titles: m.text(), Leads: m.text()}
		for range m.next(4) {
			p.Parts = append(p.Parts, network.StoredBlock{ID: []string{"", "x", "0"}[m.next(3)], Type: network.BlockText, Texts: m.text()})
		}
		return p
	}
	i := &network.Initiative{Slug: "s", Names: m.text()}
	if m.next(2) > 0 {
		i.FoundedYear = ptr(m.next(3))
	}
	if m.next(2) > 0 {
		i.StoredPatron = &network.StoredPatron{Name: "P", Titles: m.text(), Since: ptr(content.Date("2024-01-01"))}
	}
	for range m.next(3) {
		i.StoredFigures = append(i.StoredFigures, network.StoredFigure{Key: "k", Value: "v", Labels: m.text()})
	}
	return i
}

// Changes say all there is, nothing else, and the same in both directions.
func FuzzChanges(f *testing.F) {
	f.Add([]byte{0, 1, 1, 2, 3}, []byte{0, 1, 1, 2, 0, 1, 2})
	f.Add([]byte{1, 1, 1, 1, 1, 1, 1}, []byte{1, 3, 1})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		before, after := (&maker{a}).entry(), (&maker{b}).entry()
		there := byPath(content.Changes(before, after))
		back := byPath(content.Changes(after, before))
		is, want := all(t, before), all(t, after)
		for path, c := range there {
			if diff := cmp.Diff(back[path], content.Change{Path: path, Before: c.After, After: c.Before}); diff != "" {
				t.Errorf("back it is %s", diff)
			}
			if old, ok := is[path]; ok != (c.Before != nil) || ok && old != *c.Before {
				t.Errorf("%s was %q, not %v", path, old, c.Before)
			}
			if delete(is, path); c.After != nil {
				is[path] = *c.After
			}
		}
		if diff := cmp.Diff(want, is); diff != "" {
			t.Errorf("with all changes made it still differs:\n%s", diff)
		}
		if len(back) != len(there) || (len(there) == 0) != (written(t, before) == written(t, after)) {
			t.Errorf("%d changes from %s to %s", len(there), written(t, before), written(t, after))
		}
	})
}

// all has every value of an entry.
func all(t *testing.T, e content.Entry) map[string]string {
	values := map[string]string{}
	for _, c := range content.Changes(nil, e) {
		if c.Before != nil || values[c.Path] != "" {
			t.Errorf("from nothing comes %+v", c)
		}
		values[c.Path] = *c.After
	}
	return values
}

func written(t *testing.T, e content.Entry) string {
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
