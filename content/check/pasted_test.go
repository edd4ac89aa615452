package check_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/network"
)

func TestPastedHTML(t *testing.T) {
	page := textPage("Ein Satz.\n\n<p class=MsoNormal>Noch <b>einer</b><o:p></o:p></p>", "One <Name> and `<p>`")
	page.Parts = append(page.Parts, network.StoredBlock{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: content.Text{content.DE: "<b>Frage</b>", content.EN: "Question"}, Texts: content.Text{content.DE: "A", content.EN: "<!-- x -->A"}}}})
	expectFound(t, "pasted", page, "PASTED_HTML blocks.0.text de", "PASTED_HTML blocks.1.items.0.text en")
	found := check.Inspect(page).Findings(testWorld())
	if f := found[0]; *f.Line != 3 || !strings.Contains(f.DE, "Ab Zeile 3 steht HTML im Text (<p>, <b>, <o:p>; wohl aus Word)") || !strings.Contains(f.EN, "from line 3 on") {
		t.Errorf("found at %d: %s", *f.Line, f.DE)
	}
	if f := found[1]; *f.Line != 1 || !strings.Contains(f.EN, "(comments)") {
		t.Errorf("found at %d: %s", *f.Line, f.EN)
	}
}
