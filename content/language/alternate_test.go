package language_test

import (
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
)

// Media are there in the languages of their alternative text, and in all if they have none.
func TestAlternatesOfMedia(t *testing.T) {
	image := network.File{Name: "foto.jpg", ContentType: network.TypeJPEG}
	for name, tt := range map[string]struct {
		m    *network.Media
		want []content.Locale
	}{
		"in German alone":          {&network.Media{File: image, Alts: content.Text{content.DE: "Drei Menschen"}}, []content.Locale{content.DE}},
		"in two languages":         {&network.Media{File: image, Alts: content.Text{content.DE: "Drei Menschen", content.EN: "Three people", content.DESimple: ""}}, []content.Locale{content.DE, content.EN}},
		"decorative":               {&network.Media{File: image, Decorative: true}, content.Locales()},
		"a document":               {&network.Media{File: network.File{Name: "plan.pdf", ContentType: network.TypePDF}}, content.Locales()},
		"a document that has some": {&network.Media{File: network.File{Name: "plan.pdf", ContentType: network.TypePDF}, Alts: content.Text{content.DE: "Der Plan"}}, []content.Locale{content.DE}},
	} {
		content.Bind(content.PublicView(), []*network.Media{tt.m})
		var got []content.Locale
		for _, a := range language.Alternates(tt.m) {
			got = append(got, a.Locale)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
