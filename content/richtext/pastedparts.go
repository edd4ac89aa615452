package richtext

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

var (
	wordLevel  = regexp.MustCompile(`mso-list:[^;]*level(\d)`)
	wordMarker = regexp.MustCompile(`mso-list:\s*ignore`)
	bullet     = regexp.MustCompile(`^(?:[·•▪●◦‣§o\x{f0b7}\x{f0a7}\x{f0d8}–-]?)$`)
	numeral    = regexp.MustCompile(`^\d{1,9}[.)]$`)
	typed      = regexp.MustCompile(`^[·•▪●◦‣\x{f0b7}\x{f0a7}][\s\x{a0}]+`)
)

// itemOfWord writes a paragraph that Word shows as an item of a list; false if it is none. Its bullet stands in it as a text.
func (w *pastedWriter) itemOfWord(p *html.Node) bool {
	level, marker := 1, ""
	if m := wordLevel.FindStringSubmatch(strings.ToLower(attribute(p, "style"))); m != nil {
		level = max(1, int(m[1][0]-'0'))
		ignored := find(p, func(n *html.Node) bool { return wordMarker.MatchString(strings.ToLower(attribute(n, "style"))) })
		if ignored == nil {
			return false
		}
		textsOf(ignored, func(i int) { marker += htmlText(w.parts[i].source) })
		marker = strings.Trim(marker, " \u00a0\n")
		if bullet.MatchString(marker) || numeral.MatchString(marker) {
			textsOf(ignored, func(i int) { w.parts[i].source = "" })
			ignored.Parent.RemoveChild(ignored)
		}
	} else if !w.takeBullet(p) {
		return false
	}
	if !numeral.MatchString(marker) {
		marker = "-"
	}
	if level = min(level, len(w.widths)+1); !w.afterItem {
		level = 1
	}
	w.widths = w.widths[:level-1]
	indent := 0
	for _, width := range w.widths {
		indent += width
	}
	w.widths = append(w.widths, len(marker)+1)
	w.block()
	outer := w.rest
	w.rest += strings.Repeat(" ", indent)
	w.item(marker+" ", p)
	w.rest = outer
	w.gap = max(w.gap, 2)
	return true
}

// takeBullet takes away the bullet that a paragraph begins with; false if there is none.
func (w *pastedWriter) takeBullet(p *html.Node) bool {
	first := -1
	textsOf(p, func(i int) {
		if first < 0 && strings.TrimSpace(htmlText(w.parts[i].source)) != "" {
			first = i
		}
	})
	if first < 0 || !w.parts[first].pasted {
		return false
	}
	text := strings.TrimLeft(htmlText(w.parts[first].source), " \u00a0")
	mark := typed.FindString(text)
	if mark != "" {
		w.parts[first].source = text[len(mark):]
	}
	return mark != ""
}

const maxColumns = 50 // of a table

var escapedBars = strings.NewReplacer(`\|`, `\|`, "|", `\|`)

// table writes a table; one that only says what stands where, as those of mails do, as what is in it.
func (w *pastedWriter) table(n *html.Node) {
	w.block()
	defer w.block()
	var rows [][]*html.Node
	columns := 0
	for c := range n.Descendants() {
		switch c.Data {
		case "tr":
			rows = append(rows, nil)
		case "td", "th":
			across, _ := strconv.Atoi(attribute(c, "colspan"))
			rows[len(rows)-1] = append(append(rows[len(rows)-1], c), make([]*html.Node, min(max(across-1, 0), maxColumns))...)
			columns = max(columns, len(rows[len(rows)-1]))
		}
	}
	layout := find(n, func(c *html.Node) bool { return among(" table ul ol h1 h2 h3 h4 h5 h6 ", c.Data) }) != nil
	if layout || columns < 2 || columns > maxColumns || w.flat || w.plain {
		for c := range n.ChildNodes() {
			w.children(c)
			w.block()
		}
		return
	}
	for i, row := range rows {
		cells := make([]string, columns)
		for j, cell := range row {
			if cell == nil { // which the one before stretches across
				continue
			}
			in := newWriter(w.parts, w.plain)
			in.flat, in.head, in.style = true, i == 0, w.style.within(cell)
			in.children(cell)
			in.flush()
			cells[j] = escapedBars.Replace(strings.Join(strings.Fields(in.String()), " "))
		}
		w.line("| " + strings.Join(cells, " | ") + " |")
		if i == 0 {
			w.line("|" + strings.Repeat(" --- |", columns))
		}
	}
}

// line writes a line of a table below the one before.
func (w *pastedWriter) line(s string) {
	w.begin("")
	w.WriteString(s)
	w.afterItem, w.gap = false, 1
}
