package network_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

type (
	texts  = []*network.TextTranslationInput
	labels = []*network.LabelTranslationInput
	inputs = []*network.BlockInput
)

func write(p *network.Page, l content.Locale, blocks ...*network.BlockInput) {
	(&network.UpdatePageInput{Blocks: is(blocks)}).Apply(l, p)
}

// one is a block of every type, in German and English.
func one() inputs {
	english := func(s string) texts { return texts{{Locale: content.EN, Text: is(s)}} }
	return inputs{
		{Text: &network.TextBlockInput{Text: is("Satz"), Translations: english("Sentence")}},
		{Partners: &network.PartnerListBlockInput{Heading: is("Firmen"), Sectors: []network.Sector{"COMPANY"}, Translations: english("Companies")}},
		{Events: &network.EventListBlockInput{Heading: is("Termine"), Kinds: []network.EventKind{"PUBLIC_EVENT"}, Upcoming: true, Translations: english("Dates")}},
		{Figure: &network.FigureBlockInput{Label: is("Zahl"), Source: is("Liste"), Value: "1", Translations: labels{{Locale: content.EN, Label: is("Number"), Source: is("List")}}}},
		{Call: &network.CallToActionBlockInput{Label: is("Los"), URL: ptr("/los"), Translations: english("Go")}},
		{Accordion: &network.AccordionBlockInput{Items: []*network.AccordionItemInput{{Heading: is("Frage"), Text: is("Antwort"),
			Translations: []*network.AccordionTranslationInput{{Locale: content.EN, Heading: is("Question"), Text: is("Answer")}}}}}},
	}
}

// A change in one language that names a block by its id leaves its other languages, and what it does not name.
func TestBlocksKeepTheirLanguages(t *testing.T) {
	p := page()
	write(p, content.DE, one()...)
	if problems := p.Validate(); len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := english(p); got != "Sentence, Companies, Dates, Number List, Go, Question Answer" {
		t.Errorf("English is %s", got)
	}
	before := slices.Clone(p.Parts)
	id := func(i int) *string { return &before[i].ID }
	write(p, content.EN, // in another order, with other words, or with none
		&network.BlockInput{ID: id(5), Accordion: &network.AccordionBlockInput{Items: []*network.AccordionItemInput{{ID: &before[5].Items[0].ID, Text: is("Reply")}}}},
		&network.BlockInput{ID: id(0)},
		&network.BlockInput{ID: id(1), Partners: &network.PartnerListBlockInput{Heading: none[string](), Sectors: []network.Sector{"AUTHORITY"}}},
		&network.BlockInput{ID: id(3), Figure: &network.FigureBlockInput{Value: "2", Label: is("Figure")}},
		&network.BlockInput{ID: id(2), Events: &network.EventListBlockInput{}},
		&network.BlockInput{ID: id(4), Call: &network.CallToActionBlockInput{URL: ptr("/go"), Label: is("")}})
	if got, want := english(p), "Question Reply, Sentence, , Figure List, Dates, "; got != want {
		t.Errorf("English is %q, want %q", got, want)
	}
	for i, from := range []int{5, 0, 1, 3, 2, 4} {
		if p.Parts[i].ID != before[from].ID || fmt.Sprint(german1(p.Parts[i])) != fmt.Sprint(german1(before[from])) {
			t.Errorf("block %d was %+v, is %+v", i, before[from], p.Parts[i])
		}
	}
	if p.Parts[2].Sectors[0] != "AUTHORITY" || p.Parts[3].Value != "2" || p.Parts[4].Upcoming || p.Parts[5].URL != "/go" {
		t.Errorf("what is the same in all languages is %+v", p.Parts)
	}
	if before[5].Items[0].Texts[content.EN] != "Answer" {
		t.Error("the revision before has changed too")
	}
}

// english writes down the English of a page's blocks.
func english(p *network.Page) string {
	var all []string
	for _, b := range p.Parts {
		s := []string{b.Texts[content.EN], b.Labels[content.EN], b.Sources[content.EN]}
		for _, item := range b.Items {
			s = append(s, item.Headings[content.EN], item.Texts[content.EN])
		}
		all = append(all, strings.Join(slices.DeleteFunc(s, func(s string) bool { return s == "" }), " "))
	}
	return strings.Join(all, ", ")
}

func german1(b network.StoredBlock) (s []string) {
	s = []string{b.Texts[content.DE], b.Labels[content.DE], b.Sources[content.DE]}
	for _, item := range b.Items {
		s = append(s, item.ID, item.Headings[content.DE], item.Texts[content.DE])
	}
	return s
}

