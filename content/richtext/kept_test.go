package richtext_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
	"partnernetz/testkit/must"
)

// A text that shows numbers and entries is parsed once with what it shows, and anew when that has changed.
func TestTextsAreKeptWithWhatTheyShow(t *testing.T) {
	shown := &network.Page{Meta: content.Meta{ID: content.NewID(content.Pages)}, Path: "/a", Titles: content.Text{content.DE: "A"}}
	p := &network.Partner{Descriptions: content.Text{content.DE: strings.Repeat("{{partnerCount}} wie [hier](entry:"+shown.ID+") **und** dort.\n\n", 20)}}
	render := func(partners int) string {
		t.Helper()
		known := richtext.Known{Targets: map[string]content.Entry{shown.ID: shown}, Counts: map[content.Kind]int{content.Partners: partners}}
		r, err := p.Description().Render(known.For)
		must.Succeed(t, err)
		if to := r.Links()[0]; to.Target != content.Node(shown) || *to.Path != shown.Path {
			t.Errorf("the link leads to %+v", to)
		}
		return r.HTML()
	}
	content.Bind(content.PublicView(), []*network.Partner{p})
	content.Bind(content.PublicView(), []*network.Page{shown})
	unkept := testing.AllocsPerRun(10, func() { render(1) })
	content.Keep(p)
	first := render(1)
	if kept := testing.AllocsPerRun(10, func() { render(1) }); kept > unkept/5 {
		t.Errorf("a kept text takes %.0f allocations, one that is not %.0f", kept, unkept)
	}
	if again := render(1); again != first || !strings.Contains(first, "1 wie") || !strings.Contains(first, `href="/a"`) {
		t.Errorf("it shows %.80s, and then %.80s", first, again)
	}
	shown.Path = "/b"
	if moved := render(1); !strings.Contains(moved, `href="/b"`) {
		t.Errorf("after its target has moved it shows %.80s", moved)
	}
	if more := render(2); !strings.Contains(more, "2 wie") {
		t.Errorf("after the number has changed it shows %.80s", more)
	}
}

// The same words are read anew in Leichte Sprache, where lines stay lines.
func TestTextsAreKeptByLanguage(t *testing.T) {
	const source = "Das ist ein Satz.\nDas ist noch einer."
	p := &network.Partner{Descriptions: content.Text{content.DE: source, content.DESimple: source}}
	content.Keep(p)
	for _, l := range []content.Locale{content.DE, content.DESimple, content.DE} {
		content.Bind(content.View{Stage: content.Published, Locale: l, Fallback: true}, []*network.Partner{p})
		r, err := p.Description().Render(richtext.Known{}.For)
		must.Succeed(t, err)
		if breaks := strings.Contains(r.HTML(), "<br"); breaks != (l == content.DESimple) {
			t.Errorf("in %s it is %s", l, r.HTML())
		}
	}
}
