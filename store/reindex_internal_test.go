package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Computing anew brings back what entries are found and sorted by, in all three collections, and leaves all else alone.
func TestReindex(t *testing.T) {
	db := memory(t)
	s, err := New(ctx, db)
	must(t, err)
	p := &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "a")}, Slug: "a", Names: content.Text{content.DE: "Ä"}, Sector: "COMPANY"}
	saved, err := s.Partners.Save(ctx, Stamp{At: time.Now(), Author: "me", Note: "why"}, p)
	must(t, err)
	must(t, s.Partners.Publish(ctx, Publication{Ref{p.ID, saved[0].Revision}, time.Now()}))
	_, err = s.Partners.Save(ctx, Stamp{At: time.Now(), Author: "me"}, &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "b")}, Slug: "b", Names: content.Text{content.DE: "B"}, Sector: "COMPANY"})
	must(t, err)
	all := func() (docs []bson.M) {
		for _, c := range []string{"partners", "partners_draft", "partners_history"} {
			var some []bson.M
			cursor, err := db.collection(c).Find(ctx, bson.D{})
			must(t, err)
			must(t, cursor.All(ctx, &some))
			docs = append(docs, some...)
		}
		return docs
	}
	before := all()
	for _, c := range []string{"partners", "partners_draft", "partners_history"} {
		_, err := db.collection(c).UpdateMany(ctx, bson.D{}, bson.D{{Key: "$set", Value: bson.D{{Key: "keys", Value: bson.D{}}, {Key: "shown", Value: nil}}}, {Key: "$unset", Value: bson.D{{Key: "demo", Value: ""}, {Key: "changed", Value: ""}}}})
		must(t, err)
	}
	must(t, reindex(ctx, s))
	must(t, keepDemo(ctx, s))
	must(t, noteUnpublished(ctx, s))
	after := all()
	if len(before) != 5 || len(after) != 5 {
		t.Fatalf("%d documents became %d", len(before), len(after))
	}
	for i := range before {
		if !reflect.DeepEqual(before[i], after[i]) {
			t.Errorf("%v became %v", before[i], after[i])
		}
	}
}

// What was saved before translations were listed is listed after the next start.
func TestMigrateTranslations(t *testing.T) {
	db := memory(t)
	s, err := New(ctx, db)
	must(t, err)
	_, err = s.Partners.Save(ctx, Stamp{At: time.Now()}, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners)}, Slug: "a", Names: content.Text{content.DE: "A"}, Descriptions: content.Text{content.DE: "Text"}, Sector: "COMPANY"})
	must(t, err)
	_, err = s.Partners.draft.UpdateMany(ctx, bson.D{}, bson.D{{Key: "$unset", Value: bson.D{{Key: "todo", Value: ""}, {Key: "sources", Value: ""}}}})
	must(t, err)
	count := func(s *Store) int {
		list, err := s.Translations(ctx, content.Everything(), nil, list.Window{})
		must(t, err)
		return len(list.Nodes)
	}
	if n := count(s); n != 0 {
		t.Fatalf("there are %d already", n)
	}
	change(t, db, bson.D{{Key: "version", Value: 3}})
	if s, err = New(ctx, db); err != nil || count(s) != 2 {
		t.Errorf("%v, or there are not two", err)
	}
}

// partner is a new one of a key, whose name it begins with.
func partner(key, name string) *network.Partner {
	return &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, key)}, Slug: key, Names: content.Text{content.DE: name}, Sector: "COMPANY"}
}

// What somebody saves between the read and the write of a migration stays, and is found by what it became.
func TestReindexLosesNothing(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, partner("a", "Alt"), partner("b", "Bleibt"))
	must(t, err)
	must(t, s.Partners.Publish(ctx, Publication{Ref{saved[0].ID, 1}, time.Now()}))
	docs, err := s.Partners.behind(ctx, s.Partners.draft, "")
	must(t, err)
	next := content.Clone(saved[0])
	next.Names = content.Text{content.DE: "Neu"}
	_, err = s.Partners.Save(ctx, Stamp{At: time.Now()}, next)
	must(t, err)
	all, err := s.Partners.setIndexes(ctx, s.Partners.draft, docs)
	if all || err != nil {
		t.Errorf("a document that was changed meanwhile was taken for the one that was read: %v", err)
	}
	must(t, reindex(ctx, s))
	for _, want := range []struct{ key, name string }{{"a", "Neu"}, {"b", "Bleibt"}} {
		found := draftOf(t, s, want.key)
		if found.Entry.Names[content.DE] != want.name || found.Record.Index.Shown[string(content.DE)]["name"] != want.name {
			t.Errorf("%s is %v, found as %v; want %s", want.key, found.Entry.Names, found.Record.Index.Shown, want.name)
		}
	}
	for n := range 3 { // it can be saved again, and again
		draft, err := s.Partners.ByID(ctx, content.View{Stage: content.Draft, Fallback: true, Scope: content.Everything().Scope}, saved[0].ID)
		must(t, err)
		if _, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, draft); err != nil {
			t.Fatalf("save %d: %v", n, err)
		}
	}
}

// While a migration goes through everything, over and over, others save: no revision is lost.
func TestReindexBesideSaves(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	const saves = 40
	var others sync.WaitGroup
	for _, key := range []string{"a", "b", "c"} {
		others.Go(func() {
			p := partner(key, "1")
			for n := range saves {
				p.Names = content.Text{content.DE: fmt.Sprint(n + 1)}
				saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, p)
				if err != nil {
					t.Errorf("save %d of %s: %v", n, key, err)
					return
				}
				p = saved[0]
			}
		})
	}
	done := make(chan struct{})
	go func() { others.Wait(); close(done) }()
	for over := false; !over; {
		select {
		case <-done:
			over = true
		default:
		}
		must(t, reindex(ctx, s))
	}
	for _, key := range []string{"a", "b", "c"} {
		d := draftOf(t, s, key)
		n, err := s.Partners.history.CountDocuments(ctx, field("id", "$eq", d.Entry.ID))
		must(t, err)
		if d.Entry.Revision != saves || n != saves || d.Record.Index.Shown[string(content.DE)]["name"] != fmt.Sprint(saves) {
			t.Errorf("%s has revision %d, %d in its history, and is found as %v", key, d.Entry.Revision, n, d.Record.Index.Shown[string(content.DE)])
		}
	}
}

