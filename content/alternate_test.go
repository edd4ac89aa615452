package content_test

import (
	"slices"
	"testing"

	"partnernetz/content"
)

// Media are there in the languages of their alternative text, and in all if they have none.
func TestAlternatesOfMedia(t *testing.T) {
	image := content.File{Name: "foto.jpg", ContentType: content.TypeJPEG}
	for name, tt := range map[string]struct {
		m    *content.Media
		want []content.Locale
	}{
		"in German alone":          {&content.Media{File: image, Alts: content.Text{content.DE: "Drei Menschen"}}, []content.Locale{content.DE}},
		"in two languages":         {&content.Media{File: image, Alts: content.Text{content.DE: "Drei Menschen", content.EN: "Three people", content.DESimple: ""}}, []content.Locale{content.DE, content.EN}},
		"decorative":               {&content.Media{File: image, Decorative: true}, content.Locales()},
		"a document":               {&content.Media{File: content.File{Name: "plan.pdf", ContentType: content.TypePDF}}, content.Locales()},
		"a document that has some": {&content.Media{File: content.File{Name: "plan.pdf", ContentType: content.TypePDF}, Alts: content.Text{content.DE: "Der Plan"}}, []content.Locale{content.DE}},
	} {
		content.Bind(content.PublicView(), []*content.Media{tt.m})
		var got []content.Locale
		for _, a := range content.Alternates(tt.m) {
			got = append(got, a.Locale)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
