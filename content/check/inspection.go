package check

import (
	"partnernetz/content"
	"partnernetz/content/richtext"
	"regexp"
	"strings"
)

// Inspection looks at an entry for what a reader would stumble over. It is made first, says what it has to know, and then finds.
type Inspection struct {
	entry     content.Entry
	texts     []inspectedText
	addresses []statement                        // that links lead to; without a language if it is one for all
	words     []statement                        // of links
	images    []statement                        // the ids of those that are shown
	anchors   map[content.Locale]map[string]bool // see anchorsIn
	targets   map[content.Entry]*Inspection      // those that were looked into
	world     World
	findings  []*Finding
}

// inspectedText is a localised text of an entry.
type inspectedText struct {
	field    string
	text     content.Text
	heading  bool                                   // whether it stands above a part of a page
	within   bool                                   // whether it stands below a heading of its own
	headings map[content.Locale][]*richtext.Heading // in Markdown
}

// statement is what a field says, in a language.
type statement struct {
	field  string
	locale content.Locale
	value  string
}

// Inspect takes the texts of an entry apart.
func Inspect(e content.Entry) *Inspection {
	in := &Inspection{entry: e, targets: map[content.Entry]*Inspection{}, anchors: map[content.Locale]map[string]bool{}}
	for _, l := range content.Leaves(e) {
		if l.Locale == "" {
			continue
		}
		field := strings.TrimSuffix(l.Path, "."+string(l.Locale))
		if n := len(in.texts); n == 0 || in.texts[n-1].field != field {
			in.texts = append(in.texts, inspectedText{field: field, text: content.Text{}, headings: map[content.Locale][]*richtext.Heading{}})
		}
		t := &in.texts[len(in.texts)-1]
		t.text[l.Locale] = l.Value
		if IsMarkdown(field) {
			t.headings[l.Locale] = in.read(statement{field, l.Locale, l.Value})
		}
	}
	if p, paged := e.(content.Paged); paged {
		above, within := p.Sections()
		for i, t := range in.texts {
			in.texts[i].heading, in.texts[i].within = above[t.field], within[t.field]
		}
	}
	if b, has := e.(content.Buttoned); has {
		for _, button := range b.Buttons() {
			in.button(button)
		}
	}
	if s, has := e.(content.Illustrated); has {
		for _, image := range s.Images() {
			if image.MediaID != "" {
				in.images = append(in.images, statement{image.Field, "", image.MediaID})
			}
		}
	}
	return in
}

// button takes a link that is none of a text.
func (in *Inspection) button(b content.Button) {
	if b.URL != "" {
		in.addresses = append(in.addresses, statement{b.Field + ".url", "", b.URL})
	}
	for _, l := range b.Words.Locales() {
		in.words = append(in.words, statement{b.Field + ".label", l, b.Words[l]})
	}
}

var markdownFields = regexp.MustCompile(`^(description|goals|clauses\.\d+\.text|shortReport|challenge|approach|result|transfer|mission|parts\.\d+\.text|summary|outlook|entries\.\d+\.summary|accessibility\.barriers|blocks\.\d+\.(items\.\d+\.)?text)$`)

// IsMarkdown reports whether a localised field of an entry is Markdown.
func IsMarkdown(field string) bool { return markdownFields.MatchString(field) }

// read takes the links of Markdown, each as often as it is there, and returns its headings.
func (in *Inspection) read(text statement) []*richtext.Heading {
	o := richtext.OutlineOf(text.value)
	for _, l := range o.Links {
		in.addresses = append(in.addresses, statement{text.field, text.locale, l.Address})
		in.words = append(in.words, statement{text.field, text.locale, l.Words})
	}
	return o.Headings
}

// Findings returns everything that is found once the entry is in the world, in order.
func (in *Inspection) Findings(w World) []*Finding {
	in.world, in.findings = w, []*Finding{}
	for _, check := range inspectors {
		check(in)
	}
	sortFindings(in.findings)
	return in.findings
}

func (in *Inspection) add(rule Rule, field string, l content.Locale, de, en string) {
	in.findings = append(in.findings, &Finding{Entry: in.entry, Rule: rule, Field: field, Language: l, DE: de, EN: en})
}

// addAt is add for a line of a text.
func (in *Inspection) addAt(line int, rule Rule, field string, l content.Locale, de, en string) {
	in.add(rule, field, l, de, en)
	in.findings[len(in.findings)-1].Line = &line
}
