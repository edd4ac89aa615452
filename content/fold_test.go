package content_test

import (
	"strings"
	"testing"
	"unicode"

	"partnernetz/content"
)

func TestFold(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Öffnung", "oeffnung"}, {"ÄRZTE", "aerzte"}, {"Müller", "mueller"}, {"Mueller", "mueller"},
		{"O\u0308ffnung", "oeffnung"}, // umlaut in two characters
		{"Straße", "strasse"}, {"STRASSE", "strasse"}, {"STRAẞE", "strasse"},
		{"Café Çelik", "cafe celik"}, {"IT 4.0", "it 4.0"}, {"", ""}, {"„Vielfalt“", "„vielfalt“"},
		{"Łódź", "lodz"}, {"IŞIK Işık ışık", "isik isik isik"}, {"İzmir I\u0307zmir", "izmir izmir"}, {"Sørensen", "soerensen"},
		{"Ǽ Ǿ ǖ", "ae oe u"}, {"ΣΊΣΥΦΟΣ", "σισυφοσ"}, {"Σίσυφος", "σισυφοσ"}, {"ﬁnden", "finden"}, {"m²", "m2"},
		{"Ver\u00adein\u200bba\u2060rung", "vereinbarung"}, {"Auf\u200clage", "auflage"}, {"کتاب\u200cها", "کتابها"}, {"´ ¨ ™", "´ ¨ ™"},
		{"Bundes·tag", "bundestag"}, {"Cafe\u0301·haus", "cafehaus"}, {"Bundes\u00ad·\u200btag", "bundestag"},
		{"3·4", "3·4"}, {"Köln • Bonn", "koeln • bonn"}, {"•Punkt", "•punkt"}, {"Rhein-Sieg", "rhein-sieg"}, {"a··b", "a··b"},
	}
	for _, tt := range tests {
		if got := content.Fold(tt.text); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFoldPart(t *testing.T) {
	for part, want := range map[string]string{"": "", "Bundes·": "bundes", "Bundes·\u00ad": "bundes", "Bundes ·": "bundes ·", "·": "·", "3·": "3·", "Bundes·l": "bundesl"} {
		if got := content.FoldPart(part); got != want {
			t.Errorf("%q is looked for as %q, want %q", part, got, want)
		}
	}
}

// Each of the dots joins a word, wherever the letters around it come from.
func TestJoined(t *testing.T) {
	for _, dot := range "\u00b7\u2027\u2022\u22c5\u2219\u30fb\u0387" {
		for text, want := range map[string]string{"Bundes%tag": "Bundestag", "Ge%bär%den%spra%che": "Gebärdensprache", "ö%ä": "öä", "12%30": "12%30", "% a": "% a", "a%": "a%", "A% B": "A% B"} {
			text, want = strings.ReplaceAll(text, "%", string(dot)), strings.ReplaceAll(want, "%", string(dot))
			if got := content.Joined(text); got != want {
				t.Errorf("%q (%U) is joined to %q, want %q", text, dot, got, want)
			}
		}
	}
	if text := "Rhein-Sieg-Kreis, „so“ – ja"; content.Joined(text) != text {
		t.Errorf("%q became %q", text, content.Joined(text))
	}
}

func TestBehindDots(t *testing.T) {
	for text, want := range map[string]string{
		"Das Bundes·land": "Das Bundes·|land", "Ge\u2022bär\u00ad\u2027\u200bden": "Ge\u2022|bär\u00ad\u2027|\u200bden",
		"3·4 • Mai·": "3·4 • Mai·", "Ver\u00adein": "Ver\u00adein", "": "",
	} {
		if got := content.BehindDots(text, "|"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// Every Latin letter that names are written with becomes one of a to z, or goes because it is a mark.
func TestFoldsEveryLatinLetter(t *testing.T) {
	others := "ƻƖƜǀǁǂǃƄƅƧƨƼƽƾƿǷȜȝɁɂƩ"
	for r := rune(0x80); r < 0x250; r++ {
		folded := content.Fold(string(r))
		if !unicode.Is(unicode.Latin, r) || strings.ContainsRune(others, r) {
			continue
		}
		if strings.Trim(folded, "abcdefghijklmnopqrstuvwxyz") != "" || folded == "" {
			t.Errorf("%c (%U) becomes %q", r, r, folded)
		}
	}
}

// Folding twice is folding once, and takes no letter of the alphabet and no digit.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Bundes·tag", "İŞIK ŀa·b Ǽﬁ²", "a\u00ad·\u200bb··c", "\xff·\xff", "ʼ·a\u0345\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		once := content.Fold(s)
		if again := content.Fold(once); again != once {
			t.Errorf("%q becomes %q, and that %q", s, once, again)
		}
		plain := func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}
		for _, r := range strings.Map(plain, s) {
			if strings.Count(once, string(r)) < strings.Count(s, string(r)) {
				t.Errorf("%q loses %c in %q", s, r, once)
			}
		}
	})
}
