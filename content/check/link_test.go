package check_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/network"
)

func TestDeadLink(t *testing.T) {
	const dead, anchor, moved = "DEAD_LINK blocks.0.text de", "DEAD_ANCHOR blocks.0.text de", "MOVED_LINK blocks.0.text de"
	entry := "entry:" + target.ID
	for address, want := range map[string]string{
		"/": "", "/ziel": "", "/ziel/": "", "/ziel?a=b": "", "/ziel#h-ueber-uns": "", "/ziel#oben": "", "/partner/kreis-soest": "", "/hier": "", "#h-da": "",
		entry: "", entry + "#h-ueber-uns": "", "entry:" + content.KeyID(content.Pages, "/fehlt"): "",
		"https://www.chancen.nrw/": "", "//www.chancen.nrw": "", "mailto:a@example.org": "", "/media/x/y": "", "/images/x": "", "/heft.pdf": "",
		"/nirgends": dead, "/partner/nirgends": dead, "/partner": dead, "/partner/": dead, "/ziel/nirgends": dead, "/zi%65l2": dead, "/nirgends#h-a": dead,
		"ziel": dead, "www.chancen.nrw": dead, "tel:0211": dead, "javascript:x": dead, "": dead, "entry:pag_x": dead, "?a=b": dead,
		"/ziel#h-nirgends": anchor, "/ziel#h-about-us": anchor, "#h-nirgends": anchor, entry + "#h-about-us": anchor, "/hier#h-nirgends": anchor,
		"/alt": moved, "/alt/": moved, "/alt#h-nirgends": moved,
	} {
		var all []string
		if want != "" {
			all = []string{want}
		}
		expectFound(t, address, textPage("## Da\n\n[Das Ziel]("+address+")", "A"), all...)
	}
	expectFound(t, "in English", textPage("A", "[The aim](/ziel#h-about-us) [not here](/ziel#h-ueber-uns)"), "DEAD_ANCHOR blocks.0.text en")
	expectFound(t, "each", textPage("[Da und da](/nirgends) [da und dort][1]\n\n[1]: /nirgends", "A"), dead, dead)
	partner := &network.Partner{Names: content.Text{content.DE: "A", content.EN: "A"}, Descriptions: content.Text{content.DE: "[Ziel](/nirgends)", content.EN: "[Aim](/nirgends)"}}
	expectFound(t, "in a description", partner, "DEAD_LINK description de", "DEAD_LINK description en")
}

// Blocks and menus have one address for all languages.
func TestDeadLinkOfButtons(t *testing.T) {
	page := textPage("A", "A")
	for _, to := range []string{"/ziel", "/ziel#h-about-us", "/nirgends", "/alt", "/ziel#h-nirgends", "mailto:a@example.org"} {
		page.Parts = append(page.Parts, network.StoredBlock{Type: network.BlockCall, Labels: content.Text{content.DE: "Das Ziel", content.EN: "The aim"}, URL: to})
	}
	expectFound(t, "blocks", page, "DEAD_LINK blocks.3.url", "MOVED_LINK blocks.4.url", "DEAD_ANCHOR blocks.5.url")
	label := content.Text{content.DE: "Das Ziel", content.EN: "The aim", content.DESimple: "Das Ziel"}
	menu := &network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{Labels: label, URL: "/ziel", Below: []network.StoredMenuItem{{Labels: label, URL: "/nirgends"}}}}}
	expectFound(t, "menu", menu, "DEAD_LINK items.0.children.0.url")
}

// A heading with a figure has an anchor that only the reader's view knows.
func TestAnchorWithFigure(t *testing.T) {
	expectFound(t, "figure", textPage("## Schon {{partnerCount}} dabei\n\n[Da unten](#h-schon-39-dabei)", "A"))
}

// Entries that become public together are there for each other, at the addresses that they have then.
func TestWorldWithEntries(t *testing.T) {
	moved := *target
	moved.Path = "/neues-ziel"
	w := testWorld().With(&moved)
	for path, want := range map[string]string{"/ziel": "MOVED_LINK", "/alt": "MOVED_LINK", "/neues-ziel": "", "/": ""} {
		got := check.Inspect(textPage("[Das Ziel]("+path+")", "A")).Findings(w)
		if len(got) > 1 || len(got) == 0 && want != "" || len(got) > 0 && string(got[0].Rule) != want {
			t.Errorf("%s: %v, want %s", path, got, want)
		}
		if want != "" && !strings.Contains(got[0].DE, "/neues-ziel") {
			t.Errorf("%s: %s", path, got[0].DE)
		}
	}
	if w := testWorld(); w.With(&moved).At["/ziel"] != nil || w.At["/ziel"] == nil {
		t.Error("the world before has changed")
	}
}
