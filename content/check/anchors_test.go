package check_test

import (
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
	"partnernetz/testkit/must"
)

// No anchor is twice on a page, whatever part is asked for first, and a link to the second one leads somewhere.
func TestAnchorsOfPage(t *testing.T) {
	de := func(s string) content.Text { return content.Text{content.DE: s} }
	page := &network.Page{Path: "/a", Titles: de("A"), Parts: []network.StoredBlock{
		{Type: network.BlockText, Texts: de("## Kontakt\n\n## Kontakt")},
		{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: de("Mehr"), Texts: de("### Kontakt")}}},
		{Type: network.BlockText, Texts: de("## Ziele\n\n## Kontakt\n\n[Der letzte Kontakt](#h-kontakt-4) [Einer mehr](#h-kontakt-5)")},
	}}
	content.Bind(content.PublicView(), []*network.Page{page})
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
		blocks, anchors := page.Blocks(), make([][]string, 3)
		for _, i := range order {
			text := &richtext.Text{}
			switch b := blocks[i].(type) {
			case *network.TextBlock:
				text = b.Text
			case *network.AccordionBlock:
				text = b.Items[0].Text
			}
			rendered, err := text.Render(richtext.Known{}.For)
			must.Succeed(t, err)
			for _, h := range rendered.Headings() {
				anchors[i] = append(anchors[i], h.Anchor)
			}
		}
		if got, want := slices.Concat(anchors...), []string{"h-kontakt", "h-kontakt-2", "h-kontakt-3", "h-ziele", "h-kontakt-4"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	expectFound(t, "anchors", page, "DEAD_ANCHOR blocks.2.text de")
}

// The anchors that checks know in a language are those that are shown in it, also where a text above is shown in German.
func TestAnchorsWithFallback(t *testing.T) {
	page := func(links string) *network.Page {
		return &network.Page{Path: "/a", Titles: content.Text{content.DE: "A", content.EN: "A"}, Parts: []network.StoredBlock{
			{Type: network.BlockText, Texts: content.Text{content.DE: "## Team"}},
			{Type: network.BlockText, Texts: content.Text{content.DE: "## Ziele\n\n## Team", content.EN: "## Team\n\n## Aims\n\n" + links}},
		}}
	}
	shown := page("")
	english := content.View{Stage: content.Published, Locale: content.EN, Fallback: true}
	content.Bind(english, []*network.Page{shown})
	links := ""
	for _, b := range shown.Blocks() {
		rendered, err := b.(*network.TextBlock).Text.Render(richtext.Known{}.For)
		must.Succeed(t, err)
		for _, h := range rendered.Headings() {
			links += "[To " + h.Text + "](#" + h.Anchor + ") "
		}
	}
	if want := "[To Team](#h-team) [To Team](#h-team-2) [To Aims](#h-aims) "; links != want {
		t.Errorf("shown are %s, want %s", links, want)
	}
	const missing = "MISSING_LANGUAGE blocks.0.text en"
	expectFound(t, "all that are shown", page(links), missing)
	expectFound(t, "one more", page("[To the team](#h-team-3)"), missing, "DEAD_ANCHOR blocks.1.text en")
	expectFound(t, "one of the German text that is not shown", page("[To the aims](#h-ziele)"), missing, "DEAD_ANCHOR blocks.1.text en")

	practice := &network.GoodPractice{Slug: "a", Titles: content.Text{content.DE: "A"}, Challenges: content.Text{content.DE: "## Team\n\n## Team\n\n[Das Team](#h-team-2)"},
		Approaches: content.Text{content.DE: "## Team\n\n[Das Team](#h-team-3)"}}
	expectFound(t, "texts that stand for themselves", practice, "DEAD_ANCHOR approach de")
}
