package content_test

import (
	"strings"
	"testing"
	"unicode"

	"partnernetz/content"
	"partnernetz/network"
)

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Fortbildung für alle":           "fortbildung-fuer-alle",
		"  Ärzte & Größen (2. Auflage)":  "aerzte-groessen-2-auflage",
		"Café – crème":                   "cafe-creme",
		"A\u0308rzte":                    "aerzte", // the accent as a character of its own
		"?!":                             "",
		"Treffen in Łódź":                "treffen-in-lodz",
		"Işık, İzmir":                    "isik-izmir",
		"Ørsted":                         "oersted",
		"Đặng Văn":                       "dang-van",
		"Œuvre & Æsir":                   "oeuvre-aesir",
		"Þór Guðmundsson":                "thor-gudmundsson",
		"Ħamrun, Ŋaro, Paraŀlel":         "hamrun-naro-parallel",
		"Hawaiʻi":                        "hawaii",
		"Oﬀenheit für CO₂":               "offenheit-fuer-co2", // as PDFs have it
		"Rhein-Sieg-Kreis":               "rhein-sieg-kreis",
		"Rhein\u2011Sieg\u2011Kreis":     "rhein-sieg-kreis",
		"Ver\u00adein\u00adba\u00adrung": "vereinbarung",
		"Bundes·tag":                     "bundestag",
		"Köln • Bonn":                    "koeln-bonn",
		strings.Repeat("wort ", 30):      strings.TrimSuffix(strings.Repeat("wort-", 16), "-"),
		strings.Repeat("x", 100):         strings.Repeat("x", 80),
	} {
		if got, whole := content.Slug(title); got != want || !whole {
			t.Errorf("%q makes %q, want %q; whole: %t", title, got, want, whole)
		}
	}
	for title, want := range map[string]string{"日本": "", "Treffen mit 日本": "treffen-mit", "Ελλάδα": "", "Раздел 7": "7", "Raum ٣": "raum"} {
		if got, whole := content.Slug(title); got != want || whole {
			t.Errorf("%q makes %q, want %q, and that not all of it is there", title, got, want)
		}
	}
}

// Whatever the title is, its slug is none or a valid one, and makes itself.
func FuzzSlug(f *testing.F) {
	f.Add("Fortbildung für alle")
	f.Add("İ\u0307ﬀ\x80\xff-")
	f.Fuzz(func(t *testing.T, title string) {
		slug, whole := content.Slug(title)
		p := &network.Partner{Slug: slug, Names: german("P"), Sector: "COMPANY"}
		if slug != "" && len(p.Validate()) > 0 {
			t.Errorf("%q makes %q: %v", title, slug, p.Validate())
		}
		if again, _ := content.Slug(slug); again != slug {
			t.Errorf("%q makes %q, and that %q", title, slug, again)
		}
		if whole && slug == "" && strings.ContainsFunc(content.Fold(title), unicode.IsLetter) {
			t.Errorf("nothing of %q is in its slug", title)
		}
	})
}
