package content_test

import (
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// Every text of every depth is replaced, with its path told, and what others hold stays as it was.
func TestMapTexts(t *testing.T) {
	before := &network.Page{
		Path: "/a", Titles: content.Text{content.DE: "t", content.EN: "T"}, StoredSeo: &network.StoredSEO{Titles: german("s")},
		Parts: []network.StoredBlock{{Type: network.BlockAccordion, Value: "v", Items: []network.StoredItem{{Headings: german("h"), Texts: german("x")}}}},
	}
	after := content.Clone(before)
	var paths []string
	content.MapTexts(after, func(path, text string) string {
		paths = append(paths, path)
		return strings.ToUpper(text) + "!"
	})
	slices.Sort(paths)
	want := []string{"blocks.0.items.0.heading.de", "blocks.0.items.0.text.de", "seo.title.de", "title.de", "title.en"}
	if !slices.Equal(paths, want) {
		t.Errorf("the paths are %v, want %v", paths, want)
	}
	if i := after.Parts[0].Items[0]; i.Headings[content.DE] != "H!" || i.Texts[content.DE] != "X!" || after.StoredSeo.Titles[content.DE] != "S!" || after.Titles[content.DE] != "T!" || after.Parts[0].Value != "v" || after.Path != "/a" {
		t.Errorf("after it is %+v", after)
	}
	if i := before.Parts[0].Items[0]; i.Headings[content.DE] != "h" || before.StoredSeo.Titles[content.DE] != "s" || before.Titles[content.DE] != "t" {
		t.Errorf("before it was %+v", before)
	}
}
