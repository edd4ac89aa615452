package brochure

import (
	"fmt"
	"strconv"
	"strings"

	"partnernetz/content"
	"partnernetz/document"
	"partnernetz/network"
)

// reports are a chapter on what each partner reports on the year, one behind the other: some have little to say.
func (c *composer) reports(order network.PartnerSequence) (parts []document.Part, _ error) {
	for _, p := range c.sequence(order) {
		for _, r := range c.Reports {
			if r.PartnerID != p.ID {
				continue
			}
			blocks, err := c.report(r, p)
			if err != nil {
				return nil, err
			}
			if len(parts) == 0 {
				blocks = append([]document.Block{heading(1, c.words.reports, "berichte")}, blocks...)
			}
			parts = append(parts, document.Part{Head: c.words.reports, Continues: len(parts) > 0, Blocks: blocks})
		}
	}
	return parts, nil
}

// report is what a partner reports.
func (c *composer) report(r *network.Report, p *network.Partner) ([]document.Block, error) {
	blocks := []document.Block{c.named(2, p, "bericht-"+strings.TrimPrefix(partnerAnchor(p), "partner-"))}
	summary, err := c.text(r.Summary(), 2)
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, summary...)
	for _, e := range r.Entries() {
		some, err := c.progress(e)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, some...)
	}
	outlook, err := c.text(r.Outlook(), 3)
	if err != nil || len(outlook) == 0 {
		return blocks, err
	}
	return append(append(blocks, heading(3, c.words.outlook, "")), outlook...), nil
}

// progress is what became of a measure.
func (c *composer) progress(e *network.MeasureProgress) ([]document.Block, error) {
	m := c.measures[e.MeasureID]
	if m == nil {
		return nil, nil
	}
	status := document.Plain(c.words.status + ": " + c.words.progress[e.Status])
	if e.Reason != nil {
		status = append(append(status, document.Plain(". ")...), c.said(*e.Reason, localeOf(e.ReasonLanguageTag))...)
	}
	summary, err := c.text(e.Summary(), 3)
	if err != nil {
		return nil, err
	}
	blocks := append([]document.Block{c.named(3, m, ""), document.Paragraph{Tone: document.Lead, Text: status}}, summary...)
	if len(e.Indicators) > 0 {
		blocks = append(blocks, c.indicators(e.Indicators))
	}
	return append(blocks, c.evidence(e.Evidence)...), nil
}

// evidence is a list of what shows what was done; a file has no address on paper.
func (c *composer) evidence(all []*network.Evidence) []document.Block {
	if len(all) == 0 {
		return nil
	}
	var items []document.Item
	for _, e := range all {
		words := c.said(e.Title, localeOf(&e.TitleLanguageTag))
		if e.URL != nil {
			address := *e.URL
			if strings.HasPrefix(address, "/") {
				address = c.Site + address
			}
			words = []document.Inline{document.Link{Address: address, Text: words}}
		}
		items = append(items, document.Item{document.Paragraph{Text: words}})
	}
	return []document.Block{document.Paragraph{Text: document.Plain(c.words.evidence + ":")}, document.List{Items: items}}
}

// indicators are the values that say how far a measure has come.
func (c *composer) indicators(all []*network.Indicator) document.Table {
	t := document.Table{RowHeaders: true, Columns: make([]document.Column, 4),
		Head: document.Cells(c.words.indicator, c.words.value, c.words.origin, c.words.checked)}
	for _, i := range all {
		value := document.Plain(fmt.Sprintf(c.words.fewer, c.PeopleThreshold))
		if n := i.Shown(c.PeopleThreshold); n != nil {
			value = document.Plain(c.words.amount(*n))
		}
		if i.Unit != nil {
			value = append(append(value, document.Text("\u00a0")), c.said(*i.Unit, localeOf(i.UnitLanguageTag))...)
		}
		origin, checked := document.Plain("–"), c.words.no
		if i.Source != nil {
			origin = c.said(*i.Source, localeOf(i.SourceLanguageTag))
		}
		if i.Checked {
			checked = c.words.yes
		}
		t.Rows = append(t.Rows, []document.Cell{c.said(i.Label, localeOf(&i.LabelLanguageTag)), value, origin, document.Plain(checked)})
	}
	return t
}

// localeOf is the language of a tag.
func localeOf(tag *string) content.Locale {
	if tag == nil {
		return ""
	}
	return content.Locale(*tag)
}

// amount is a number as readers write it.
func (v vocabulary) amount(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", v.point, 1)
}
