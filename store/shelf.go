package store

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
)

const (
	maxOrders    = 20  // that a shelf keeps; any number may be asked for
	maxRegisters = 20  // likewise
	maxRenewed   = 100 // documents that are put into what a shelf keeps, where with more it is made anew
)

// shelf is a collection of the embedded engine as it was committed: its documents in the orders, and by the texts, that they
// were asked for. Another takes its place when the collection is changed. Neither documents nor what is kept of them ever change.
type shelf struct {
	*bsonkit.Set // in the order of the engine

	mu        sync.Mutex
	orders    map[string]*order
	registers map[string]*register // by path
}

func newShelf(docs *bsonkit.Set) *shelf {
	return &shelf{Set: docs, orders: map[string]*order{}, registers: map[string]*register{}}
}

// after is the shelf for what was committed since. What changed is put where it belongs in all that is kept of this one.
func (s *shelf) after(docs *bsonkit.Set) *shelf {
	next := newShelf(docs)
	gone, come := changed(s.Set, docs)
	if len(gone)+len(come) > maxRenewed {
		return next
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, o := range s.orders {
		next.orders[name] = o.after(gone, come, docs)
	}
	for path, x := range s.registers {
		next.registers[path] = x.after(gone, come)
	}
	return next
}

// changed returns which documents are not there any more, and which are new. The engine keeps all others in their order.
func changed(before, now *bsonkit.Set) (gone, come bsonkit.List) {
	a, b := before.List, now.List
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	without := func(docs bsonkit.List, others *bsonkit.Set) (some bsonkit.List) {
		for _, doc := range docs {
			if _, there := others.Index[doc]; !there {
				some = append(some, doc)
			}
		}
		return some
	}
	return without(a, now), without(b, before)
}

// ordered returns the documents in an order; nil is that of the engine.
func (s *shelf) ordered(by bson.D) *bsonkit.Set {
	if len(by) == 0 {
		return s.Set
	}
	name := ""
	for _, column := range by {
		name += column.Key + strconv.Itoa(column.Value.(int)) + " "
	}
	return keep(s, s.orders, maxOrders, name, func() *order { return newOrder(by, s.List) }).Set
}

// register returns the documents by the texts that they have at a path.
func (s *shelf) register(path string) *register {
	return keep(s, s.registers, maxRegisters, path, func() *register { return newRegister(path, s.List) })
}

// keep returns what a shelf has by a name. It makes it if there is none, and forgets another if there are many.
func keep[V any](s *shelf, all map[string]V, most int, name string, make func() V) V {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, there := all[name]
	if !there {
		for other := range all {
			if len(all) >= most {
				delete(all, other)
			}
		}
		v = make()
		all[name] = v
	}
	return v
}

// order is all documents in one order.
type order struct {
	*bsonkit.Set
	by bson.D
}

// newOrder sorts documents by fields that hold texts, whole numbers or moments. Each is looked up once, where the engine would do it at every comparison.
func newOrder(by bson.D, docs bsonkit.List) *order {
	type keyed struct {
		doc  bsonkit.Doc
		keys []string
	}
	o, all := &order{by: by}, make([]keyed, len(docs))
	for i, doc := range docs {
		all[i] = keyed{doc, o.keys(doc)}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return o.compare(a.keys, b.keys) })
	docs = make(bsonkit.List, len(all))
	for i, k := range all {
		docs[i] = k.doc
	}
	o.Set = bsonkit.NewSet(docs)
	return o
}

// after is the order once some documents are gone and others have come; now is what the engine has.
func (o *order) after(gone, come bsonkit.List, now *bsonkit.Set) *order {
	if len(gone)+len(come) == 0 {
		return o
	}
	docs := slices.DeleteFunc(slices.Clone(o.List), func(doc bsonkit.Doc) bool { return slices.Contains(gone, doc) })
	for _, doc := range come {
		keys := o.keys(doc)
		at, _ := slices.BinarySearchFunc(docs, doc, func(other, doc bsonkit.Doc) int {
			return cmp.Or(o.compare(o.keys(other), keys), cmp.Compare(now.Index[other], now.Index[doc]))
		})
		docs = slices.Insert(docs, at, doc)
	}
	return &order{bsonkit.NewSet(docs), o.by}
}

// keys are texts that sort as the values do that a document has in the fields of the order.
func (o *order) keys(doc bsonkit.Doc) []string {
	keys := make([]string, len(o.by))
	for i, column := range o.by {
		keys[i] = sortKey(bsonkit.Get(doc, column.Key))
	}
	return keys
}

func (o *order) compare(a, b []string) int {
	for i, column := range o.by {
		if c := cmp.Compare(a[i], b[i]); c != 0 {
			return c * column.Value.(int)
		}
	}
	return 0
}

// sortKey makes text that sorts as the value does: a text, a whole number, a moment. Nothing comes first.
func sortKey(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int32:
		return sortKey(int64(v))
	case primitive.DateTime:
		return sortKey(int64(v))
	case int64:
		return fmt.Sprintf("%020d", uint64(v)^1<<63) // in which what is negative comes first
	}
	return ""
}
