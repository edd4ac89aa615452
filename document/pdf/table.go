package pdf

import (
	"partnernetz/document"
	"slices"
)

const (
	padX = 5.0
	padY = 3.6
)

// table sets rows that stay whole, below a head that is on each page.
func (s *setter) table(t document.Table, f frame) (all []box) {
	of := f.of.tag("Table").inLanguage(t.Language)
	if len(t.Caption) > 0 {
		f.look = captions
		all = orNothing(s.paragraph(s.runs(t.Caption, of.tag("Caption"), f.look, nil), f, false))
		for i := range all {
			all[i].keep = true
		}
		all[len(all)-1].height += 4
	}
	f.look = inTable
	var head *row
	rows := make([]*row, len(t.Rows))
	if len(t.Head) > 0 {
		head = s.row(of.tag("THead").tag("TR"), t, t.Head, true)
	}
	body := of.tag("TBody")
	for i, cells := range t.Rows {
		rows[i] = s.row(body.tag("TR"), t, cells, false)
	}
	widths := s.widths(t.Columns, append([]*row{head}, rows...), f.width)
	var repeat []box
	if head != nil {
		repeat = []box{head.set(s, f, widths)}
		repeat[0].keep = true
		all = append(all, repeat...)
	}
	for i, r := range rows {
		b := r.set(s, f, widths)
		b.repeat, b.keep = repeat, i == len(rows)-2 // no row stands alone on the last page
		all = append(all, b)
	}
	return spaced(all, 14)
}

// row is a row whose words are not broken into lines yet.
type row struct {
	of      *element
	head    bool
	columns []document.Column
	cells   []*element
	runs    [][]*run
}

func (s *setter) row(of *element, t document.Table, cells []document.Cell, head bool) *row {
	r := &row{of: of, head: head, columns: t.Columns}
	for i, words := range cells {
		look, e, scope := inTable, of.tag("TD"), ""
		switch {
		case head && len(words) > 0:
			scope = "Column"
		case !head && i == 0 && t.RowHeaders:
			scope = "Row"
		}
		if scope != "" {
			e.role, e.about = "TH", dict("O", name("Table"), "Scope", name(scope))
			look.bold = true
		}
		r.cells = append(r.cells, e)
		r.runs = append(r.runs, s.runs(words, e, look, nil))
	}
	return r
}

// set breaks the words of the cells.
func (r *row) set(s *setter, f frame, widths []float64) box {
	lines := make([][]textLine, len(r.runs))
	for i, runs := range r.runs {
		lines[i] = s.lines(runs, widths[i]-2*padX)
	}
	return r.box(s, f, widths, lines)
}

// box is the row with lines of its cells. If that is more than fits on a page, it is split, and the cells go on.
func (r *row) box(s *setter, f frame, widths []float64, lines [][]textLine) box {
	most := 1
	for _, l := range lines {
		most = max(most, len(l))
	}
	b := box{height: float64(most)*f.look.leading + 2*padY}
	b.paint = func(p *page, dx, top float64) {
		if p.artifact(decoration); r.head {
			p.rectangle(f.x+dx, top, f.width, b.height, tint)
			p.rectangle(f.x+dx, top, f.width, 1, accent)
		}
		p.rectangle(f.x+dx, top+b.height-0.5, f.width, 0.5, line)
		x := f.x + dx + padX
		for i, cell := range r.cells {
			if !p.again {
				cell.enter()
			}
			for n, l := range lines[i] {
				at := x
				if r.columns[i].Right {
					at += widths[i] - 2*padX - l.width
				}
				s.paintLine(p, l, at, top+padY+float64(n)*f.look.leading, f.look)
			}
			x += widths[i]
		}
	}
	b.split = func(room float64, _ bool) (box, box, bool) {
		fit := int((room - 2*padY) / f.look.leading)
		if fit < 1 || fit >= most {
			return box{}, box{}, false
		}
		now, rest := make([][]textLine, len(lines)), make([][]textLine, len(lines))
		for i, l := range lines {
			n := min(fit, len(l))
			now[i], rest[i] = l[:n], l[n:]
		}
		first, second := r.box(s, f, widths, now), r.box(s, f, widths, rest)
		first.repeat, second.repeat, first.above = b.repeat, b.repeat, b.above
		return first, second, true
	}
	return b
}

// fair is the width of a column where there is too little for the longest words of all: those that need less than an equal share get
// what they need, and the others share the rest.
func fair(least []float64, width float64, column int) float64 {
	rest, others := width, len(least)
	for _, need := range slices.Sorted(slices.Values(least)) {
		if need > rest/float64(others) {
			break
		}
		rest -= need
		others--
	}
	if others == 0 {
		return least[column]
	}
	return min(least[column], rest/float64(others))
}

// widths shares the width out among columns: as they say, or else so that each has room for its longest word and the more the
// more is in it.
func (s *setter) widths(columns []document.Column, rows []*row, width float64) []float64 {
	least, most := make([]float64, len(columns)), make([]float64, len(columns))
	said, sumLeast, sumMost := 0.0, 0.0, 0.0
	for i, c := range columns {
		said += c.Width
		for _, r := range rows {
			if r == nil {
				continue
			}
			whole := 0.0
			for _, a := range atoms(r.runs[i]) {
				w := s.atomWidth(a)
				least[i] = max(least[i], w+2*padX+1)
				whole += w + 3
			}
			most[i] = max(most[i], min(whole+2*padX, width))
		}
		sumLeast += least[i]
		sumMost += most[i]
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		switch {
		case said > 0:
			widths[i] = width * c.Width / said
		case sumLeast >= width:
			widths[i] = fair(least, width, i)
		case sumMost <= width:
			widths[i] = width * most[i] / sumMost
		default:
			widths[i] = least[i] + (width-sumLeast)*(most[i]-least[i])/(sumMost-sumLeast)
		}
	}
	return widths
}
