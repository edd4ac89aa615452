package content_test

import (
	"context"
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

// No anchor is twice on a page, whatever part is asked for first, and a link to the second one leads somewhere.
func TestAnchorsOfPage(t *testing.T) {
	de := func(s string) content.Text { return content.Text{content.DE: s} }
	page := &content.Page{Path: "/a", Titles: de("A"), Parts: []content.StoredBlock{
		{Type: content.BlockText, Texts: de("## Kontakt\n\n## Kontakt")},
		{Type: content.BlockAccordion, Items: []content.StoredItem{{Headings: de("Mehr"), Texts: de("### Kontakt")}}},
		{Type: content.BlockText, Texts: de("## Ziele\n\n## Kontakt\n\n[Der letzte Kontakt](#h-kontakt-4) [Einer mehr](#h-kontakt-5)")},
	}}
	content.Bind(content.PublicView(), []*content.Page{page}, nil)
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
		blocks, anchors := page.Blocks(), make([][]string, 3)
		for _, i := range order {
			text := &content.RichText{}
			switch b := blocks[i].(type) {
			case *content.TextBlock:
				text = b.Text
			case *content.AccordionBlock:
				text = b.Items[0].Text
			}
			headings, err := text.Headings(context.Background())
			testkit.Must(t, err)
			for _, h := range headings {
				anchors[i] = append(anchors[i], h.Anchor)
			}
		}
		if got, want := slices.Concat(anchors...), []string{"h-kontakt", "h-kontakt-2", "h-kontakt-3", "h-ziele", "h-kontakt-4"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	expectFound(t, "anchors", page, "DEAD_ANCHOR blocks.2.text de")
}
