package store

import (
	"fmt"
	"reflect"
	"testing"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/network"
)

var partnerShape = reflect.TypeFor[network.Partner]()

func partnerNamed(t *testing.T, name string) bson.Raw {
	t.Helper()
	raw, err := bson.Marshal(&network.Partner{Slug: "da", Names: content.Text{content.DE: name}})
	must(t, err)
	return raw
}

// What was decoded once is copied from then on, as long as it is read from the same.
func TestKeptIsCopied(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	t.Cleanup(s.Close)
	_, err = s.Partners.Save(ctx, Stamp{}, &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "da")}, Slug: "da", Names: content.Text{content.DE: "Da"}})
	must(t, err)
	read := func() *network.Partner {
		t.Helper()
		p, err := s.Partners.ByKey(ctx, content.Everything(), "da")
		must(t, err)
		return p
	}
	a, b := read(), read()
	if a == b || &a.Head().ID == &b.Head().ID {
		t.Error("both readers have the same struct")
	}
	b.Slug = "of my own"
	if read().Slug != "da" {
		t.Error("one reader changed what another reads")
	}
	must(t, s.db.CheckKept())
	a.Names[content.DE] = "changed"
	if read().Names[content.DE] != "changed" {
		t.Error("the entry was decoded again")
	}
	if s.db.CheckKept() == nil {
		t.Error("nobody notices that a kept entry was changed")
	}
	a.Head().Revision = 1
	a.Names = content.Text{content.DE: "Neu"}
	_, err = s.Partners.Save(ctx, Stamp{}, a)
	must(t, err)
	if now := read().Names[content.DE]; now != "Neu" {
		t.Errorf("after a change %q is read", now)
	}
}

// Bytes are what a kept entry of a MongoDB is known by: others at the same place are decoded.
func TestKeptGoesByBytes(t *testing.T) {
	k := newKept(keptBytes)
	name := func(raw bson.Raw) string {
		t.Helper()
		e, err := k.entry(partnerShape, place{"partners", "1"}, raw, func() (bson.Raw, error) { return raw, nil })
		must(t, err)
		return e.Addr().Interface().(*network.Partner).Names[content.DE]
	}
	for _, want := range []string{"A", "A", "B", "A"} {
		if got := name(partnerNamed(t, want)); got != want {
			t.Errorf("%q is read where %q stands", got, want)
		}
	}
}

// However much is read, what is kept stays below its bound, and what is read often stays among it.
func TestKeptIsBounded(t *testing.T) {
	raw := partnerNamed(t, "A")
	one := keptHead + keptCost*len(raw)
	k, decodings := newKept(20*one), 0
	read := func(id string) {
		t.Helper()
		_, err := k.entry(partnerShape, place{"partners", id}, raw, func() (bson.Raw, error) { decodings++; return raw, nil })
		must(t, err)
	}
	for i := range 1000 {
		read(fmt.Sprint(i))
		read("often")
		if n := len(k.young) + len(k.old); n > 21 {
			t.Fatalf("%d entries are kept", n)
		}
	}
	if decodings != 1001 {
		t.Errorf("%d decodings of 1001 entries", decodings)
	}
}
