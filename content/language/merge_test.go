package language_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
)

// languages writes a text in several languages: "Titel|Title|Leicht"; what is empty is not there.
func languages(s string) content.Text {
	t := content.Text{}
	for i, part := range strings.Split(s, "|") {
		if part != "" {
			t[content.Locales()[i]] = part
		}
	}
	return t
}

func block(id, text string) network.StoredBlock {
	return network.StoredBlock{ID: id, Type: network.BlockText, Texts: languages(text)}
}

// shownTexts lists the texts of an entry in its order, such as "title Titel|Title|".
func shownTexts(e content.Entry) (all []string) {
	texts, order := map[string]map[string]string{}, []string{}
	for _, c := range content.Changes(nil, e) {
		i := strings.LastIndex(c.Path, ".")
		if i < 0 || !strings.Contains(" de en de-simple ", " "+c.Path[i+1:]+" ") {
			continue
		}
		if texts[c.Path[:i]] == nil {
			texts[c.Path[:i]] = map[string]string{}
			order = append(order, c.Path[:i])
		}
		texts[c.Path[:i]][c.Path[i+1:]] = *c.After
	}
	for _, path := range order {
		all = append(all, path+" "+texts[path]["de"]+"|"+texts[path]["en"]+"|"+texts[path]["de-simple"])
	}
	return all
}

func TestMerge(t *testing.T) {
	public := &network.Page{Path: "/a", Titles: languages("T|T en|T ls"), Parts: []network.StoredBlock{
		block("1", "Eins|One|1"), block("2", "Zwei|Two|2"), block("3", "Drei|Three|3"),
	}}
	// One was moved to the end, Two was taken out, Four is new, Three is another kind of block by now.
	named := &network.Page{Path: "/b", Titles: languages("T neu|T en new|T ls neu"), Leads: languages("L|L en|"), Parts: []network.StoredBlock{
		{ID: "3", Type: network.BlockFigure, Labels: languages("Zahl|Number|"), Value: "3"}, block("4", "Vier|Four|4"), block("1", "Eins neu|One new|"),
	}}
	for name, tt := range map[string]struct {
		locales []content.Locale
		path    string
		want    []string
	}{
		"German": {[]content.Locale{content.DE}, "/b", []string{"title T neu|T en|T ls", "lead L||",
			"blocks.0.label Zahl||", "blocks.1.text Vier||", "blocks.2.text Eins neu|One|1"}},
		"English": {[]content.Locale{content.EN}, "/a", []string{"title T|T en new|T ls",
			"blocks.0.text Eins|One new|1", "blocks.1.text Zwei|Two|2", "blocks.2.text Drei|Three|3"}},
		"Leichte Sprache": {[]content.Locale{content.DESimple}, "/a", []string{"title T|T en|T ls neu",
			"blocks.0.text Eins|One|", "blocks.1.text Zwei|Two|2", "blocks.2.text Drei|Three|3"}},
		"German and English": {[]content.Locale{content.EN, content.DE}, "/b", []string{"title T neu|T en new|T ls", "lead L|L en|",
			"blocks.0.label Zahl|Number|", "blocks.1.text Vier|Four|", "blocks.2.text Eins neu|One new|1"}},
	} {
		t.Run(name, func(t *testing.T) {
			before := append(shownTexts(public), shownTexts(named)...)
			merged := language.Merge(public, named, tt.locales).(*network.Page)
			if diff := cmp.Diff(tt.want, shownTexts(merged)); diff != "" || merged.Path != tt.path {
				t.Errorf("at %s (-want +got):\n%s", merged.Path, diff)
			}
			if diff := cmp.Diff(before, append(shownTexts(public), shownTexts(named)...)); diff != "" {
				t.Errorf("what it was made of has changed: %s", diff)
			}
		})
	}
}

// A language that the revision has given up goes everywhere; with all languages the revision itself comes out.
func TestMergeTakesAway(t *testing.T) {
	public := &network.Page{Titles: languages("T|T en|"), Parts: []network.StoredBlock{block("1", "Eins|One|"), block("2", "Zwei|Two|")}}
	named := &network.Page{Titles: languages("T neu||"), Parts: []network.StoredBlock{block("1", "Eins neu||")}}
	want := []string{"title T||", "blocks.0.text Eins||", "blocks.1.text Zwei||"}
	if diff := cmp.Diff(want, shownTexts(language.Merge(public, named, []content.Locale{content.EN}))); diff != "" {
		t.Error(diff)
	}
	if all := language.Merge(public, named, content.Locales()); !language.Alike(all, named) {
		t.Errorf("all languages: %v", shownTexts(all))
	}
	if first := language.Merge(nil, public, []content.Locale{content.DE}); !cmp.Equal(shownTexts(first), want) {
		t.Errorf("of what is not public: %v", shownTexts(first))
	}
}

