package richtext_test

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"partnernetz/content/richtext"
)

var attacks = []string{
	`<script>alert(1)</script>`, `<ScRiPt src=//evil.example/x.js></sCrIpT>`, `<scr<script>ipt>alert(1)</script>`, `text <script`, `<script/x>a`,
	`<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<body onload=alert(1)>`, `<a href="#" onclick="alert(1)">x</a>`,
	`<iframe src="https://evil.example"></iframe>`, `<object data=x></object>`, `<embed src=x>`, `<form action=x><input name=p></form>`, `<style>*{}</style>`,
	`<link rel=stylesheet href=//evil.example>`, `<meta http-equiv=refresh content="0;url=//evil.example">`, `<base href=//evil.example/>`, `<math><mi xlink:href="javascript:alert(1)">x`,
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](java&#115;cript:alert(1))`, "[x](java\tscript:alert(1))", `[x](&#x6A;avascript:alert(1))`, `[x](javascript&colon;alert(1))`,
	`[x](vbscript:x)`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `![x](data:image/svg+xml,<svg onload=alert(1)>)`, `![x](javascript:alert(1))`, `<javascript:alert(1)>`,
	`[x](<javascript:alert(1)>)`, "[x][1]\n\n[1]: javascript:alert(1)", `[x](https://a.example "\" onmouseover=alert(1) x=\"")`, `![" onerror=alert(1) x="](https://a.example/x.png)`,
	"`<script>alert(1)</script>`", "```html\n<script>alert(1)</script>\n```", "```\" onclick=alert(1) x=\"\nx\n```", "    <script>alert(1)</script>", `<!-- --><script>alert(1)</script>`,
	`<details open ontoggle=alert(1)>x</details>`, `<p style="background:url(javascript:alert(1))">x</p>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, "<a\x00 href=javascript:alert(1)>x</a>",
	`&lt;script&gt;alert(1)&lt;/script&gt;`, "\u2028<script>alert(1)</script>", `<https://a.example/"onmouseover="alert(1)>`, `[x](\\evil.example)`, `[x](  javascript:alert(1))`, `[x](file:///etc/passwd)`,
}

func TestRichTextAttacks(t *testing.T) {
	for _, source := range attacks {
		checkHarmless(t, source)
		checkHarmless(t, "- "+source+"\n\n> "+source+"\n\n# "+source+"\n\n*"+source+"*")
	}
}

// FuzzRichText looks for Markdown whose HTML could do anything but be read.
func FuzzRichText(f *testing.F) {
	for _, a := range attacks {
		f.Add(a)
	}
	f.Fuzz(func(t *testing.T, source string) { checkHarmless(t, source) })
}

var (
	tag       = regexp.MustCompile(`<(/?)([^\s/>]*)([^>]*)>`)
	attribute = regexp.MustCompile(`([^\s"=]+)="([^"]*)"`)
	elements  = strings.Fields("p h1 h2 h3 h4 h5 h6 ul ol li strong em a img blockquote code pre br hr table thead tbody tr th td")
)

// checkHarmless knows what may come out, rather than what may not.
func checkHarmless(t *testing.T, source string) {
	t.Helper()
	out := richtext.Render(source, richtext.Known{}).HTML()
	rest := out
	for _, m := range tag.FindAllStringSubmatch(out, -1) {
		rest = strings.Replace(rest, m[0], "", 1)
		if !slices.Contains(elements, m[2]) {
			t.Errorf("%q gives the element %s: %s", source, m[2], out)
		}
		for _, a := range attribute.FindAllStringSubmatch(m[3], -1) {
			checkAttribute(t, source, a[1], html.UnescapeString(a[2]))
		}
		if left := strings.Trim(attribute.ReplaceAllString(m[3], ""), " /"); left != "" {
			t.Errorf("%q gives a tag with %q: %s", source, left, out)
		}
	}
	if strings.ContainsAny(rest, "<>") {
		t.Errorf("%q leaves an open tag: %s", source, out)
	}
	checkForms(t, source)
}

// checkForms knows that the tree and the list of links lead nowhere else, and that the tree shows what the text does.
func checkForms(t *testing.T, source string) {
	t.Helper()
	r := richtext.Render(source, richtext.Known{})
	text, shown := r.Text(), ""
	for _, n := range r.Nodes() {
		if n.Number != nil {
			shown += strconv.Itoa(*n.Number)
		}
		if n.Text != nil {
			shown += *n.Text
		}
		if n.Href != nil {
			checkAttribute(t, source, "href", *n.Href)
		}
	}
	if words(shown) != words(text) {
		t.Errorf("%q: the tree shows %q, the text %q", source, shown, text)
	}
	for _, l := range r.Links() {
		if l.Path != nil {
			checkAttribute(t, source, "href", *l.Path)
		}
	}
}

// words leaves out what separates words, which the forms have in different places, and what stands behind numbers.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == ')' || !unicode.IsPrint(r) }), "")
}

func checkAttribute(t *testing.T, source, name, value string) {
	t.Helper()
	switch name {
	case "href", "src":
		u, err := url.Parse(strings.TrimSpace(value))
		if err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, strings.ToLower(u.Scheme)) {
			t.Errorf("%q gives the address %q", source, value)
		}
	case "id":
		if !strings.HasPrefix(value, "h-") || strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%q gives the id %q", source, value)
		}
	case "alt", "title", "rel", "start", "value":
	default:
		t.Errorf("%q gives the attribute %s", source, name)
	}
}

// What editors do write must still come out.
func TestRichTextForms(t *testing.T) {
	r := richtext.Render("## Ziele & Wege\n\nDas ist **wichtig**, siehe [Netz](/netzwerk) oder <https://nrw.de>.\n\n- eins\n- zwei < drei\n\n1. a\n", richtext.Known{})
	h := r.HTML()
	for _, want := range []string{`<h2 id="h-ziele-wege">Ziele &amp; Wege</h2>`, "<strong>wichtig</strong>", `<a href="/netzwerk"`, `<a href="https://nrw.de"`, "<li>eins</li>", "<ol>"} {
		if !strings.Contains(h, want) {
			t.Errorf("there is no %s in %s", want, h)
		}
	}
	if text, want := r.Text(), "Ziele & Wege\nDas ist wichtig, siehe Netz oder https://nrw.de.\n\neins\nzwei < drei\n\n\n1. a"; text != want {
		t.Errorf("the text is %q, want %q", text, want)
	}
}
