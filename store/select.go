package store

import (
	"slices"

	"github.com/256dpi/lungo/bsonkit"
	"github.com/256dpi/lungo/mongokit"
	"go.mongodb.org/mongo-driver/bson"
)

// find returns the documents that a filter lets through, in an order and no more than a limit, as MongoDB would. A limit of 0 is none.
func (s *shelf) find(filter, by bson.D, limit int) (bsonkit.List, error) {
	tests, rest := takeApart(filter)
	in := s.ordered(by)
	among, tests := s.narrow(tests, in, limit)
	return among.matching(tests, rest, limit)
}

// count counts them.
func (s *shelf) count(filter bson.D) (int, error) {
	tests, rest := takeApart(filter)
	if len(tests) == 1 && len(rest) == 0 {
		if x := s.register(tests[0].path); x.single {
			return x.size(tests[0].texts), nil
		}
	}
	among, tests := s.narrow(tests, s.Set, 0)
	found, err := among.matching(tests, rest, 0)
	return len(found), err
}

// candidates are documents to be tested, in an order.
type candidates bsonkit.List

// narrow returns the fewest documents that one of the tests lets through, and the other tests; all documents where it would take
// longer to find these than to look for the first that pass.
func (s *shelf) narrow(tests []textTest, in *bsonkit.Set, limit int) (candidates, []textTest) {
	best, fewest := -1, len(in.List)
	for i, t := range tests {
		if n := s.register(t.path).size(t.texts); n <= fewest {
			best, fewest = i, n
		}
	}
	if best < 0 || limit > 0 && limit*len(in.List) < fewest*fewest {
		return candidates(in.List), tests
	}
	places := s.register(tests[best].path).places(tests[best].texts, in)
	some := make(candidates, len(places))
	for i, p := range places {
		some[i] = in.List[p]
	}
	return some, slices.Delete(tests, best, best+1)
}

// matching returns the first of them that pass.
func (all candidates) matching(tests []textTest, rest bson.D, limit int) (bsonkit.List, error) {
	if len(tests)+len(rest) == 0 {
		if limit > 0 {
			all = all[:min(limit, len(all))]
		}
		return slices.Clone(bsonkit.List(all)), nil
	}
	query := new(bson.D)
	var err error
	if len(rest) > 0 {
		if query, err = bsonkit.Transform(rest); err != nil {
			return nil, err
		}
	}
	found := bsonkit.Select(bsonkit.List(all), limit, func(doc bsonkit.Doc) (ok, stop bool) {
		for _, t := range tests {
			if !t.holds(doc) {
				return false, false
			}
		}
		if len(rest) > 0 {
			ok, err = mongokit.Match(doc, query)
			return ok, err != nil
		}
		return true, false
	})
	return found, err
}