// Parts of every kind are known again by what they are, wherever they stand.
func TestMergeFindsParts(t *testing.T) {
	item := func(page, label string, below ...network.StoredMenuItem) network.StoredMenuItem {
		return network.StoredMenuItem{Labels: languages(label), PageID: page, Below: below}
	}
	answers := func(items ...network.StoredItem) *network.Page {
		return &network.Page{Titles: languages("T"), Parts: []network.StoredBlock{{ID: "a", Type: network.BlockAccordion, Items: items}}}
	}
	for name, tt := range map[string]struct {
		public, named content.Entry
		want          []string // with German from the second and the rest from the first
	}{
		"contacts": {&network.Partner{People: []network.StoredContact{{Name: "A", Roles: languages("a|a en")}, {Name: "B", Roles: languages("b|b en")}}},
			&network.Partner{People: []network.StoredContact{{Name: "B", Roles: languages("b neu|x")}, {Name: "C", Roles: languages("c|x")}, {Name: "B", Roles: languages("b zwei|x")}}},
			[]string{"contacts.0.role b neu|b en|", "contacts.1.role c||", "contacts.2.role b zwei||"}},
		"figures and the patron": {
			&network.Initiative{StoredFigures: []network.StoredFigure{{Key: "k", Labels: languages("k|k en")}}, StoredPatron: &network.StoredPatron{Name: "P", Titles: languages("p|p en")}},
			&network.Initiative{StoredFigures: []network.StoredFigure{{Key: "l", Labels: languages("l|x")}, {Key: "k", Labels: languages("k neu|x")}}, StoredPatron: &network.StoredPatron{Name: "P", Titles: languages("p neu|x")}},
			[]string{"patron.title p neu|p en|", "figures.0.label l||", "figures.1.label k neu|k en|"}},
		"another patron": {&network.Initiative{StoredPatron: &network.StoredPatron{Name: "P", Titles: languages("p|p en")}},
			&network.Initiative{StoredPatron: &network.StoredPatron{Name: "Q", Titles: languages("q|x")}}, []string{"patron.title q||"}},
		"adoptions": {&network.GoodPractice{StoredAdoptions: []network.StoredAdoption{{PartnerID: "p", Adaptations: languages("p|p en")}}},
			&network.GoodPractice{StoredAdoptions: []network.StoredAdoption{{PartnerID: "q", Adaptations: languages("q|x")}, {PartnerID: "p", Adaptations: languages("p neu|x")}}},
			[]string{"adoptions.0.adaptation q||", "adoptions.1.adaptation p neu|p en|"}},
		"items of an accordion": {answers(network.StoredItem{Headings: languages("0|0 en")}, network.StoredItem{ID: "i", Headings: languages("i|i en")}),
			answers(network.StoredItem{ID: "i", Headings: languages("i neu|x")}, network.StoredItem{ID: "0", Headings: languages("0 neu|x")}),
			[]string{"title T||", "blocks.0.items.0.heading i neu|i en|", "blocks.0.items.1.heading 0 neu|0 en|"}},
		"items of a menu, on another level": {&network.Menu{Entries: []network.StoredMenuItem{item("1", "a|a en", item("2", "b|b en"))}},
			&network.Menu{Entries: []network.StoredMenuItem{item("2", "b neu|x", item("3", "c|x", item("1", "a neu|x")))}},
			[]string{"items.0.label b neu|b en|", "items.0.children.0.label c||", "items.0.children.0.children.0.label a neu|a en|"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shownTexts(language.Merge(tt.public, tt.named, []content.Locale{content.DE}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What is public tells the truth about what its translations were made from.
func TestMergeKeepsSources(t *testing.T) {
	public := revise(nil, titles("A", "A en"))
	german := revise(public, titles("B", "A en"))
	english := revise(german, titles("B", "B en"))
	for name, tt := range map[string]struct {
		named   *network.Page
		locales []content.Locale
		stale   bool
		from    int
	}{
		"German alone":                       {german, []content.Locale{content.DE}, true, 1},
		"English that is of the new German":  {english, []content.Locale{content.EN}, true, 3},
		"new German with the English for it": {english, []content.Locale{content.DE, content.EN}, false, 3},
		"new German without the English":     {english, []content.Locale{content.DE}, true, 1},
		"old English of an old German":       {public, []content.Locale{content.EN}, false, 1},
	} {
		merged := language.Merge(public, tt.named, tt.locales)
		if stale, from := language.Stale(merged, content.EN), merged.Head().Sources[content.EN].Revision; stale != tt.stale || from != tt.from {
			t.Errorf("%s: stale %v, from %d", name, stale, from)
		}
	}
	public.Sources = nil // from before anything was noted
	if merged := language.Merge(public, german, []content.Locale{content.DE}); !language.Stale(merged, content.EN) {
		t.Error("what nothing was noted of is not stale")
	}
}

// The check of Leichte Sprache comes with the texts that it is of, and ends with them.
func TestMergeKeepsTheCheck(t *testing.T) {
	checked := func(p *network.Page) *network.Page {
		p.Check = &content.EasyLanguageCheck{Group: "G", CheckedOn: "2026-01-01"}
		language.KeepCheck(p)
		return p
	}
	public := checked(&network.Page{Titles: languages("T||T ls"), Parts: []network.StoredBlock{block("1", "Eins||1")}})
	plain := &network.Page{Titles: languages("T neu||T ls neu"), Parts: []network.StoredBlock{block("1", "Eins||1")}}
	shorter := &network.Page{Titles: languages("T neu||T ls"), Parts: nil}
	for name, tt := range map[string]struct {
		public, named *network.Page
		locales       []content.Locale
		want          bool
	}{
		"German to checked":        {public, plain, []content.Locale{content.DE}, true},
		"unchecked to checked":     {public, plain, []content.Locale{content.DESimple}, false},
		"checked to unchecked":     {plain, public, []content.Locale{content.DESimple}, true},
		"German to unchecked":      {plain, public, []content.Locale{content.DE}, false},
		"German with a block less": {public, shorter, []content.Locale{content.DE}, false},
	} {
		if got := language.Merge(tt.public, tt.named, tt.locales).Head().Check != nil; got != tt.want {
			t.Errorf("%s: checked is %v", name, got)
		}
	}
}

// In whatever order languages are published one by one, German first, in the end all of the revision is public.
func TestMergeOneByOne(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	words := func() content.Text {
		t := content.Text{content.DE: fmt.Sprint(random.IntN(5))}
		for _, l := range content.Locales()[1:] {
			if random.IntN(3) > 0 {
				t[l] = fmt.Sprint(random.IntN(5))
			}
		}
		return t
	}
	draw := func() *network.Page {
		p := &network.Page{Path: fmt.Sprint("/", random.IntN(3)), Titles: words()}
		for _, i := range random.Perm(4)[:random.IntN(5)] {
			b := network.StoredBlock{ID: fmt.Sprint(i), Type: network.BlockText, Texts: words()}
			if random.IntN(2) == 0 {
				b = network.StoredBlock{ID: b.ID, Type: network.BlockAccordion}
				for _, n := range random.Perm(3) {
					b.Items = append(b.Items, network.StoredItem{ID: fmt.Sprint(n), Headings: words(), Texts: words()})
				}
			}
			p.Parts = append(p.Parts, b)
		}
		return p
	}
	for range 500 {
		public, named := draw(), draw()
		var merged content.Entry = public
		for _, l := range append([]content.Locale{content.DE}, [][]content.Locale{{content.EN, content.DESimple}, {content.DESimple, content.EN}}[random.IntN(2)]...) {
			merged = language.Merge(merged, named, []content.Locale{l})
			if again := language.Merge(merged, named, []content.Locale{l}); !language.Alike(merged, again) {
				t.Fatalf("publishing %s again changes %v", l, content.Changes(merged, again))
			}
			if problems := merged.Validate(); len(problems) > 0 {
				t.Fatalf("what comes out is not valid: %v", problems)
			}
		}
		if changes := content.Changes(merged, named); len(changes) > 0 {
			t.Fatalf("in the end %v is missing", changes)
		}
	}
}
