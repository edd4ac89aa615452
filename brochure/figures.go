package brochure

import (
	"fmt"

	"partnernetz/content"
	"partnernetz/document"
	"partnernetz/network"
)

// figures are what is counted of what the brochure has.
func (c *composer) figures() document.Part {
	bySector, byArea, byStatus := map[network.Sector]int{}, map[network.MeasureArea]int{}, map[network.MeasureStatus]int{}
	for _, p := range c.members {
		bySector[p.Sector]++
	}
	for _, m := range c.Measures {
		byArea[m.Area]++
		byStatus[m.Status]++
	}
	blocks := []document.Block{heading(1, c.words.figures, "zahlen"), document.Say(fmt.Sprintf(c.words.counted, len(c.members), len(c.Agreements), len(c.Measures))),
		document.Paragraph{Tone: document.Small, Text: document.Plain(fmt.Sprintf(c.words.source, c.words.day(content.DayOf(c.Date))))}}
	blocks = append(blocks, c.table(c.words.bySector, c.words.sector, len(c.members), rowsOf(network.Sectors(), c.words.sectors, bySector)),
		c.table(c.words.byArea, c.words.area, len(c.Measures), rowsOf(network.MeasureAreas(), c.words.areas, byArea)),
		c.table(c.words.byStatus, c.words.status, len(c.Measures), rowsOf(network.MeasureStatuses(), c.words.statuses, byStatus)))
	return document.Part{Head: c.words.figures, Blocks: append(blocks, c.people()...)}
}

// people are those whom the reports count, by indicator; nothing if they count none.
func (c *composer) people() []document.Block {
	figures := c.Release.PeopleFigures()
	if len(figures) == 0 {
		return nil
	}
	t := document.Table{Caption: document.Plain(c.words.people), RowHeaders: true, Columns: []document.Column{{}, {Right: true}},
		Head: document.Cells(c.words.indicator, c.words.number)}
	for _, f := range figures {
		what := c.said(f.Label, localeOf(&f.LabelLanguageTag))
		if f.Unit != nil {
			what = append(append(append(what, document.Plain(" (")...), c.said(*f.Unit, localeOf(f.UnitLanguageTag))...), document.Plain(")")...)
		}
		number := c.words.heldBack
		if f.Total != nil {
			number = fmt.Sprint(*f.Total)
		}
		t.Rows = append(t.Rows, []document.Cell{what, document.Plain(number)})
	}
	return []document.Block{t}
}

// table is one with a number in each row, and all of them in the last.
func (c *composer) table(caption, what string, all int, rows [][]document.Cell) document.Table {
	return document.Table{Caption: document.Plain(caption), RowHeaders: true, Columns: []document.Column{{}, {Right: true}},
		Head: document.Cells(what, c.words.number), Rows: append(rows, document.Cells(c.words.total, fmt.Sprint(all)))}
}

func rowsOf[V ~string](values []V, words map[V]string, n map[V]int) (rows [][]document.Cell) {
	for _, v := range values {
		rows = append(rows, document.Cells(words[v], fmt.Sprint(n[v])))
	}
	return rows
}
