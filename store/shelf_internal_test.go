package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// things are random documents of a collection: with texts, lists, lists of documents, and gaps.
type things struct {
	t *testing.T
	r *rand.Rand
	c *driver
	n int // ids that were given out
}

func (x *things) word() string { return string(rune('a' + x.r.IntN(5))) }

func (x *things) value() any {
	switch x.r.IntN(6) {
	case 0:
		return nil
	case 1:
		return int32(x.r.IntN(3))
	case 2:
		return bson.A{x.word(), x.word()}
	case 3:
		return bson.A{bson.A{x.word()}, x.word()}
	}
	return x.word()
}

func (x *things) doc(id string) bson.D {
	d := bson.D{{Key: "_id", Value: id}, {Key: "a", Value: x.word()}, {Key: "b", Value: x.value()},
		{Key: "keys", Value: bson.D{{Key: "de", Value: x.word() + x.word()}}},
		{Key: "in", Value: bson.A{bson.D{{Key: "b", Value: x.value()}}, bson.D{{Key: "b", Value: x.value()}}}}}
	if x.r.IntN(4) == 0 {
		return d[:3]
	}
	return d
}

// change adds, replaces and removes a few, or many; of many there are soon fewer again.

func (x *things) change() {
	if x.r.IntN(10) == 0 {
		_, err := x.c.DeleteMany(ctx, field("_id", "$gt", fmt.Sprintf("%03d", x.r.IntN(60))))
		must(x.t, err)
	}
	for range x.r.IntN(4) {
		id := fmt.Sprintf("%03d", x.r.IntN(x.n+1))
		var err error
		switch x.r.IntN(6) {
		case 0:
			_, err = x.c.DeleteOne(ctx, docID(id))
		case 1:
			_, err = x.c.UpdateMany(ctx, field("a", "$eq", x.word()), bson.D{{Key: "$set", Value: bson.D{{Key: "a", Value: x.word()}}}})
		case 2, 3:
			_, err = x.c.ReplaceOne(ctx, docID(id), x.doc(id))
		default:
			var docs []any
			for range 1 + x.r.IntN(3)*x.r.IntN(3)*x.r.IntN(40) {
				x.n++
				docs = append(docs, x.doc(fmt.Sprintf("%03d", x.n)))
			}
			_, err = x.c.InsertMany(ctx, docs)
		}
		must(x.t, err)
	}
}

func (x *things) condition(depth int) bson.D {
	path := []string{"_id", "a", "b", "in.b", "keys.de", "none"}[x.r.IntN(6)]
	switch x.r.IntN(9) {
	case 0:
		return bson.D{{Key: path, Value: x.word()}}
	case 1:
		return field(path, "$eq", x.word())
	case 2:
		return field(path, "$in", []string{x.word(), x.word()})
	case 3:
		return field(path, "$in", bson.A{x.word(), nil})
	case 4:
		return field(path, "$gt", x.word())
	case 5:
		return field("_id", "$in", []string{fmt.Sprintf("%03d", x.r.IntN(x.n+1)), fmt.Sprintf("%03d", x.r.IntN(x.n+1))})
	case 6:
		return field(path, "$ne", x.word())
	}
	if depth == 0 {
		return bson.D{}
	}
	return bson.D{{Key: []string{"$and", "$or", "$nor"}[x.r.IntN(3)], Value: bson.A{x.condition(depth - 1), append(x.condition(depth-1), x.condition(0)...)}}}
}

