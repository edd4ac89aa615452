package content_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Fortbildung für alle":          "fortbildung-fuer-alle",
		"  Ärzte & Größen (2. Auflage)": "aerzte-groessen-2-auflage",
		"Café – crème":                  "cafe-creme",
		"A\u0308rzte":                   "aerzte", // the accent as a character of its own
		"?!":                            "",
		"日本":                            "",
		strings.Repeat("wort ", 30):     strings.TrimSuffix(strings.Repeat("wort-", 16), "-"),
		strings.Repeat("x", 100):        strings.Repeat("x", 80),
	} {
		if got := content.Slug(title); got != want {
			t.Errorf("%q makes %q, want %q", title, got, want)
		}
	}
}

// Whatever the title is, its slug is none or a valid one, and makes itself.
func FuzzSlug(f *testing.F) {
	f.Add("Fortbildung für alle")
	f.Add("İ\u0307ﬀ\x80\xff-")
	f.Fuzz(func(t *testing.T, title string) {
		slug := content.Slug(title)
		p := &network.Partner{Slug: slug, Names: german("P"), Sector: "COMPANY"}
		if slug != "" && len(p.Validate()) > 0 {
			t.Errorf("%q makes %q: %v", title, slug, p.Validate())
		}
		if again := content.Slug(slug); again != slug {
			t.Errorf("%q makes %q, and that %q", title, slug, again)
		}
	})
}
