package html

import (
	"bytes"
	"encoding/base64"
	"html"
	"image"
	_ "image/jpeg" // so that sizes are known
	_ "image/png"
	"partnernetz/document"
	"regexp"
	"strconv"
	"strings"
)

func (w *writer) blocks(blocks []document.Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *writer) block(b document.Block) {
	switch b := b.(type) {
	case document.Heading:
		// The title has the highest level.
		name := "h" + strconv.Itoa(b.Level+1)
		w.put("<", name, ` id="`, w.entries[w.headings].Anchor, `"`, w.language(b.Language), ">")
		w.headings++
		w.inlines(b.Text)
		w.put("</", name, ">\n")
	case document.Paragraph:
		class := [...]string{document.Normal: "", document.Lead: ` class="lead"`, document.Small: ` class="small"`}[b.Tone]
		w.around("p", class+w.language(b.Language), b.Text)
	case document.List:
		w.list(b)
	case document.Table:
		w.table(b)
	case document.Figure:
		w.figure(b)
	case document.Quotation:
		w.put("<figure", w.language(b.Language), ">\n<blockquote>\n")
		w.blocks(b.Blocks)
		w.put("</blockquote>\n")
		w.around("figcaption", "", b.Source)
		w.put("</figure>\n")
	case document.Preformatted:
		w.put("<pre><code>", escape(b.Text), "</code></pre>\n")
	case document.Columns:
		w.put(`<div class="columns">`, "\n")
		w.blocks(b.Blocks)
		w.put("</div>\n")
	case document.Contents:
		w.contents(b.Levels)
	case document.Notes:
		w.noteList()
	case document.PageBreak:
		w.put(`<div class="part"></div>`, "\n")
	case document.Rule:
		w.put("<hr>\n")
	}
}

// around writes words in an element; nothing if there are none.
func (w *writer) around(name, attributes string, text []document.Inline) {
	if len(text) > 0 {
		w.put("<", name, attributes, ">")
		w.inlines(text)
		w.put("</", name, ">\n")
	}
}

func (w *writer) list(l document.List) {
	name, attributes := "ul", w.language(l.Language)
	if l.Ordered {
		name = "ol"
		if l.Start > 1 {
			attributes += ` start="` + strconv.Itoa(l.Start) + `"`
		}
	}
	w.put("<", name, attributes, ">\n")
	for _, item := range l.Items {
		w.put("<li>")
		if p, ok := only(item); ok {
			w.inlines(p.Text)
		} else {
			w.blocks(item)
		}
		w.put("</li>\n")
	}
	w.put("</", name, ">\n")
}

// only is the paragraph that is all of an item.
func only(item document.Item) (document.Paragraph, bool) {
	if len(item) != 1 {
		return document.Paragraph{}, false
	}
	p, ok := item[0].(document.Paragraph)
	return p, ok && p.Language == "" && p.Tone == document.Normal
}

// table writes a table that can be moved sideways by keys where a screen is narrow.
func (w *writer) table(t document.Table) {
	w.tables++
	id := "table:" + strconv.Itoa(w.tables)
	w.put(`<div class="wide" role="group" tabindex="0"`, w.language(t.Language))
	if len(t.Caption) > 0 {
		w.put(` aria-labelledby="`, id, "\"><table>\n")
		w.around("caption", ` id="`+id+`"`, t.Caption)
	} else {
		w.put(` aria-label="`, html.EscapeString(w.vocabulary.Table+" "+strconv.Itoa(w.tables)), "\"><table>\n")
	}
	if len(t.Head) > 0 {
		w.put("<thead>\n")
		w.row(t, t.Head, true)
		w.put("</thead>\n")
	}
	w.put("<tbody>\n")
	for _, cells := range t.Rows {
		w.row(t, cells, false)
	}
	w.put("</tbody>\n</table></div>\n")
}

func (w *writer) row(t document.Table, cells []document.Cell, head bool) {
	w.put("<tr>")
	for i, cell := range cells {
		name, attributes := "td", ""
		switch {
		case head && len(cell) > 0:
			name, attributes = "th", ` scope="col"`
		case !head && i == 0 && t.RowHeaders:
			name, attributes = "th", ` scope="row"`
		}
		if t.Columns[i].Right {
			attributes += ` class="right"`
		}
		w.put("<", name, attributes, ">")
		w.inlines(cell)
		w.put("</", name, ">")
	}
	w.put("</tr>\n")
}

func (w *writer) figure(f document.Figure) {
	class := ""
	switch {
	case f.Width > 0 && f.Width <= 0.35:
		class = "third"
	case f.Width > 0 && f.Width <= 0.6:
		class = "half"
	case f.Width > 0:
		class = "full"
	}
	w.put("<figure", w.language(f.Language), ">\n")
	w.picture(f.Picture, class)
	w.around("figcaption", "", f.Caption)
	w.put("</figure>\n")
}

func (w *writer) picture(p document.Picture, class string) {
	w.put(`<img src="data:`, p.MediaType(), ";base64,", base64.StdEncoding.EncodeToString(p.Data), `" alt="`, html.EscapeString(p.Alt), `"`)
	if size, _, err := image.DecodeConfig(bytes.NewReader(p.Data)); err == nil {
		w.put(` width="`, strconv.Itoa(size.Width), `" height="`, strconv.Itoa(size.Height), `"`)
	}
	if class != "" {
		w.put(` class="`, class, `"`)
	}
	w.put(">\n")
}

func (w *writer) inlines(text []document.Inline) {
	for _, i := range text {
		switch i := i.(type) {
		case document.Text:
			w.put(escape(string(i)))
		case document.Code:
			w.put("<code>", escape(string(i)), "</code>")
		case document.Strong:
			w.within("strong", "", i)
		case document.Emphasis:
			w.within("em", "", i)
		case document.Span:
			w.within("span", w.language(i.Language), i.Text)
		case document.Break:
			w.put("<br>\n")
		case document.Note:
			w.note(i)
		case document.Link:
			address := i.Address
			if i.To != "" {
				address = "#" + i.To
			}
			w.within("a", ` href="`+html.EscapeString(address)+`"`, i.Text)
		}
	}
}

func (w *writer) within(name, attributes string, text []document.Inline) {
	w.put("<", name, attributes, ">")
	w.inlines(text)
	w.put("</", name, ">")
}

var dotted = regexp.MustCompile(`(\pL·)(\pL)`)

// escape writes words, which may be broken behind the dots of Leichte Sprache.
func escape(words string) string {
	words = html.EscapeString(strings.ToValidUTF8(words, "\ufffd"))
	return dotted.ReplaceAllString(dotted.ReplaceAllString(words, "$1<wbr>$2"), "$1<wbr>$2")
}