// What is found is what the engine finds by going through everything, whatever was committed before.
func TestShelfFindsAsTheEngine(t *testing.T) {
	for seed := range uint64(5) {
		x := &things{t: t, r: rand.New(rand.NewPCG(seed, 1)), c: memory(t).collection("things").(*driver)}
		found := 0
		for range 25 {
			x.change()
			for range 5 {
				filter, opts := x.condition(2), options.Find()
				if x.r.IntN(3) > 0 {
					opts.SetSort(bson.D{{Key: "keys.de", Value: direction(x.r.IntN(2) == 0)}, {Key: "_id", Value: direction(x.r.IntN(2) == 0)}})
				}
				if x.r.IntN(2) > 0 {
					opts.SetLimit(int64(1 + x.r.IntN(5)))
				}
				ours, err := x.c.Find(ctx, filter, opts)
				must(t, err)
				engines, err := x.c.ICollection.Find(ctx, filter, opts)
				must(t, err)
				var got, want []bson.M
				must(t, ours.All(ctx, &got))
				must(t, engines.All(ctx, &want))
				found += len(got)
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("seed %d: %v, sorted %v, limit %v:\n%v\nis not\n%v", seed, filter, opts.Sort, opts.Limit, got, want)
				}
				n, err := x.c.CountDocuments(ctx, filter)
				must(t, err)
				if all, _ := x.c.ICollection.CountDocuments(ctx, filter); n != all {
					t.Fatalf("seed %d: %v: %d are counted, not %d", seed, filter, n, all)
				}
			}
		}
		if found < 100 {
			t.Errorf("seed %d: only %d were found", seed, found)
		}
	}
}

// An order and a register that follow a change are as if they were made anew, also where documents are alike.
func TestShelfFollowsChanges(t *testing.T) {
	x := &things{t: t, r: rand.New(rand.NewPCG(1, 2)), c: memory(t).collection("things").(*driver)}
	by, followed := bson.D{{Key: "a", Value: -1}}, 0
	for range 150 {
		x.change()
		s, err := x.c.shelf()
		must(t, err)
		if len(s.orders) > 0 {
			followed++
		}
		if got, want := s.ordered(by).List, newOrder(by, s.List).List; !slices.Equal(got, want) {
			t.Fatalf("%v is not %v", got, want)
		}
		got, want := s.register("b"), newRegister("b", s.List)
		if len(got.docs) != len(want.docs) {
			t.Fatalf("%v is not %v", got.docs, want.docs)
		}
		for text, docs := range want.docs {
			if some := slices.Clone(got.docs[text]); !sameDocs(some, docs) {
				t.Fatalf("%q: %v is not %v", text, some, docs)
			}
		}
	}
	if followed < 50 || followed == 150 {
		t.Errorf("%d of 150 changes were followed, not most but not all", followed)
	}
}

func sameDocs(a, b bsonkit.List) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(doc bsonkit.Doc) bool { return !slices.Contains(b, doc) })
}

// However many orders are asked for, few are kept.
func TestShelfKeepsFewOrders(t *testing.T) {
	x := &things{t: t, r: rand.New(rand.NewPCG(1, 3)), c: memory(t).collection("things").(*driver)}
	x.change()
	s, err := x.c.shelf()
	must(t, err)
	for i := range 10 * maxOrders {
		s.ordered(bson.D{{Key: fmt.Sprint(i), Value: 1}})
		s.register(fmt.Sprint(i))
	}
	if len(s.orders) > maxOrders || len(s.registers) > maxRegisters {
		t.Errorf("%d orders and %d registers are kept", len(s.orders), len(s.registers))
	}
}

// What documents are sorted by sorts as the values do, those before 1970 among them.
func TestSortKeys(t *testing.T) {
	for _, ascending := range [][]any{
		{nil, "", "a", "b"},
		{int64(-20), int64(-3), int32(0), int32(7), int64(100)},
		{primitive.NewDateTimeFromTime(time.Date(1949, 5, 23, 0, 0, 0, 0, time.UTC)), primitive.NewDateTimeFromTime(time.Date(1969, 7, 20, 0, 0, 0, 0, time.UTC)), primitive.NewDateTimeFromTime(time.Now())},
	} {
		for i := range ascending[1:] {
			if a, b := sortKey(ascending[i]), sortKey(ascending[i+1]); a > b {
				t.Errorf("%v comes behind %v: %q, %q", ascending[i], ascending[i+1], a, b)
			}
		}
	}
}
