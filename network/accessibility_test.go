package network_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
)

// What a statement tells of barriers stands below the blocks, and no anchor is twice on the page.
func TestAnchorsOfBarriers(t *testing.T) {
	day, p := content.Date("2026-11-01"), page()
	p.Parts[0].Texts = german("## Filme")
	p.StoredAccessibility = &network.StoredAccessibility{Status: network.NotAccessible, Barriers: german("## Filme"), CheckedOn: &day}
	content.Bind(content.PublicView(), []*network.Page{p})
	r, err := p.Accessibility().Barriers.Render(richtext.Known{}.For)
	if err != nil || len(r.Headings()) != 1 || r.Headings()[0].Anchor != "h-filme-2" {
		t.Errorf("%+v, %v", *r.Headings()[0], err)
	}
}