// draftOf is the draft of a key as it is stored.
func draftOf(t *testing.T, s *Store, key string) (d document[*network.Partner]) {
	t.Helper()
	must(t, s.Partners.draft.FindOne(ctx, field("slug", "$eq", key)).Decode(&d))
	return d
}

// Work in parts that is cut off goes on behind the last part that was done.
func TestParts(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	var done []string
	cut := errors.New("cut off")
	work := func(fail string) error {
		return s.parts(ctx, "work", func(ctx context.Context, mark string) (string, error) {
			next := mark + "x"
			if next == fail {
				return next, cut
			}
			if done = append(done, next); next == "xxxx" {
				return "", nil
			}
			return next, nil
		})
	}
	if err := work("xxx"); err != cut {
		t.Errorf("got %v", err)
	}
	must(t, work(""))
	if got := strings.Join(done, " "); got != "x xx xxx xxxx" {
		t.Errorf("did %s", got)
	}
	must(t, work("")) // nothing is left of it, so it begins anew
	if len(done) != 8 {
		t.Errorf("did %v", done)
	}
}

// A database of before has keys that are made with the dots in the words, and slugs that have them as hyphens. The keys are made
// anew; slugs, and so addresses, stay as they are.
func TestMigrateKeys(t *testing.T) {
	db := memory(t)
	s, err := New(ctx, db)
	must(t, err)
	for _, p := range []*network.Partner{partner("bundes-tag", "Bundes·tag"), partner("bundesrat", "Bundesrat"), partner("bundeswehr", "Bundeswehr")} {
		saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, p)
		must(t, err)
		must(t, s.Partners.Publish(ctx, Publication{Ref{p.ID, saved[0].Revision}, time.Now()}))
	}
	former := bson.D{}
	for _, l := range content.Locales() {
		former = append(former, bson.E{Key: "keys." + string(l) + ".NAME", Value: "16051836174f1631164c17f30183181615ef16910000"})
	}
	for _, c := range s.Partners.collections() {
		_, err := c.UpdateMany(ctx, field("slug", "$eq", "bundes-tag"), bson.D{{Key: "$set", Value: former}})
		must(t, err)
	}
	order := func(s *Store) (paths []string) {
		q, err := network.QueryPartners(content.PublicView(), nil, []*network.PartnerOrder{{Field: "NAME", Direction: list.Ascending}}, list.Window{})
		must(t, err)
		found, err := s.Partners.List(ctx, q)
		must(t, err)
		for _, p := range found.Nodes {
			paths = append(paths, content.PathOf(p))
		}
		return paths
	}
	if got := order(s); got[0] != "/partner/bundes-tag" {
		t.Fatalf("before, the order was %q", got)
	}
	change(t, db, bson.D{{Key: "version", Value: 7}})
	s, err = New(ctx, db)
	must(t, err)
	if got, want := strings.Join(order(s), " "), "/partner/bundesrat /partner/bundes-tag /partner/bundeswehr"; got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
	redirects, err := s.Redirects(ctx)
	if err != nil || len(redirects) > 0 {
		t.Errorf("addresses have changed: %v, %v", redirects, err)
	}
}

// Events that were saved before anybody could say whether they take place do: a filter finds them, in the past as well.
func TestMigrateEvents(t *testing.T) {
	db := memory(t)
	s, err := New(ctx, db)
	must(t, err)
	off := &network.Event{Meta: content.Meta{ID: content.NewID(content.Events)}, Slug: "off", Titles: content.Text{content.DE: "B"}, Kind: "PUBLIC_EVENT", StartsAt: time.Now(), State: network.EventCancelled}
	old := &network.Event{Meta: content.Meta{ID: content.NewID(content.Events)}, Slug: "old", Titles: content.Text{content.DE: "A"}, Kind: "PUBLIC_EVENT", StartsAt: time.Now()}
	_, err = s.Events.Save(ctx, Stamp{At: time.Now()}, old, off)
	must(t, err)
	must(t, s.Events.Publish(ctx, Publication{Ref{old.ID, 1}, time.Now()}, Publication{Ref{off.ID, 1}, time.Now()}))
	for _, c := range s.Events.collections() {
		_, err = c.UpdateMany(ctx, bson.D{{Key: "slug", Value: "old"}}, bson.D{{Key: "$unset", Value: bson.D{{Key: "status", Value: ""}}}})
		must(t, err)
	}
	change(t, db, bson.D{{Key: "version", Value: 8}})
	s, err = New(ctx, db)
	must(t, err)
	takesPlace := network.EventConfirmed
	for _, v := range []content.View{content.PublicView(), content.Everything(), {Stage: content.Published, Locale: content.DE, Fallback: true, AsOf: time.Now().Add(time.Minute)}} {
		q, err := network.QueryEvents(v, &network.EventFilter{Status: &network.EventStatusFilter{Eq: &takesPlace}}, nil, list.Window{})
		must(t, err)
		found, err := s.Events.List(ctx, q)
		must(t, err)
		if len(found.Nodes) != 1 || found.Nodes[0].Slug != "old" {
			t.Errorf("in %+v there are %d", v, len(found.Nodes))
		}
	}
}
