package network_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// accordions is a page with two of them, as a file has it.
func accordions() *network.Page {
	p := page()
	p.ID = "pag_a"
	p.Titles = german("Titel")
	items := []network.StoredItem{{Headings: german("Frage"), Texts: german("Antwort")}}
	p.Parts = []network.StoredBlock{{Type: network.BlockAccordion, Items: items}, {Type: network.BlockAccordion, Items: items}}
	return p
}

func idsOf(p *network.Page) string {
	content.Bind(content.PublicView(), []*network.Page{p})
	var all []string
	for _, b := range p.Blocks() {
		a := b.(*network.AccordionBlock)
		all = append(all, a.ID, a.Items[0].ID)
	}
	return strings.Join(all, " ")
}

// What is shown of a block is named for good, and changes nothing of how it is kept.
func TestBlocksAreNamedForGood(t *testing.T) {
	p := accordions()
	const want = "pag_a.0 pag_a.0.0 pag_a.1 pag_a.1.0"
	if got := idsOf(p); got != want {
		t.Errorf("they are named %s, want %s", got, want)
	}
	write(p, content.EN, accordion("pag_a.0", "pag_a.0.0"), accordion("1", "0"))
	if got := idsOf(p); got != want || p.Parts[0].ID != "" || p.Parts[1].Items[0].ID != "" {
		t.Errorf("written where they are, they are named %s, and kept as %+v", got, p.Parts)
	}
	write(p, content.EN, accordion("1", "0"), accordion("0", "0"))
	if got := idsOf(p); got != "pag_a.1 pag_a.1.0 pag_a.0 pag_a.0.0" {
		t.Errorf("moved, they are named %s", got)
	}
	if got := english(p); got != "Question, Question" {
		t.Errorf("English is %s", got)
	}
}

func accordion(id, item string) *network.BlockInput {
	return &network.BlockInput{ID: &id, Accordion: &network.AccordionBlockInput{Items: []*network.AccordionItemInput{{ID: &item, Heading: is("Question")}}}}
}

// A name of another page's block, or of another block's item, is refused where it stands. Of what is gone it makes a new one.
func TestNamesOfOthers(t *testing.T) {
	for _, tt := range []struct {
		block, item string
		want        string // path of the problem
	}{
		{"pag_b.0", "0", "blocks.0.id"},
		{"pag_b.0", "pag_b.0.0", "blocks.0.id"},
		{"0.0", "0", "blocks.0.id"},
		{".0", "0", "blocks.0.id"},
		{"pag_a.0.0", "0", "blocks.0.id"},
		{"pag_a.0", "pag_a.1.0", "blocks.0.items.0.id"},
		{"0", "pag_b.0.0", "blocks.0.items.0.id"},
		{"0", "0.0", "blocks.0.items.0.id"},
		{"0", "pag_a.0", "blocks.0.items.0.id"},
		{"0", "pag_a.0.0", ""},
		{"pag_a.0", "0", ""},
	} {
		p := accordions()
		write(p, content.EN, accordion(tt.block, tt.item))
		var got []string
		for _, x := range p.Validate() {
			if x.Code == content.BadInput {
				got = append(got, x.Path)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s with %s: problems at %v, want %s", tt.block, tt.item, got, tt.want)
		}
	}
	p := accordions()
	in := accordion("pag_a.gone", "pag_a.gone.0")
	in.Accordion.Items[0].Translations = []*network.AccordionTranslationInput{{Locale: content.DE, Heading: is("F"), Text: is("A")}}
	in.Accordion.Items[0].Heading = is("Q")
	write(p, content.EN, in)
	if problems := p.Validate(); len(problems) > 0 || p.Parts[0].ID == "gone" || strings.Contains(idsOf(p), "gone") {
		t.Errorf("it is %+v: %v", p.Parts, problems)
	}
}
