package network

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"partnernetz/content"
)

// StoredPeople is how many people the reports of a release count by one indicator, in all languages. It is counted once, when the
// release is frozen, so that what is shown and what is held back never changes.
type StoredPeople struct {
	Key     string              `bson:"key" yaml:"key"`
	Labels  CopiedText          `bson:"label" yaml:"label"`
	Units   CopiedText          `bson:"unit,omitempty" yaml:"unit,omitempty"`
	Total   *int                `bson:"total,omitempty" yaml:"total,omitempty"` // nil if it is held back, as all others
	Sectors []StoredPeopleCount `bson:"sectors,omitempty" yaml:"sectors,omitempty"`
	Areas   []StoredPeopleCount `bson:"areas,omitempty" yaml:"areas,omitempty"`
}

// CopiedText is a text that was taken from another entry, and is not translated here.
type CopiedText map[content.Locale]string

func (t CopiedText) text() content.Text { return content.Text(t) }

// Identity tells it from others of its list.
func (p StoredPeople) Identity(int) string { return p.Key + " " + p.Units[content.DE] }

// StoredPeopleCount is how many people one value of a breakdown has.
type StoredPeopleCount struct {
	Of    string `bson:"of" yaml:"of"`
	Count *int   `bson:"count,omitempty" yaml:"count,omitempty"`
}

// Identity tells it from others of its list.
func (c StoredPeopleCount) Identity(int) string { return strings.ToLower(c.Of) }

// PeopleFigure is a StoredPeople as a view shows it.
type PeopleFigure struct {
	Release                 *Release
	Key                     string
	Label, LabelLanguageTag string
	Unit, UnitLanguageTag   *string
	Total                   *int
	BySector                []*SectorPeople
	ByArea                  []*AreaPeople
}

// SectorPeople is how many people the partners of a sector count.
type SectorPeople struct {
	Sector Sector
	Count  *int
}

// AreaPeople is how many people the measures of an area count.
type AreaPeople struct {
	Area  MeasureArea
	Count *int
}

// PeopleFigures is what the view shows of the people that the reports of the release count.
func (r *Release) PeopleFigures() []*PeopleFigure {
	figures := make([]*PeopleFigure, len(r.People))
	for i, p := range r.People {
		f := &PeopleFigure{r, p.Key, r.Show(p.Labels.text()), string(r.ServedIn(p.Labels.text())), r.ShowOptional(p.Units.text()), r.LanguageTag(p.Units.text()), p.Total, []*SectorPeople{}, []*AreaPeople{}}
		for _, c := range p.Sectors {
			f.BySector = append(f.BySector, &SectorPeople{Sector(c.Of), c.Count})
		}
		for _, c := range p.Areas {
			f.ByArea = append(f.ByArea, &AreaPeople{MeasureArea(c.Of), c.Count})
		}
		figures[i] = f
	}
	return figures
}

// PeopleOf returns the figures of the release that was frozen last on each year, latest year label first.
func PeopleOf(releases []*Release) (figures []*PeopleFigure) {
	last := map[string]*Release{}
	for _, r := range releases {
		if before := last[r.YearID]; r.IsFrozen() && (before == nil || r.FrozenAt.After(*before.FrozenAt)) {
			last[r.YearID] = r
		}
	}
	for _, r := range last {
		figures = append(figures, r.PeopleFigures()...)
	}
	slices.SortStableFunc(figures, func(a, b *PeopleFigure) int {
		return cmp.Or(cmp.Compare(b.Release.Label, a.Release.Label), cmp.Compare(a.Key, b.Key))
	})
	return figures
}

// PeopleSource is what people are counted from: reports, and what tells of which sector and area each value is.
type PeopleSource struct {
	Reports  []*Report
	Partners []*Partner
	Measures []*Measure
}

// FormerPeople is what a release on the same year shows that was frozen before.
type FormerPeople struct {
	PeopleSource
	Release *Release
}

// peopleValue is a value of one indicator about people. Those of the same report, measure, key and number are the same people, in
// whatever release, also if the unit was corrected.
type peopleValue struct {
	report, measure, key string
	people               int
	unit, sector, area   string
}

// CountPeople counts the people of reports by each indicator and unit, in all and by sector and area. What is below the threshold is held
// back, and so is what would give such a value away together with all that is shown besides: the values in the reports that are not
// small, and the figures of former releases.
func CountPeople(now PeopleSource, threshold int, former ...FormerPeople) []StoredPeople {
	counted, values := now.values()
	for from, to := 0, 0; from < len(counted); from = to {
		key := counted[from].Key
		for to = from; to < len(counted) && counted[to].Key == key; to++ {
		}
		c := newPeopleCount(key, values[key], threshold)
		for _, f := range former {
			_, then := f.values()
			c.know(then[key], f.Release)
		}
		c.count(counted[from:to], threshold)
	}
	return counted
}

