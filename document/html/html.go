// Package html writes a document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.
package html

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"partnernetz/document"
	"slices"
	"strconv"
	"strings"
)

// Policy is the Content-Security-Policy that a file may be served with. Each file also brings a stricter one of its own.
const Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// Write returns the document as HTML. The same document gives the same bytes. The error is a *document.Invalid.
func Write(d document.Document) ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	d = d.Complete()
	w := &writer{document: d, vocabulary: document.WordsFor(d.Language), entries: d.Outline()}
	w.head()
	w.put(`<body>`, "\n", `<a class="skip" href="#text:">`, html.EscapeString(w.vocabulary.Skip), "</a>\n")
	w.cover()
	begins := slices.IndexFunc(d.Parts, func(p document.Part) bool { return !listsContents(p) })
	w.put("<main")
	if begins < 0 {
		w.put(target)
	}
	w.put(">\n")
	for i, p := range d.Parts {
		w.put(`<section`, w.language(cmp.Or(p.Language, d.Language)))
		if i == begins {
			w.put(target)
		}
		if !p.Continues {
			w.put(` class="part"`)
		}
		w.put(">\n")
		w.blocks(p.Blocks)
		w.put("</section>\n")
	}
	w.put("</main>\n</body>\n</html>\n")
	return []byte(w.out.String()), nil
}

// target is where the link leads that skips the contents.
const target = ` id="text:" tabindex="-1"`

func listsContents(p document.Part) bool {
	for _, b := range p.Blocks {
		if _, ok := b.(document.Contents); ok {
			return true
		}
	}
	return false
}

// writer writes from top to bottom.
type writer struct {
	document   document.Document
	vocabulary document.Vocabulary
	entries    []document.Entry
	headings   int // how many are written
	tables     int
	notes      []note // that no list of notes has shown
	noteCount  int
	out        strings.Builder
}

type note struct {
	text   []document.Inline
	number string
}

// put writes markup.
func (w *writer) put(markup ...string) {
	for _, m := range markup {
		w.out.WriteString(m)
	}
}

// element writes words in an element; nothing if there are none.
func (w *writer) element(name, attributes, words string) {
	if words != "" {
		w.put("<", name, attributes, ">", escape(words), "</", name, ">\n")
	}
}

// language is the attributes that tell the language and how it is written.
func (w *writer) language(tag string) string {
	if tag == "" {
		return ""
	}
	attributes := ` lang="` + html.EscapeString(tag) + `"`
	switch primary, _, _ := strings.Cut(strings.ToLower(tag), "-"); primary {
	case "ar", "fa", "he", "ku", "ur":
		attributes += ` dir="rtl"`
	}
	return attributes
}

func (w *writer) head() {
	d := w.document
	styles := style + running(d.Title)
	sum := sha256.Sum256([]byte(styles))
	w.put("<!DOCTYPE html>\n<html", w.language(d.Language), ">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-`, base64.StdEncoding.EncodeToString(sum[:]), "'; base-uri 'none'; form-action 'none'\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", html.EscapeString(d.Title), "</title>\n")
	for _, said := range [][2]string{{"author", d.Author}, {"publisher", d.Publisher}, {"description", d.Subject}, {"date", d.Date.Format("2006-01-02")}} {
		if said[1] != "" {
			w.put(`<meta name="`, said[0], `" content="`, html.EscapeString(said[1]), "\">\n")
		}
	}
	w.put("<style>", styles, "</style>\n</head>\n")
}

// cover writes the title, which is the one heading of the highest level.
func (w *writer) cover() {
	c := w.document.Cover
	if c == nil {
		w.put("<header>\n")
		w.element("h1", "", w.document.Title)
		w.put("</header>\n")
		return
	}
	w.put(`<header class="cover">`, "\n")
	if c.Logo != nil {
		w.picture(*c.Logo, "logo")
	}
	w.element("p", ` class="above"`, c.Above)
	w.element("h1", "", cmp.Or(c.Title, w.document.Title))
	w.around("p", ` class="subtitle"`, c.Subtitle)
	w.element("p", ` class="edition"`, c.Edition)
	if len(c.Imprint) > 0 {
		w.put(`<p class="imprint">`)
		for i, line := range c.Imprint {
			if i > 0 {
				w.put("\n")
			}
			w.inlines(line)
		}
		w.put("</p>\n")
	}
	w.put("</header>\n")
}

// contents lists the headings of so many levels, each level within the one above it.
func (w *writer) contents(levels int) {
	w.put(`<nav aria-label="`, html.EscapeString(w.vocabulary.Contents), "\">\n")
	depth := 0
	for _, e := range w.entries {
		if e.Level > cmp.Or(levels, 2) || e.Unlisted {
			continue
		}
		switch {
		case e.Level > depth:
			w.put("<ol>\n")
			depth++
		default:
			for ; depth > e.Level; depth-- {
				w.put("</li>\n</ol>\n")
			}
			w.put("</li>\n")
		}
		own := ""
		if e.Language != w.document.Language {
			own = w.language(e.Language)
		}
		w.put(`<li><a href="#`, e.Anchor, `"`, own, ">", escape(document.Words(e.Text)), "</a>")
	}
	for ; depth > 0; depth-- {
		w.put("</li>\n</ol>\n")
	}
	w.put("</nav>\n")
}

// noteList shows the notes that were numbered since the last one, each with a way back.
func (w *writer) noteList() {
	if len(w.notes) == 0 {
		return
	}
	w.put(`<ol class="notes" start="`, w.notes[0].number, "\">\n")
	for len(w.notes) > 0 {
		n := w.notes[0]
		w.notes = w.notes[1:]
		w.put(`<li id="note:`, n.number, `">`)
		w.inlines(n.text)
		w.put(` <a href="#back:`, n.number, `" aria-label="`, html.EscapeString(w.vocabulary.Back+", "+w.vocabulary.Note+" "+n.number), "\">↩</a></li>\n")
	}
	w.put("</ol>\n")
}

func (w *writer) note(n document.Note) {
	w.noteCount++
	number := strconv.Itoa(w.noteCount)
	w.notes = append(w.notes, note{n, number})
	w.put(`<sup><a id="back:`, number, `" href="#note:`, number, `" aria-label="`, html.EscapeString(w.vocabulary.Note+" "+number), `">`, number, "</a></sup>")
}
