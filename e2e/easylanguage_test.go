package e2e_test

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"partnernetz/testkit"
	"testing"

	"github.com/chromedp/chromedp"
)

// startPage is what a website shows of the start page, with the language of each text.
type startPage struct {
	Title, LanguageTag, Lead, LeadLanguageTag string
	Seo                                       struct{ Title string }
	Blocks                                    []struct {
		Typename string `json:"__typename"`
		Text     struct {
			HTML        template.HTML
			LanguageTag string
		}
		Heading, HeadingLanguageTag, Label, LabelLanguageTag, Value, Source, SourceLanguageTag, Href string
		Partners, Events                                                                             []struct{ Name, LanguageTag string }
	}
}

const askForStartPage = `query @view(locale: DE_SIMPLE, fallback: false) { page(path: "/") { title languageTag lead leadLanguageTag seo { title } blocks { __typename
	... on TextBlock { text { html languageTag } }
	... on PartnerListBlock { heading headingLanguageTag partners { name languageTag } }
	... on EventListBlock { heading headingLanguageTag events { name: title languageTag } }
	... on FigureBlock { label labelLanguageTag value source sourceLanguageTag }
	... on CallToActionBlock { label labelLanguageTag href } } } }`

var website = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="{{.LanguageTag}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Seo.Title}}</title>
<style>body { font: 1.125rem/1.6 sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word }</style></head>
<body><main><h1>{{.Title}}</h1><p lang="{{.LeadLanguageTag}}">{{.Lead}}</p>
{{range .Blocks}}{{with .Text.HTML}}<div>{{.}}</div>{{end}}{{with .Heading}}<h2>{{.}}</h2>{{end}}
{{with .Partners}}<ul>{{range .}}<li lang="{{.LanguageTag}}">{{.Name}}</li>{{end}}</ul>{{end}}
{{with .Events}}<ul>{{range .}}<li lang="{{.LanguageTag}}">{{.Name}}</li>{{end}}</ul>{{end}}
{{if .Value}}<p lang="{{.LabelLanguageTag}}">{{.Label}}: <strong>{{.Value}}</strong></p><p lang="{{.SourceLanguageTag}}">{{.Source}}</p>
{{else if .Label}}<p lang="{{.LabelLanguageTag}}"><a href="{{.Href}}">{{.Label}}</a></p>{{end}}{{end}}</main></body></html>`))

// sentencesInOneLine finds the lines that have more than one sentence: a line ends with an element or a <br>.
const sentencesInOneLine = `[...document.querySelectorAll('main p, main li, main h1, main h2, main h3')].flatMap(e => e.innerText.split('\n')).filter(l => /[.!?] +[A-ZÄÖÜ]/.test(l))`

// TestEasyLanguage shows the start page in Leichte Sprache as a website does, on a phone and on a desk: with one sentence on a
// line, with nothing in German, with true numbers, and without barriers that axe knows of.
func TestEasyLanguage(t *testing.T) {
	axe, err := os.ReadFile("../clients/node_modules/axe-core/axe.min.js")
	if err != nil {
		testkit.Lack(t, "npm ci was not run in clients, so nobody looked for barriers")
	}
	p := serve(t, data(t))
	page := must(ask[startPage](p.as(""), askForStartPage, nil))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := website.Execute(w, page); err != nil {
			t.Error(err)
		}
	}))
	defer site.Close()
	for _, width := range []int64{320, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			visit(t, site.URL, "/start", func(ctx context.Context, t *testing.T) {
				do(ctx, t, chromedp.EmulateViewport(width, 900))
				await(ctx, t, `document.documentElement.lang === 'de-simple' && document.querySelector('main:lang(de)')`)
				await(ctx, t, shows("p", "So viele Partner machen mit: 39"))
				var found []string
				do(ctx, t, chromedp.Evaluate(sentencesInOneLine, &found))
				if len(found) > 0 {
					t.Errorf("more than one sentence on a line: %q", found)
				}
				var wide int64
				do(ctx, t, chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
				if wide > width {
					t.Errorf("the page is %d pixels wide", wide)
				}
				do(ctx, t, chromedp.Evaluate(string(axe)+`; axe.run().then(r => { window.barriers = r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ')) }); true`, nil))
				await(ctx, t, `window.barriers`)
				do(ctx, t, chromedp.Evaluate(`window.barriers`, &found))
				if len(found) > 0 {
					t.Errorf("axe found %q", found)
				}
				screenshot(ctx, t, fmt.Sprint("easy-", width))
			})
		})
	}
}
