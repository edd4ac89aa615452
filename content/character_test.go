package content_test

import (
	"testing"

	"partnernetz/content"
)

// What shows nothing is nothing; what shows anything is something, be it a sign that stands ahead of others.
func TestBlank(t *testing.T) {
	for _, s := range []string{"", " ", "\u00a0", "\u200b", "\t\r\n", "\u2028", "\u3000", "\ufeff", "\u200e\u2060", "\u00ad", "\u034f", "\u3164", "\ufe0f", "\U000e0020", "\u202e", " \u00a0\u200b "} {
		if !content.Blank(s) {
			t.Errorf("%+q shows nothing", s)
		}
	}
	for _, s := range []string{"a", " . ", "\u200bä", "\u0600", "\u0000", "🇪🇺", "-"} {
		if content.Blank(s) {
			t.Errorf("%+q shows something", s)
		}
	}
}

// Characters that do what nobody sees are refused, and breaks where there is one line.
func TestCharacters(t *testing.T) {
	for _, test := range []struct {
		text        string
		line, lines bool // whether they are let through
	}{
		{"Straße für „alle“ 😀 \u00a0Inter\u00adkulturell \u200d\u200e", true, true},
		{"", true, true},
		{"a\nb", false, true}, {"a\r\nb", false, true}, {"a\tb", false, true},
		{"a\u2028b", false, true}, {"a\u2029b", false, true},
		{"a\u0000b", false, false}, {"a\u0007", false, false}, {"\u001b[31m", false, false}, {"a\u007f", false, false}, {"a\u0085b", false, false}, {"a\u009bb", false, false},
		{"a\u202ab", false, false}, {"a\u202eb", false, false}, {"a\u2066b", false, false}, {"a\u2069b", false, false},
	} {
		for several, want := range map[bool]bool{false: test.line, true: test.lines} {
			for _, l := range content.Locales() {
				var c content.Validator
				text := content.Text{content.DE: "x", l: test.text}
				if several {
					c.Text("t", text, false)
				} else {
					c.Heading("t", text, false)
				}
				if test.text == "" && l == content.DE {
					continue
				}
				if (len(c.Problems) == 0) != want || len(c.Problems) > 0 && (c.Problems[0].Path != "t" || c.Problems[0].Code != content.BadInput || c.Problems[0].DE == "" || c.Problems[0].EN == "") {
					t.Errorf("%+q in %s, several lines: %t: %v", test.text, l, several, c.Problems)
				}
			}
		}
		var c content.Validator
		if c.Line("t", test.text); (len(c.Problems) == 0) != test.line {
			t.Errorf("%+q: %v", test.text, c.Problems)
		}
	}
}
