// Package brochure composes the document of a release from what it has: values of the domain go in, a document comes out, which
// document/html and document/pdf write down.
package brochure

import (
	"cmp"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"partnernetz/document"
	"partnernetz/network"
)

// Source is what a brochure is made of, all of it read through one view.
type Source struct {
	Release    *network.Release
	View       content.View
	Date       time.Time           // of freezing
	Site       string              // what leads to the website, without a slash at its end
	Initiative *network.Initiative // nil for none
	Year       *network.ImplementationYear

	Partners      []*network.Partner
	Agreements    []*network.Agreement
	Measures      []*network.Measure
	Reports       []*network.Report // on the year
	Events        []*network.Event
	GoodPractices []*network.GoodPractice
	Pages         []*network.Page             // which texts link to
	Logos         map[string]document.Picture // by the ids of media

	PeopleThreshold int // of the least number of people that is told of
}

// composer makes one document.
type composer struct {
	Source
	words    vocabulary
	known    richtext.Known
	anchors  map[string]string // by addresses on the website
	partners map[string]*network.Partner
	measures map[string]*network.Measure
	members  []*network.Partner // who count: those of the day of freezing, as in the statistics
}

// Compose makes the document: the parts of the release in their order, those without content left out.
func Compose(s Source) (document.Document, error) {
	c := newComposer(s)
	title, in := s.View.Resolve(s.Release.Titles)
	office, _ := c.office()
	d := document.Document{
		Title: title, Language: string(in), Author: office, Publisher: office, Date: s.Date,
		Subject: c.words.subject + c.yearWords(),
	}
	for _, p := range s.Release.StoredParts {
		if p.Section == network.SectionTitlePage {
			d.Cover = c.cover(title)
			d.Parts = append(d.Parts, c.contents())
			continue
		}
		parts, err := c.section(p)
		if err != nil {
			return d, err
		}
		d.Parts = append(d.Parts, parts...)
	}
	return d, nil
}

func newComposer(s Source) *composer {
	c := &composer{Source: s, words: wordsFor(s.View.Locale), anchors: map[string]string{}, partners: map[string]*network.Partner{},
		measures: map[string]*network.Measure{}, known: richtext.Known{Targets: map[string]content.Entry{}, Server: s.Site, Counts: map[content.Kind]int{
			content.Agreements: len(s.Agreements), content.Measures: len(s.Measures)}}}
	for _, p := range s.Partners {
		if p.IsMember(content.DayOf(s.Date)) {
			c.members = append(c.members, p)
		}
	}
	c.known.Counts[content.Partners] = len(c.members)
	list.SortBy(c.Partners, s.View, "NAME")
	list.SortBy(c.Agreements, s.View, "TITLE")
	list.SortBy(c.Measures, s.View, "TITLE")
	list.SortBy(c.Events, s.View, "STARTS_AT")
	list.SortBy(c.GoodPractices, s.View, "TITLE")
	for _, p := range s.Partners {
		c.partners[p.ID], c.known.Targets[p.ID] = p, p
		c.anchors[content.PathOf(p)] = partnerAnchor(p)
	}
	for _, m := range s.Measures {
		c.measures[m.ID] = m
	}
	know(c, s.Agreements)
	know(c, s.Measures)
	know(c, s.Reports)
	know(c, s.Events)
	know(c, s.GoodPractices)
	know(c, s.Pages)
	return c
}

func know[T content.Entry](c *composer, entries []T) {
	for _, e := range entries {
		c.known.Targets[e.Head().ID] = e
	}
}

// section makes the parts of the document that a part of the release is.
func (c *composer) section(p network.StoredPart) ([]document.Part, error) {
	switch p.Section {
	case network.SectionForeword:
		return c.written(c.words.foreword, "vorwort", p.Texts, document.Normal)
	case network.SectionImprint:
		return c.written(c.words.imprint, "impressum", p.Texts, document.Small)
	case network.SectionFigures:
		return []document.Part{c.figures()}, nil
	case network.SectionPartners:
		return c.listed(p.Order)
	case network.SectionReports:
		return c.reports(p.Order)
	case network.SectionEvents:
		return c.events()
	case network.SectionGoodPractice:
		return c.practices()
	}
	return nil, nil
}

// written is a text of the office under a heading; nothing if there is none.
func (c *composer) written(head, anchor string, text content.Text, tone document.Tone) ([]document.Part, error) {
	blocks, err := c.text(richtext.Of(c.Release.Head(), text), 1)
	if err != nil || len(blocks) == 0 {
		return nil, err
	}
	for i, b := range blocks {
		if p, ok := b.(document.Paragraph); ok {
			p.Tone = tone
			blocks[i] = p
		}
	}
	return []document.Part{{Head: head, Blocks: append([]document.Block{heading(1, head, anchor)}, blocks...)}}, nil
}

// text makes blocks of a text, below a heading of a level.
func (c *composer) text(t *richtext.Text, below int) ([]document.Block, error) {
	if t == nil {
		return nil, nil
	}
	r, err := t.Render(c.known.For)
	if err != nil {
		return nil, err
	}
	from := document.FromText{Below: below, Language: string(t.ServedLocale), Site: c.Site, Place: func(address string) string { return c.anchors[address] }}
	return from.Blocks(r.Nodes()), nil
}

// contents is the list of what the document has.
func (c *composer) contents() document.Part {
	head := document.WordsFor(string(c.View.Locale)).Contents
	return document.Part{Head: head, Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain(head), Anchor: "inhalt", Unlisted: true}, document.Contents{Levels: 2}}}
}

func (c *composer) cover(title string) *document.Cover {
	cover := &document.Cover{Above: c.words.kind, Title: title, Edition: c.yearWords()}
	if c.Initiative != nil {
		cover.Subtitle = c.said(c.View.InAnyLanguage().Resolve(c.Initiative.Names))
	}
	if office, in := c.office(); office != "" {
		cover.Imprint = [][]document.Inline{c.said(office, in)}
	}
	cover.Imprint = append(cover.Imprint, document.Plain(c.words.day(content.DayOf(c.Date))))
	return cover
}

// office is who publishes it, and the language of that; empty if nobody says.
func (c *composer) office() (string, content.Locale) {
	if c.Initiative == nil || c.Initiative.StoredOffice == nil {
		return "", ""
	}
	return c.View.InAnyLanguage().Resolve(c.Initiative.StoredOffice.Names)
}

// yearWords names the year, or else the release.
func (c *composer) yearWords() string {
	if c.Year == nil {
		return c.Release.Label
	}
	return c.words.year + " " + c.Year.Label
}

func heading(level int, words, anchor string) document.Heading {
	return document.Heading{Level: level, Text: document.Plain(words), Anchor: anchor}
}

// named is a heading with the title of an entry, in its language.
func (c *composer) named(level int, e content.Entry, anchor string) document.Heading {
	title, in := c.View.Title(e)
	h := heading(level, title, anchor)
	if in != c.View.Locale {
		h.Language = string(in)
	}
	return h
}

// said are words in their language.
func (c *composer) said(words string, in content.Locale) []document.Inline {
	if in == c.View.Locale || in == "" || words == "" {
		return document.Plain(words)
	}
	return []document.Inline{document.Span{Language: string(in), Text: document.Plain(words)}}
}

func partnerAnchor(p *network.Partner) string { return "partner-" + cmp.Or(p.Slug, p.ID) }
