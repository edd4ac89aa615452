package graph_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"partnernetz/graph/limit"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

// worstRatio is how many times the processor time of sorting 200,000 numbers the worst operation may take. That is about 15 ms on
// a quiet machine of today, so 66 times are a second; the rest is for machines that are not quiet.
const worstRatio = 110

// shape is an operation that tries to be as much work as the limits let it be.
type shape struct {
	root   int   // of roots
	hops   []int // from there, each of those that its type has
	first  []int // the lengths of lists on the way
	leaves []int // fields that are asked for in the end
	copies int   // how often each, under other names
	lists  int   // how often the whole, under other names
	filter int   // of filters
	many   int   // conditions in it
	fails  bool  // whether a field beside it fails, so that gqlgen carries it out again
}

// hop is a way from one type to another; %d is the length of the list.
type hop struct{ field, to string }

var (
	roots = []hop{{"measures", "Measure"}, {"partners", "Partner"}, {"agreements", "Agreement"}, {"goodPractices", "GoodPractice"}, {"events", "Event"}, {"pages", "Page"}}
	hops  = map[string][]hop{
		"Measure":      {{"partner{%s}", "Partner"}, {"agreement{%s}", "Agreement"}},
		"Agreement":    {{"partner{%s}", "Partner"}, {"measures(first:%d){nodes{%s}}", "Measure"}},
		"Partner":      {{"measures(first:%d){nodes{%s}}", "Measure"}, {"agreements(first:%d){nodes{%s}}", "Agreement"}, {"goodPractices(first:%d){nodes{%s}}", "GoodPractice"}},
		"GoodPractice": {{"partner{%s}", "Partner"}, {"measure{%s}", "Measure"}, {"adoptions{partner{%s}}", "Partner"}},
		"Event":        {{"hosts{%s}", "Partner"}},
		"Page":         {{"blocks{...on PartnerListBlock{partners{%s}}}", "Partner"}},
	}
	anyLeaves = []string{"__typename", "id", "demo", "updatedAt", "texts{__typename}", "alternates{locale path stale}", "usedIn(first:9){totalCount}", "usedIn(first:99){nodes{id}}", "...on Entry{id}"}
	leaves    = map[string][]string{
		"Measure":      {"title", "description{html}", "description{links{__typename}}", "description{text markdown}"},
		"Agreement":    {"title", "goals{html}", "measures(first:1){totalCount}"},
		"Partner":      {"name", "measureCount", "measures(first:1){totalCount}", "formerNames{__typename}", "logo{image(width:640){srcset}}", "description{html}"},
		"GoodPractice": {"title", "approach{html}", "adoptions{since}"},
		"Event":        {"title", "description{html}", "shortReport{links{__typename}}"},
		"Page":         {"title", "children{id}", "blocks{__typename ...on TextBlock{text{html}} ...on AccordionBlock{items{text{html}}}}", "breadcrumbs{__typename}"},
	}
	filters = []string{"", `{title:{ne:"%d"}}`, `{title:{contains:"%d"}}`, `{id:{in:["mea_%d"]}}`, `{search:"maßnahme %d"}`}
	// others are work that no chain of links comes to.
	others = []string{"statistics{__typename}", "search(query:\"vielfalt\",first:100){nodes{__typename}}", "redirects{__typename}", "menu(key:MAIN){items{children{children{label}}}}", "__schema{types{fields{type{fields{description}}}}}"}
)

// found are the worst shapes of long searches, and where the next one begins.
func found() []shape {
	return []shape{
		{root: 0, leaves: []int{4}, copies: 1, lists: 1, filter: 2, many: 70},                                                   // texts are looked through
		{root: 0, leaves: []int{4}, copies: 1, lists: 40, filter: 1, many: 6},                                                   // conditions
		{root: 0, hops: []int{1, 1}, first: []int{1, 61}, leaves: []int{3}, copies: 1, lists: 30, fails: true},                  // as many reads as there may be, twice
		{root: 0, hops: []int{1, 1}, first: []int{1, 61}, leaves: []int{3}, copies: 45, lists: 1, fails: true},                  // texts, twice
		{root: 0, hops: []int{0, 0, 0, 0}, first: []int{1, 9, 1, 9}, leaves: []int{0, 1, 2}, copies: 20, lists: 1, fails: true}, // fields
		{root: 0, hops: []int{1, 1, 1}, first: []int{1, 88, 1}, leaves: []int{9}, copies: 45, lists: 1, fails: true},            // fields with something in them
		{root: 0, hops: []int{1, 1, 1}, first: []int{1, 61, 1}, leaves: []int{2}, copies: 90, lists: 1, fails: true},            // links, twice
		{root: len(roots), leaves: []int{4}, lists: 8},                                                                          // introspection
		{root: len(roots), leaves: []int{2}, lists: 90},                                                                         // redirects
	}
}

func anyShape(r *rand.Rand) shape {
	s := shape{root: r.IntN(len(roots) + 1), many: 1 + r.IntN(190), fails: r.IntN(3) == 0}
	for range r.IntN(6) {
		s.hops, s.first = append(s.hops, r.IntN(99)), append(s.first, 1+r.IntN(r.IntN(100)+1))
	}
	for range 1 + r.IntN(3) {
		s.leaves = append(s.leaves, r.IntN(99))
	}
	s.copies = 1 + r.IntN(90/len(s.leaves))
	s.lists = max(1, 90/(s.copies*len(s.leaves)))
	if r.IntN(3) == 0 {
		s.filter = r.IntN(len(filters))
		s.many = 1 + s.many/s.lists
	}
	return s
}

