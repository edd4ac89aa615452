package content

import (
	"regexp"
	"strings"
)

// Inspection looks at an entry for what a reader would stumble over. It is made first, says what it has to know, and then finds.
type Inspection struct {
	entry     Entry
	texts     []inspectedText
	addresses []said                     // that links lead to; without a language if it is one for all
	words     []said                     // of links
	images    []said                     // the ids of those that are shown
	anchors   map[Locale]map[string]bool // see anchorsIn
	targets   map[Entry]*Inspection      // those that were looked into
	world     World
	findings  []*Finding
}

// inspectedText is a localised text of an entry.
type inspectedText struct {
	field    string
	text     Text
	heading  bool                          // whether it stands above a part of a page
	within   bool                          // whether it stands below a heading of its own
	headings map[Locale][]*RichTextHeading // in Markdown
}

// said is what a field says, in a language.
type said struct {
	field  string
	locale Locale
	value  string
}

// Inspect takes the texts of an entry apart.
func Inspect(e Entry) *Inspection {
	in := &Inspection{entry: e, targets: map[Entry]*Inspection{}, anchors: map[Locale]map[string]bool{}}
	for _, l := range Leaves(e) {
		if l.Locale == "" {
			continue
		}
		field := strings.TrimSuffix(l.Path, "."+string(l.Locale))
		if n := len(in.texts); n == 0 || in.texts[n-1].field != field {
			in.texts = append(in.texts, inspectedText{field: field, text: Text{}, headings: map[Locale][]*RichTextHeading{}})
		}
		t := &in.texts[len(in.texts)-1]
		t.text[l.Locale] = l.Value
		if IsMarkdown(field) {
			t.headings[l.Locale] = in.read(said{field, l.Locale, l.Value})
		}
	}
	if p, paged := e.(Paged); paged {
		above, within := p.Sections()
		for i, t := range in.texts {
			in.texts[i].heading, in.texts[i].within = above[t.field], within[t.field]
		}
	}
	if b, has := e.(Buttoned); has {
		for _, button := range b.Buttons() {
			in.button(button)
		}
	}
	if s, has := e.(Illustrated); has {
		for _, image := range s.Images() {
			if image.MediaID != "" {
				in.images = append(in.images, said{image.Field, "", image.MediaID})
			}
		}
	}
	return in
}

// button takes a link that is none of a text.
func (in *Inspection) button(b Button) {
	if b.URL != "" {
		in.addresses = append(in.addresses, said{b.Field + ".url", "", b.URL})
	}
	for _, l := range b.Words.Locales() {
		in.words = append(in.words, said{b.Field + ".label", l, b.Words[l]})
	}
}

var markdownFields = regexp.MustCompile(`^(description|goals|shortReport|challenge|approach|result|transfer|mission|blocks\.\d+\.(items\.\d+\.)?text)$`)

// IsMarkdown reports whether a localised field of an entry is Markdown.
func IsMarkdown(field string) bool { return markdownFields.MatchString(field) }

// read takes the links of Markdown, each as often as it is there, and returns its headings.
func (in *Inspection) read(text said) []*RichTextHeading {
	o := OutlineOf(text.value)
	for _, l := range o.Links {
		in.addresses = append(in.addresses, said{text.field, text.locale, l.Address})
		in.words = append(in.words, said{text.field, text.locale, l.Words})
	}
	return o.Headings
}

// Findings returns everything that is found once the entry is in the world, in order.
func (in *Inspection) Findings(w World) []*Finding {
	in.world, in.findings = w, []*Finding{}
	for _, check := range checks {
		check(in)
	}
	sortFindings(in.findings)
	return in.findings
}

func (in *Inspection) add(rule FindingRule, field string, l Locale, de, en string) {
	in.findings = append(in.findings, &Finding{Entry: in.entry, Rule: rule, Field: field, Language: l, DE: de, EN: en})
}
