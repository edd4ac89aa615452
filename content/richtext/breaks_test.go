package richtext_test

import (
	"strings"
	"testing"

	"partnernetz/content/richtext"
)

// Words may be broken behind their dots where they are shown, and nowhere else.
func TestBreaks(t *testing.T) {
	for source, want := range map[string]string{
		"Das Bundes·land **Nordrhein·Westfalen**.": "<p>Das Bundes·<wbr>land <strong>Nordrhein·<wbr>Westfalen</strong>.</p>",
		"Bundes\u2022land, Bundes\u2027land, 3·4":  "<p>Bundes\u2022<wbr>land, Bundes\u2027<wbr>land, 3·4</p>",
		"## Bundes·land": `<h2 id="h-bundesland">Bundes·<wbr>land</h2>`,
		"`Bundes·land` und\n\n~~~\nBundes·land\n~~~": "<p><code>Bundes·land</code> und</p>\n<pre><code>Bundes·land\n</code></pre>",
		"[Das Bundes·land](/bundes·land)":            `<p><a href="/bundes%C2%B7land">Das Bundes·<wbr>land</a></p>`,
		"<https://example.org/bundes·land>":          `<p><a href="https://example.org/bundes%C2%B7land">https://example.org/bundes·land</a></p>`,
		"<a·b@example.org> &lt;x·y&gt; 1 &lt; 2":     "<p>&lt;a·b@example.org&gt; &lt;x·<wbr>y&gt; 1 &lt; 2</p>",
	} {
		rendered := richtext.Render(source, richtext.Known{})
		if got := rendered.HTMLWithBreaks(); got != want {
			t.Errorf("%q becomes %s, want %s", source, got, want)
		}
		if got := rendered.HTML(); got != strings.ReplaceAll(want, "<wbr>", "") {
			t.Errorf("without breaks %q becomes %s", source, got)
		}
	}
}