// changed is a shape with something else about it.
func (s shape) changed(r *rand.Rand) shape {
	other := anyShape(r)
	s.hops, s.first, s.leaves = slices.Clone(s.hops), slices.Clone(s.first), slices.Clone(s.leaves)
	switch r.IntN(8) {
	case 0:
		s.copies, s.lists = max(1, 90/len(s.leaves)), 1
	case 1:
		s.copies, s.lists = 1, max(1, 90/len(s.leaves))
	case 2:
		s.hops, s.first = append(s.hops, r.IntN(99)), append(s.first, 1+r.IntN(20))
	case 3:
		if n := len(s.hops); n > 0 {
			s.hops, s.first = s.hops[1:], s.first[1:]
		}
	case 4:
		for i := range s.first {
			s.first[i] = 1 + r.IntN(100)
		}
	case 5:
		s.leaves = other.leaves
	case 6:
		s.filter, s.many = other.filter, other.many
	case 7:
		s.fails = !s.fails
	}
	return s
}

func aliased(n int, name, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d:%s ", name, i, field)
	}
	return b.String()
}

func (s shape) query(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "query Q%d{", n) // so that no answer is one that was kept
	if s.fails {
		b.WriteString(`nodes(ids:["x"]){id} `)
	}
	if s.root == len(roots) {
		return b.String() + aliased(s.lists, "a", others[s.leaves[0]%len(others)]) + "}"
	}
	root := roots[s.root]
	way, at := "%s", root.to
	for i, h := range s.hops {
		next := hops[at][h%len(hops[at])]
		at = next.to
		way = strings.Replace(way, "%s", strings.Replace(next.field, "%d", fmt.Sprint(s.first[i]), 1), 1)
	}
	inner := ""
	for i, l := range s.leaves {
		all := append(slices.Clone(leaves[at]), anyLeaves...)
		if leaf := all[l%len(all)]; strings.HasPrefix(leaf, "...") {
			inner += leaf + " "
		} else {
			inner += aliased(s.copies, fmt.Sprintf("x%d_", i), leaf)
		}
	}
	filter := ""
	if f := filters[s.filter]; f != "" && root.to != "Event" {
		var all []string
		for i := range s.many {
			all = append(all, strings.Replace(f, "%d", fmt.Sprint(i), 1))
		}
		filter = ",filter:{or:[" + strings.Join(all, ",") + "]}"
	}
	list := fmt.Sprintf("%s(first:100%s){totalCount nodes{%s}}", root.field, filter, strings.Replace(way, "%s", inner, 1))
	return b.String() + aliased(s.lists, "a", list) + "}"
}

// worst asks a server for shapes.
type worst struct {
	h     func(query string) (size int, refused bool)
	db    *store.Database
	asked int
}

func newWorst(t *testing.T) *worst {
	t.Helper()
	s, db := testkit.Store(t, "demo")
	h := web.NewHandler(s, testkit.Options(t, s))
	return &worst{db: db, h: func(query string) (int, bool) {
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(fmt.Sprintf(`{"query":%q}`, query)))
		r.Header.Set("Content-Type", "application/json")
		a := httptest.NewRecorder()
		h.ServeHTTP(a, r)
		if a.Code >= 500 {
			t.Errorf("%.300s is answered %d: %s", query, a.Code, a.Body)
		}
		return a.Body.Len(), a.Code >= 400
	}}
}

// processor is the time that this process has had.
func processor() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// taken is what an operation took.
type taken struct {
	processor time.Duration
	commands  int64
	bytes     int
}

func (w *worst) ask(query string) taken {
	begin, commands := processor(), w.db.Commands()
	size, _ := w.h(query)
	return taken{processor() - begin, w.db.Commands() - commands, size}
}

// sorting is the processor time of a piece of work that has nothing to do with this program.
func sorting(r *rand.Rand) time.Duration {
	var all []time.Duration
	for range 5 {
		numbers := make([]int, 200_000)
		for i := range numbers {
			numbers[i] = r.Int()
		}
		begin := processor()
		slices.Sort(numbers)
		all = append(all, processor()-begin)
	}
	return slices.Min(all)
}

// TestWorst searches for the operation that is the most work: whatever passes the limits of cost stays within those of reads
// and bytes, and within a multiple of the processor time of other work. With LONG it searches for minutes.
func TestWorst(t *testing.T) {
	w, r := newWorst(t), rand.New(rand.NewPCG(9, 9))
	unit := sorting(r)
	type candidate struct {
		shape
		taken
	}
	var best []candidate
	known := found()
	end := time.Now().Add(testkit.Long(0, 2*time.Minute))
	for n := 0; n < 60 || time.Now().Before(end); n++ {
		s := anyShape(r)
		if n < len(known) {
			s = known[n]
		} else if n%4 > 0 {
			s = best[r.IntN(len(best))].changed(r)
		}
		took := w.ask(s.query(n))
		if took.commands > 160 || took.bytes > limit.DefaultAnswer+1000 {
			t.Errorf("%d commands and %d bytes for %.500s", took.commands, took.bytes, s.query(n))
		}
		best = append(best, candidate{s, took})
		slices.SortFunc(best, func(a, b candidate) int { return cmp.Compare(b.processor, a.processor) })
		best = best[:min(len(best), 8)]
	}
	for _, f := range best[:min(3, len(best))] {
		t.Logf("%s, %.0f sorts, %d commands, %d bytes: %.400s", f.processor, float64(f.processor)/float64(unit), f.commands, f.bytes, f.query(0))
	}
	again := w.ask(best[0].query(1 << 20)) // the collector, or another program, may have had its part
	if ratio := float64(min(best[0].processor, again.processor)) / float64(unit); ratio > worstRatio {
		t.Errorf("%s is as much as %.0f sorts: %s", best[0].processor, ratio, best[0].query(0))
	}
}
