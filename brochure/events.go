package brochure

import (
	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/document"
	"partnernetz/network"
)

// events are those of the year.
func (c *composer) events() ([]document.Part, error) {
	blocks := []document.Block{heading(1, c.words.events, "termine")}
	for _, e := range c.Events {
		if e.Off() || !c.inYear(content.DayOf(e.StartsAt)) {
			continue
		}
		blocks = append(blocks, c.named(2, e, ""), document.Paragraph{Tone: document.Lead, Text: c.whenAndWhere(e)})
		for _, t := range []*richtext.Text{e.Description(), e.ShortReport()} {
			text, err := c.text(t, 2)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, text...)
		}
	}
	if len(blocks) == 1 {
		return nil, nil
	}
	return []document.Part{{Head: c.words.events, Blocks: blocks}}, nil
}

// inYear reports whether a day is one of the year; of a year whose days are not known, all are.
func (c *composer) inYear(day content.Date) bool {
	y := c.Year
	return y == nil || (y.StartsOn == nil || *y.StartsOn <= day) && (y.EndsOn == nil || day <= *y.EndsOn)
}

func (c *composer) whenAndWhere(e *network.Event) []document.Inline {
	said := document.Plain(c.words.day(content.DayOf(e.StartsAt)))
	add := func(words string, in content.Locale) {
		said = append(append(said, document.Text(", ")), c.said(words, in)...)
	}
	if place := e.Location(); place != nil {
		if place.Name != nil {
			add(*place.Name, localeOf(place.NameLanguageTag))
		}
		if place.City != nil {
			add(*place.City, c.View.Locale)
		}
		if place.Online {
			add(c.words.online, c.View.Locale)
		}
	}
	return said
}

// practices are what has worked for a partner.
func (c *composer) practices() ([]document.Part, error) {
	blocks := []document.Block{heading(1, c.words.practices, "gute-beispiele")}
	for _, p := range c.GoodPractices {
		blocks = append(blocks, c.named(2, p, ""))
		if partner := c.partners[p.PartnerID]; partner != nil {
			name, in := c.View.Title(partner)
			blocks = append(blocks, document.Paragraph{Tone: document.Lead, Text: c.said(name, in)})
		}
		for _, part := range []struct {
			head string
			text *richtext.Text
		}{{c.words.challenge, p.Challenge()}, {c.words.approach, p.Approach()}, {c.words.result, p.Result()}, {c.words.transfer, p.Transfer()}} {
			text, err := c.text(part.text, 3)
			if err != nil {
				return nil, err
			}
			if len(text) > 0 {
				blocks = append(append(blocks, heading(3, part.head, "")), text...)
			}
		}
	}
	if len(blocks) == 1 {
		return nil, nil
	}
	return []document.Part{{Head: c.words.practices, Blocks: blocks}}, nil
}
