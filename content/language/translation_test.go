package language_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
)

// revise saves a page as the next revision.
func revise(before *network.Page, change func(*network.Page)) *network.Page {
	after := page()
	var was content.Entry
	if before != nil {
		after, was = content.Clone(before), before
	}
	change(after)
	after.Revision++
	language.PinTranslations(was, after)
	return after
}

func titles(de, en string) func(*network.Page) {
	return func(p *network.Page) { p.Titles = content.Text{content.DE: de, content.EN: en} }
}

// blocks are the paragraphs that a page is given, each in German and in English.
func blocks(paragraphs ...string) func(*network.Page) {
	return func(p *network.Page) {
		p.Parts = nil
		for _, words := range paragraphs {
			p.Parts = append(p.Parts, network.StoredBlock{Texts: languages(words)})
		}
	}
}

func TestPinTranslations(t *testing.T) {
	for name, tt := range map[string]struct {
		changes []func(*network.Page)
		stale   bool
		from    int // the revision that it is noted to be made from
	}{
		"new":                          {[]func(*network.Page){titles("A", "A")}, false, 1},
		"German changed":               {[]func(*network.Page){titles("A", "A"), titles("B", "A")}, true, 1},
		"German changed and back":      {[]func(*network.Page){titles("A", "A"), titles("B", "A"), titles("A", "A")}, false, 1},
		"English changed":              {[]func(*network.Page){titles("A", "A"), titles("A", "B")}, false, 2},
		"both changed":                 {[]func(*network.Page){titles("A", "A"), titles("B", "B")}, false, 2},
		"German, then English changed": {[]func(*network.Page){titles("A", "A"), titles("B", "A"), titles("B", "B")}, false, 3},
		"added later":                  {[]func(*network.Page){titles("A", ""), titles("B", ""), titles("B", "B")}, false, 3},
		"blocks moved": {[]func(*network.Page){func(p *network.Page) {
			p.Parts = []network.StoredBlock{{Texts: content.Text{content.DE: "1", content.EN: "1"}}, {Texts: german("2")}}
		}, func(p *network.Page) { p.Parts = []network.StoredBlock{p.Parts[1], p.Parts[0]} }}, false, 1},
		"a German block on top": {[]func(*network.Page){func(p *network.Page) {
			p.Parts = []network.StoredBlock{{Texts: content.Text{content.DE: "1", content.EN: "1"}}}
		}, func(p *network.Page) { p.Parts = append([]network.StoredBlock{{Texts: german("0")}}, p.Parts...) }}, true, 1},
		"a block gone": {[]func(*network.Page){blocks("1|1 en", "2|2 en"), blocks("1|1 en")}, false, 1},
		"a block gone, after German changed": {[]func(*network.Page){blocks("1|1 en", "2|2 en"), blocks("1 neu|1 en", "2|2 en"),
			blocks("1 neu|1 en")}, true, 1},
		"a block gone, and German changed":      {[]func(*network.Page){blocks("1|1 en", "2|2 en"), blocks("1 neu|1 en")}, true, 1},
		"a German block gone, after it changed": {[]func(*network.Page){blocks("1|1 en", "2"), blocks("1|1 en", "2 neu"), blocks("1|1 en")}, true, 1},
		"English of a block gone, after German changed": {[]func(*network.Page){blocks("1|1 en", "2|2 en"), blocks("1 neu|1 en", "2|2 en"),
			blocks("1 neu|1 en", "2")}, true, 1},
		"a block gone, and another one touched": {[]func(*network.Page){blocks("1|1 en", "2|2 en"), blocks("1 neu|1 en", "2|2 en"),
			blocks("1 neu|1 new")}, false, 3},
		"one of two alike gone, after German changed": {[]func(*network.Page){blocks("1|x", "2|x"), blocks("1 neu|x", "2|x"), blocks("1 neu|x")}, true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var p *network.Page
			for _, change := range tt.changes {
				p = revise(p, change)
			}
			if got := language.Stale(p, content.EN); got != tt.stale || p.Sources[content.EN].Revision != tt.from {
				t.Errorf("stale: %v, made from %+v", got, p.Sources[content.EN])
			}
			if language.Stale(p, content.DE) || language.Stale(p, content.DESimple) {
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
	if p := revise(old, titles("B", "A")); !language.Stale(p, content.EN) || p.Sources[content.EN].Revision != 1 {
		t.Errorf("it is made from %+v", p.Sources)
	}
}

// A block that is gone with the German makes what is left of the English stale in public as little as among the drafts.
func TestMergeWithABlockGone(t *testing.T) {
	for name, tt := range map[string]struct {
		named []string
		stale bool
	}{
		"gone":                        {[]string{"1|1 en"}, false},
		"gone, and another changed":   {[]string{"1 neu|1 en"}, true},
		"gone, and another put there": {[]string{"1|1 en", "3"}, true},
	} {
		public := revise(nil, identified("1|1 en", "2|2 en"))
		named := revise(public, identified(tt.named...))
		merged := language.Merge(public, named, []content.Locale{content.DE})
		if got := language.Stale(merged, content.EN); got != tt.stale {
			t.Errorf("%s: stale is %v", name, got)
		}
	}
}

// identified are blocks with ids, by which their texts are known again.
func identified(paragraphs ...string) func(*network.Page) {
	return func(p *network.Page) {
		blocks(paragraphs...)(p)
		for i := range p.Parts {
			p.Parts[i].ID = p.Parts[i].Texts[content.DE][:1]
		}
	}
}

// In a proper name there is nothing to translate.
func TestNamesAreNotTranslated(t *testing.T) {
	p := &network.Partner{Names: content.Text{content.DE: "Stadt Köln"}}
	if todo := language.ToTranslate(p); len(todo) != 0 {
		t.Errorf("of a name alone there is %v", todo[0].Statuses)
	}
	p = &network.Partner{Names: p.Names, Descriptions: content.Text{content.DE: "Eine Stadt."}}
	if todo := language.ToTranslate(p); len(todo) != 2 || todo[0].Statuses[0] != language.TranslationMissing {
		t.Errorf("of a name and a description there is %v", todo)
	}
}
