package list_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Texts must sort as a German reader expects, by their stored keys alone.
func TestCollationKeyOrder(t *testing.T) {
	tests := map[string][]string{
		"spaces before letters": {"Stadt Wuppertal", "Städtekooperation Integration", "Stadtwerke", "Stahl"},
		"umlauts beside":        {"Arzt", "Ärzte", "Asyl", "Öffnung", "Ohr", "ohrenarzt", "über", "Uhr"},
		"capitals alike":        {"caritas Aachen", "Caritas Bonn", "caritas Castrop", "CARITAS Düren"},
		"numbers by value":      {"Maßnahme 2", "Maßnahme 10", "Maßnahme 100", "Maßnahme 1000"},
		"words in one":          {"Bundesrat", "Bundes·tag", "Bundestag 2", "Bundes\u00adtag 3", "Bundes\u2022tages", "Bundeswehr"},
		"sharp s is ss":         {"Strasburg", "Straße", "Strasse 2", "Strassf"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			for _, l := range []content.Locale{content.DE, content.DESimple} {
				got := slices.Clone(want)
				rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
				slices.SortFunc(got, byKey(l))
				if !slices.Equal(got, want) {
					t.Errorf("%s: sorted %q, want %q", l, got, want)
				}
			}
		})
	}
}

func byKey(l content.Locale) func(a, b string) int {
	return func(a, b string) int { return cmp.Compare(list.CollationKey(l, a), list.CollationKey(l, b)) }
}

func TestCollationKeyIgnoresCapitals(t *testing.T) {
	for _, s := range []string{"Öffnung", "STADT köln", "Ärzte 7"} {
		if list.CollationKey(content.DE, s) != list.CollationKey(content.DE, strings.ToLower(s)) {
			t.Errorf("%q and its small letters have different keys", s)
		}
	}
}

// Keys are stored. A key that changes makes every stored one wrong.
func TestCollationKeyGolden(t *testing.T) {
	for _, g := range []struct {
		locale    content.Locale
		text, key string
	}{
		{content.DE, "", "0000"},
		{content.DE, "Stadt Köln", "17f3181615ef16311816010916ff17711711174f0000002000200020002000200020002000200047"},
		{content.DE, "Straße 10", "17f3181617bd15ef17f317f3164c010914f0000214e714e60000002000200020002000200139"},
		{content.DE, "ärzte Ä", "15ef17bd18951816164c010915ef0000002000470020002000200020002000200047"},
		{content.DE, "Bundes·tag", "16051836174f1631164c17f3181615ef16910000"},
		{content.EN, "ärzte Ä", "15ef17bd18951816164c010915ef0000002000470020002000200020002000200047"},
	} {
		if got := list.CollationKey(g.locale, g.text); got != g.key {
			t.Errorf("the %s key of %q is %s, was %s\nKeys are stored: if this is meant, add a migration to store/migrate.go "+
				"that computes them anew, which raises the stored schema version, and only then change this test.", g.locale, g.text, got, g.key)
		}
	}
}

// A shortened key must order exactly as the collator does that it is made with.
func TestCollationKeyKeepsCollatorOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for locale, tag := range map[content.Locale]language.Tag{content.DE: language.German, content.EN: language.English, content.DESimple: language.German} {
		c := collate.New(tag, collate.Numeric, collate.IgnoreCase)
		for range 3_000 {
			a := randomGerman(random)
			b := randomGerman(random)
			if random.IntN(3) == 0 {
				b = vary(random, a)
			}
			want := c.CompareString(content.Joined(a), content.Joined(b))
			if got := byKey(locale)(a, b); got != want {
				t.Fatalf("%s: keys of %q and %q compare %d, the collator says %d", locale, a, b, got, want)
			}
		}
	}
}

var germanLetters = []rune("aäAÄoöOÖuüUÜsßeéèßstnrSTNR  --.,/&„“'0123479zZ\u0301\u00ad·•\u200b")

func randomGerman(r *rand.Rand) string {
	s := make([]rune, r.IntN(12))
	for i := range s {
		s[i] = germanLetters[r.IntN(len(germanLetters))]
	}
	return string(s)
}

// vary changes a text a little, so that the two differ late or in accents only.
func vary(r *rand.Rand, s string) string {
	runes := []rune(s)
	if len(runes) == 0 || r.IntN(3) == 0 {
		return s + randomGerman(r)
	}
	i := r.IntN(len(runes))
	swap := map[rune]rune{'a': 'ä', 'ä': 'a', 'o': 'ö', 'ö': 'o', 'u': 'ü', 'ü': 'u', 'e': 'é', 'é': 'e', 's': 'S', 't': 'T'}
	if to, ok := swap[runes[i]]; ok {
		runes[i] = to
	} else {
		runes = slices.Delete(runes, i, i+1)
	}
	return string(runes)
}

// What cannot be compared as text has keys that sort as the values do, apart from what is missing.
func TestKeysSortAsValues(t *testing.T) {
	early, late := content.Date("2023-12-31"), content.Date("2024-01-01")
	a := list.Keys(&network.Agreement{Status: "NEGOTIATING", SignedOn: &early})
	b := list.Keys(&network.Agreement{Status: "ENDED", SignedOn: &late})
	if !(a["all"]["SIGNED_ON"] < b["all"]["SIGNED_ON"]) || !(a["all"]["STATUS"] < b["all"]["STATUS"]) {
		t.Error("a date or an enum does not sort by value")
	}
	if a["none"]["SIGNED_ON"] != "0" || a["none"]["VALID_FROM"] != "1" {
		t.Error("what is missing is not marked")
	}
}