// values returns the values about people by key, and the indicators by key and unit, without counts.
func (s PeopleSource) values() (indicators []StoredPeople, values map[string][]peopleValue) {
	sectors, areas := map[string]string{}, map[string]string{}
	for _, p := range s.Partners {
		sectors[p.ID] = string(p.Sector)
	}
	for _, m := range s.Measures {
		areas[m.ID] = string(m.Area)
	}
	values = map[string][]peopleValue{}
	met := map[string]bool{}
	for _, r := range s.Reports {
		for _, e := range r.StoredEntries {
			for _, i := range e.Indicators {
				if !i.AboutPeople {
					continue
				}
				p := StoredPeople{Key: i.Key, Labels: CopiedText(i.Labels), Units: CopiedText(i.Units)}
				if id := p.Identity(0); !met[id] {
					met[id], indicators = true, append(indicators, p)
				}
				values[i.Key] = append(values[i.Key], peopleValue{r.ID, e.MeasureID, i.Key, i.people(), i.Units[content.DE], sectors[r.PartnerID], areas[e.MeasureID]})
			}
		}
	}
	slices.SortFunc(indicators, func(a, b StoredPeople) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Units[content.DE], b.Units[content.DE]))
	})
	return indicators, values
}

// people is the value as a number of people.
func (i StoredIndicator) people() int { return int(math.Ceil(min(max(i.Value, 0), math.MaxInt32))) }

// peopleCount is the figures of one key on the way.
type peopleCount struct {
	key    string
	values []peopleValue // of this release first
	now    int           // how many these are
	known  [][]int       // sums that are shown elsewhere
}

func newPeopleCount(key string, values []peopleValue, threshold int) *peopleCount {
	c := &peopleCount{key: key, values: slices.Clone(values), now: len(values)}
	c.knowLarge(values, threshold)
	return c
}

// place is the number of a value.
func (c *peopleCount) place(v peopleValue) int {
	v.unit, v.sector, v.area = "", "", ""
	same := func(o peopleValue) bool { o.unit, o.sector, o.area = "", "", ""; return o == v }
	if i := slices.IndexFunc(c.values, same); i >= 0 {
		return i
	}
	c.values = append(c.values, v)
	return len(c.values) - 1
}

func (c *peopleCount) places(values []peopleValue, of func(peopleValue) bool) (sum []int) {
	for _, v := range values {
		if of(v) {
			sum = append(sum, c.place(v))
		}
	}
	return sum
}

// knowLarge notes that reports show their own values, save for small ones.
func (c *peopleCount) knowLarge(values []peopleValue, threshold int) {
	for _, v := range values {
		if v.people >= threshold {
			c.known = append(c.known, []int{c.place(v)})
		}
	}
}

// know notes what a former release shows.
func (c *peopleCount) know(values []peopleValue, r *Release) {
	c.knowLarge(values, r.PeopleThreshold)
	for _, shown := range r.People {
		if shown.Key != c.key {
			continue
		}
		of := func(v peopleValue) bool { return v.unit == shown.Units[content.DE] }
		if shown.Total != nil {
			c.known = append(c.known, c.places(values, of))
		}
		for _, s := range shown.Sectors {
			if s.Count != nil {
				c.known = append(c.known, c.places(values, func(v peopleValue) bool { return of(v) && v.sector == s.Of }))
			}
		}
		for _, s := range shown.Areas {
			if s.Count != nil {
				c.known = append(c.known, c.places(values, func(v peopleValue) bool { return of(v) && v.area == s.Of }))
			}
		}
	}
}

// count writes the figures down, those that may be shown.
func (c *peopleCount) count(indicators []StoredPeople, threshold int) {
	var figures [][]int
	var into []func(*int)
	for i := range indicators {
		p := &indicators[i]
		some, places := c.figuresOf(p)
		figures, into = append(figures, some...), append(into, places...)
	}
	people, secret := make([]int, len(c.values)), make([]int, len(c.values))
	for i, v := range c.values {
		people[i], secret[i] = v.people, v.people
	}
	for _, k := range c.known {
		if len(k) == 1 { // what is shown by itself is none, however small
			secret[k[0]] = max(secret[k[0]], threshold)
		}
	}
	for n, shown := range Suppress(secret, figures, c.known, threshold) {
		if sum := total(people, figures[n]); shown {
			into[n](&sum)
		}
	}
}

// figuresOf returns the figures of an indicator, and where each is written.
func (c *peopleCount) figuresOf(p *StoredPeople) (figures [][]int, into []func(*int)) {
	var of []peopleValue
	for _, v := range c.values[:c.now] {
		if v.unit == p.Units[content.DE] {
			of = append(of, v)
		}
	}
	figures = [][]int{c.places(of, func(peopleValue) bool { return true })}
	into = []func(*int){func(n *int) { p.Total = n }}
	breakdown := func(list *[]StoredPeopleCount, order []string, value func(peopleValue) string) {
		for _, name := range order {
			sum := c.places(of, func(v peopleValue) bool { return value(v) == name })
			if len(sum) == 0 {
				continue
			}
			at := len(*list)
			*list = append(*list, StoredPeopleCount{Of: name})
			figures, into = append(figures, sum), append(into, func(n *int) { (*list)[at].Count = n })
		}
	}
	breakdown(&p.Sectors, words(Sectors()), func(v peopleValue) string { return v.sector })
	breakdown(&p.Areas, words(MeasureAreas()), func(v peopleValue) string { return v.area })
	return figures, into
}

func words[V ~string](values []V) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}
