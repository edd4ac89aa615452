package richtext_test

import (
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
)

// Whatever is written, it takes no longer to read than an answer may take. On a quiet machine each takes less than a second.
func TestNoTextTakesForEver(t *testing.T) {
	const size = 64 << 10
	texts := map[string]string{
		"nested emphasis": strings.Repeat("*", 10_000) + "a" + strings.Repeat("*", 10_000),
		"nested brackets": strings.Repeat("[", 10_000) + "a" + strings.Repeat("](b)", 10_000),
		"rows":            "|a|b|\n|-|-|\n" + strings.Repeat("|a|b|\n", size/6),
		"deep lists":      deepLists(),
		"long":            strings.Repeat("Wort ", 1<<20),
	}
	for _, unit := range []string{">", "> ", "*a_ ", "[](", "[a](b) ", "# a\n", "1. ", "`a ", "<a@b", "[a]: b\n[a]", "&amp;", "{{partnerCount}}", "![", "\\"} {
		texts[unit] = strings.Repeat(unit, size/len(unit))
	}
	for name, source := range texts {
		start := time.Now()
		r := richtext.Render(source, richtext.Known{})
		h := r.HTML()
		r.Nodes()
		if took := time.Since(start); took > 8*time.Second || h == "" {
			t.Errorf("%s takes %s and gives %d bytes", name, took, len(h))
		}
	}
}

func deepLists() string {
	var b strings.Builder
	for i := range 250 {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.String()
}

// A text that would take long is refused when it is written, and shown as it is where it is there; one that people write is not.
func TestCostlyTexts(t *testing.T) {
	list := strings.Repeat("- [Ein Partner](entry:par_aaaaaaaaaaaaaaaaaaaaaaaaaa) seit *2012*\n", 900)
	for _, tt := range []struct {
		name, source string
		refused      bool
	}{
		{"a long list of links", list, false},
		{"a long passage", strings.Repeat("Ein Satz, der etwas sagt. ", 3_000), false},
		{"too long", strings.Repeat("a", 100_001), true},
		{"too long, with fences", strings.Repeat("~~~~\n# a\n", 12_000), true},
		{"quotes in quotes", strings.Repeat("> ", 32_000), true},
		{"brackets", strings.Repeat("[](", 20_000), true},
	} {
		p := &network.Page{Path: "/a", Titles: content.Text{content.DE: "A"}}
		p.Parts = []network.StoredBlock{{Type: network.BlockText, Texts: content.Text{content.DE: tt.source}}}
		problems := p.Validate()
		if refused := len(problems) == 1 && problems[0].Path == "blocks.0.text" && problems[0].Code == content.BadInput; refused != tt.refused {
			t.Errorf("%s: %v", tt.name, problems)
		}
		if h := richtext.Render(tt.source, richtext.Known{}).HTML(); strings.HasPrefix(h, "<pre><code>") != tt.refused {
			t.Errorf("%s is shown as %.60s", tt.name, h)
		} else if tt.refused && strings.Count(h, "<") != strings.Count("<pre><code></code></pre>", "<") {
			t.Errorf("%s is not shown as it is: %.200s", tt.name, h)
		}
	}
}

func TestReadingTime(t *testing.T) {
	for words, want := range map[int]int{0: 1, 1: 1, 179: 1, 180: 2, 1790: 10} {
		r := richtext.Render(strings.Repeat("**Wort** ", words), richtext.Known{})
		if got := r.ReadingTimeMinutes(); got != want {
			t.Errorf("%d words take %d minutes, want %d", words, got, want)
		}
	}
}
