package content_test

import (
	"testing"

	"partnernetz/content"
)

// revise saves a page as the next revision.
func revise(before *content.Page, change func(*content.Page)) *content.Page {
	after := page()
	var was content.Entry
	if before != nil {
		after, was = content.Clone(before), before
	}
	change(after)
	after.Revision++
	content.PinTranslations(was, after)
	return after
}

func titles(de, en string) func(*content.Page) {
	return func(p *content.Page) { p.Titles = content.Text{content.DE: de, content.EN: en} }
}

func TestPinTranslations(t *testing.T) {
	for name, tt := range map[string]struct {
		changes []func(*content.Page)
		stale   bool
		from    int // the revision that it is noted to be made from
	}{
		"new":                          {[]func(*content.Page){titles("A", "A")}, false, 1},
		"German changed":               {[]func(*content.Page){titles("A", "A"), titles("B", "A")}, true, 1},
		"German changed and back":      {[]func(*content.Page){titles("A", "A"), titles("B", "A"), titles("A", "A")}, false, 1},
		"English changed":              {[]func(*content.Page){titles("A", "A"), titles("A", "B")}, false, 2},
		"both changed":                 {[]func(*content.Page){titles("A", "A"), titles("B", "B")}, false, 2},
		"German, then English changed": {[]func(*content.Page){titles("A", "A"), titles("B", "A"), titles("B", "B")}, false, 3},
		"added later":                  {[]func(*content.Page){titles("A", ""), titles("B", ""), titles("B", "B")}, false, 3},
		"blocks moved": {[]func(*content.Page){func(p *content.Page) {
			p.Parts = []content.StoredBlock{{Texts: content.Text{content.DE: "1", content.EN: "1"}}, {Texts: german("2")}}
		}, func(p *content.Page) { p.Parts = []content.StoredBlock{p.Parts[1], p.Parts[0]} }}, false, 1},
		"a German block on top": {[]func(*content.Page){func(p *content.Page) {
			p.Parts = []content.StoredBlock{{Texts: content.Text{content.DE: "1", content.EN: "1"}}}
		}, func(p *content.Page) { p.Parts = append([]content.StoredBlock{{Texts: german("0")}}, p.Parts...) }}, true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var p *content.Page
			for _, change := range tt.changes {
				p = revise(p, change)
			}
			if got := content.Stale(p, content.EN); got != tt.stale || p.Sources[content.EN].Revision != tt.from {
				t.Errorf("stale: %v, made from %+v", got, p.Sources[content.EN])
			}
			if content.Stale(p, content.DE) || content.Stale(p, content.DESimple) {
				t.Error("German, or a language that is not there, is stale")
			}
		})
	}
	if p := revise(revise(nil, titles("A", "A")), titles("A", "")); len(p.Sources) != 1 || p.Sources[content.DE].Revision != 1 {
		t.Errorf("a language that is gone is made from %v", p.Sources)
	}
}

// What was written before anything was noted is stale as soon as the German changes.
func TestPinTranslationsOfOld(t *testing.T) {
	old := revise(nil, titles("A", "A"))
	old.Sources = nil
	if p := revise(old, titles("B", "A")); !content.Stale(p, content.EN) || p.Sources[content.EN].Revision != 1 {
		t.Errorf("it is made from %+v", p.Sources)
	}
}