// Blocks from files have no ids; they are named by their place, and by what they were named by after the first change.
func TestBlocksFromFilesAreNamedByPlace(t *testing.T) {
	p := page()
	p.Parts = []network.StoredBlock{{Type: network.BlockText, Texts: german("a")}, {Type: network.BlockText, Texts: german("b")}}
	write(p, content.EN, &network.BlockInput{ID: ptr("1")}, &network.BlockInput{ID: ptr("0"), Text: &network.TextBlockInput{Text: is("A")}})
	write(p, content.EN, &network.BlockInput{ID: ptr("1"), Text: &network.TextBlockInput{Text: is("B")}}, &network.BlockInput{ID: ptr("0")})
	if got := english(p); got != "B, A" || p.Parts[0].Texts[content.DE] != "b" {
		t.Errorf("%s, %+v", got, p.Parts)
	}
}

// What an input says wrongly is said at its place.
func TestUnclearBlocks(t *testing.T) {
	words := &network.TextBlockInput{Text: is("a")}
	p := page()
	write(p, content.DE, one()...)
	id := p.Parts[1].ID
	tests := []struct {
		name  string
		input inputs
		want  string // paths and codes of problems
	}{
		{"none", inputs{{Text: words}, {}}, "blocks.1 BAD_INPUT"},
		{"none, of an unknown id", inputs{{ID: ptr("gone")}}, "blocks.0 BAD_INPUT"},
		{"several", inputs{{Text: words, Partners: &network.PartnerListBlockInput{}}}, "blocks.0 BAD_INPUT"},
		{"several for one that is there", inputs{{ID: &id, Text: words, Events: &network.EventListBlockInput{}}}, "blocks.0 BAD_INPUT"},
		{"an unknown id makes a new one", inputs{{ID: ptr("gone"), Text: words}}, ""},
		{"two of one id", inputs{{ID: &id}, {ID: &id, Text: words}}, ""},
		{"without German", inputs{{Text: &network.TextBlockInput{Translations: texts{{Locale: content.EN, Text: is("a")}}}}}, "blocks.0.text REQUIRED"},
		{"an empty accordion", inputs{{Accordion: &network.AccordionBlockInput{}}}, "blocks.0.items REQUIRED"},
		{"an item without words", inputs{{Text: words}, {Text: words}, {Accordion: &network.AccordionBlockInput{Items: []*network.AccordionItemInput{{}}}}},
			"blocks.2.items.0.heading REQUIRED, blocks.2.items.0.text REQUIRED"},
		{"a figure without anything", inputs{{Figure: &network.FigureBlockInput{}}}, "blocks.0.label REQUIRED, blocks.0.value REQUIRED"},
		{"a bad day", inputs{{Figure: &network.FigureBlockInput{Label: is("a"), Value: "1", AsOf: ptr(content.Date("gestern"))}}}, "blocks.0.asOf BAD_INPUT"},
		{"an unknown sector", inputs{{Partners: &network.PartnerListBlockInput{Sectors: []network.Sector{"CHURCH"}}}}, "blocks.0.sectors BAD_INPUT"},
		{"an unknown kind of event", inputs{{Events: &network.EventListBlockInput{Kinds: []network.EventKind{"PARTY"}}}}, "blocks.0.kinds BAD_INPUT"},
		{"a call to nowhere", inputs{{Call: &network.CallToActionBlockInput{Label: is("a")}}}, "blocks.0.target REQUIRED"},
		{"a call to two places", inputs{{Call: &network.CallToActionBlockInput{Label: is("a"), Target: ptr("x"), URL: ptr("/a")}}}, "blocks.0.target REQUIRED"},
		{"a call to a script", inputs{{Call: &network.CallToActionBlockInput{Label: is("a"), URL: ptr(" JavaScript:alert(1)")}}}, "blocks.0.url BAD_INPUT"},
		{"a call to a relative address", inputs{{Call: &network.CallToActionBlockInput{Label: is("a"), URL: ptr("a/b:c")}}}, "blocks.0.url BAD_INPUT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := content.Clone(p)
			write(changed, content.DE, tt.input...)
			var got []string
			for _, x := range changed.Validate() {
				got = append(got, x.Path+" "+string(x.Code))
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
			seen := map[string]bool{}
			for _, b := range changed.Parts {
				if b.ID == "" || seen[b.ID] {
					t.Errorf("the ids are not each of one block: %+v", changed.Parts)
				}
				seen[b.ID] = true
			}
		})
	}
}

// A block that becomes one of another type keeps nothing that it was, and has another id.
func TestBlockOfAnotherType(t *testing.T) {
	p := page()
	write(p, content.DE, one()[0])
	id := p.Parts[0].ID
	write(p, content.DE, &network.BlockInput{ID: &id, Partners: &network.PartnerListBlockInput{}})
	if b := p.Parts[0]; b.ID == id || b.ID == "" || b.Type != network.BlockPartners || b.Texts != nil {
		t.Errorf("it is %+v", b)
	}
	(&network.UpdatePageInput{Blocks: none[[]*network.BlockInput]()}).Apply(content.DE, p)
	if len(p.Parts) != 0 {
		t.Errorf("null leaves %+v", p.Parts)
	}
}
