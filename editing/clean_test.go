package editing_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/network"
	"partnernetz/testkit"
)

// HTML becomes Markdown in every text that is Markdown, in every language, and nowhere else.
func TestCleanTexts(t *testing.T) {
	d := newDesk(t)
	html := func(s string) content.Text {
		return content.Text{content.DE: "<p>" + s + " <b>7</b></p>", content.EN: "<ul><li>" + s + "</li></ul>", content.DESimple: s + "\r\n <bleibt>"}
	}
	page := &network.Page{Path: "/roh", Titles: content.Text{content.DE: "<b>Titel</b>"}, Parts: []network.StoredBlock{
		{Type: network.BlockText, Texts: html("eins")},
		{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: de("<i>Frage</i>"), Texts: html("zwei")}}}}}
	d.add(page)
	clean := func(expected int, dryRun bool) content.Entry {
		t.Helper()
		e, err := d.CleanTexts(d.office(), page.ID, expected, "eingefügt aus Word", dryRun)
		testkit.Must(t, err)
		return e
	}
	d.unchanged(func() { clean(1, true) })
	for _, e := range []content.Entry{clean(1, true), clean(1, false), clean(2, false)} {
		p := e.(*network.Page)
		if p.Revision != 2 || p.Titles[content.DE] != "<b>Titel</b>" || p.Parts[1].Items[0].Headings[content.DE] != "<i>Frage</i>" {
			t.Errorf("got revision %d with %+v", p.Revision, p.Parts)
		}
		for word, text := range map[string]content.Text{"eins": p.Parts[0].Texts, "zwei": p.Parts[1].Items[0].Texts} {
			if text[content.DE] != word+" **7**" || text[content.EN] != "- "+word || text[content.DESimple] != word+"\r\n <bleibt>" {
				t.Errorf("got %q", text)
			}
		}
		for _, f := range check.Inspect(e).Findings(check.NewWorld()) {
			if f.Rule == check.PastedHTML {
				t.Errorf("there is still %s", f.EN)
			}
		}
	}
	if h := d.history(page.ID); len(h) != 2 || h[0].Action != content.Updated || *h[0].Note != "eingefügt aus Word" || len(h[0].Changes()) != 4 {
		t.Errorf("the history has %+v", h[0])
	}
	d.refused(t, []refusal{
		{"too late", func() error { _, err := d.CleanTexts(d.office(), page.ID, 1, "", false); return err }, []string{"CONFLICT expectedRevision"}},
		{"unknown", func() error {
			_, err := d.CleanTexts(d.office(), content.NewID(content.Pages), 1, "", false)
			return err
		}, []string{"NOT_FOUND id"}},
		{"another's", func() error { _, err := d.CleanTexts(d.people("aerzte"), page.ID, 2, "", false); return err }, []string{"NOT_FOUND id"}},
		{"by the public", func() error { _, err := d.CleanTexts(t.Context(), page.ID, 2, "", false); return err }, []string{"UNAUTHENTICATED"}},
	})
}
