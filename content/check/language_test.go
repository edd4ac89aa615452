package check_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
)

// What is missing is found in the languages that the entry is there in, wherever in it a text may stand.
func TestMissingLanguage(t *testing.T) {
	expectFound(t, "both", textPage("A", "A"))
	expectFound(t, "a text", textPage("A", ""), "MISSING_LANGUAGE blocks.0.text en")
	page := textPage("A", "A")
	page.Leads = content.Text{content.DE: "A"}
	page.StoredSeo = &network.StoredSEO{Descriptions: content.Text{content.DE: "A"}}
	page.Parts = append(page.Parts, network.StoredBlock{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: content.Text{content.DE: "A", content.EN: "A"}, Texts: content.Text{content.DE: "A"}}}})
	expectFound(t, "page", page, "MISSING_LANGUAGE blocks.1.items.0.text en", "MISSING_LANGUAGE lead en", "MISSING_LANGUAGE seo.description en")
	page.Titles = content.Text{content.DE: "Titel"}
	expectFound(t, "in German alone", page)

	partner := &network.Partner{Names: content.Text{content.DE: "A", content.EN: "A"}, Descriptions: content.Text{content.DE: "A"},
		People: []network.StoredContact{{Name: "Olga", Roles: content.Text{content.DE: "Leitung"}}}}
	expectFound(t, "partner", partner, "MISSING_LANGUAGE contacts.0.role en", "MISSING_LANGUAGE description en")
	partner.Names = content.Text{content.DE: "A"}
	partner.Descriptions[content.EN] = "A"
	expectFound(t, "a proper name, which holds in every language", partner, "MISSING_LANGUAGE contacts.0.role en")
	menu := &network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{Labels: content.Text{content.DE: "A", content.EN: "A"}, URL: "/ziel"}, {PageID: target.ID}}}
	expectFound(t, "menu", menu, "MISSING_LANGUAGE items.0.label de-simple")
}

// A translation is found until it is touched after the German text was.
func TestStaleTranslation(t *testing.T) {
	save := func(before, after *network.Page, revision int) *network.Page {
		after.ID, after.Revision = target.ID, revision
		if before == nil {
			language.PinTranslations(nil, after)
		} else {
			language.PinTranslations(before, after)
		}
		return after
	}
	first := save(nil, textPage("A", "A"), 1)
	expectFound(t, "first", first)
	second := save(first, textPage("B", "A"), 2)
	expectFound(t, "changed", second, "STALE_TRANSLATION  en")
	expectFound(t, "translated", save(second, textPage("B", "B"), 3))
}
