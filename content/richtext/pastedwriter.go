package richtext

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// lineBreak stands for the end of a line within a paragraph, until it is known what the next line begins with.
const lineBreak = '\uE002'

// pastedWriter writes a tree of HTML as Markdown.
type pastedWriter struct {
	strings.Builder
	parts []part
	plain bool // whether to write words, lists and headings alone
	flat  bool // whether all is to become one line, as in a cell of a table
	head  bool // whether it is a heading, or the head of a table, whose words stand out anyway

	runs  []run // of the block that is being written
	style style

	container string  // what Markdown has each line begin with where the HTML stands, as in a quotation
	lead      *string // what the first line of the next block begins with; nil if it is as all others
	rest      string  // what lines begin with within lists and quotations
	gap       int     // how many line breaks are to stand ahead of the next block
	items     int     // how many lists are around
	afterItem bool    // whether what was written last is an item
	widths    []int   // of the markers of the items of Word that are around
}

func newWriter(parts []part, plain bool) *pastedWriter {
	return &pastedWriter{parts: parts, plain: plain}
}

// run is a piece of a block whose words look the same.
type run struct {
	style
	text     string
	markdown bool // whether it is as it stood between HTML
}

func (w *pastedWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *pastedWriter) node(n *html.Node) {
	outer := w.style
	defer func() { w.style = outer }()
	if n.Type == html.ElementNode {
		w.style = w.style.within(n)
	}
	switch {
	case n.Type == html.TextNode:
		w.texts(n)
	case n.Type != html.ElementNode:
	case n.Data == "br":
		w.lineBreak()
	case n.Data == "hr" && (w.flat || attribute(n, "class") == apart):
		w.block()
	case n.Data == "hr":
		w.block()
		w.say("---")
		w.block()
	case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' && !w.flat:
		w.heading(n)
	case n.Data == "blockquote" && !w.flat:
		w.block()
		w.begunWith("> ", "> ", n)
		w.block()
	case (n.Data == "ul" || n.Data == "ol") && !w.flat:
		w.list(n)
	case n.Data == "li" && !w.flat:
		w.item("- ", n)
	case n.Data == "p" && !w.flat && w.itemOfWord(n):
	case n.Data == "table":
		w.table(n)
	case among(blocks, n.Data), among(spaces, n.Data):
		w.block()
		w.children(n)
		w.block()
	default:
		w.children(n)
	}
}

// texts takes the words of a node into the block.
func (w *pastedWriter) texts(n *html.Node) {
	rest := n.Data
	for rest != "" {
		words, more, found := strings.Cut(rest, string(textBegin))
		w.say(blanks.ReplaceAllString(words, " "))
		if !found {
			return
		}
		number, after, _ := strings.Cut(more, string(textEnd))
		i, _ := strconv.Atoi(number)
		switch p := w.parts[i]; {
		case p.isMarkup():
			w.say(standIn(p))
		case p.pasted:
			w.say(htmlText(closed(p.source)))
		default:
			words := closed(p.source)
			if i > 0 && w.parts[i-1].pasted && strings.HasSuffix(w.parts[i-1].source, "\n") {
				words = "\n" + words
			}
			w.markdown(words)
		}
		rest = after
	}
}

// say adds words to the block.
func (w *pastedWriter) say(words string) {
	if last := len(w.runs) - 1; last < 0 || strings.HasSuffix(w.runs[last].text, " ") || strings.HasSuffix(w.runs[last].text, string(lineBreak)) {
		words = strings.TrimLeft(words, " \n\u00a0")
	}
	w.add(words, false)
}

// markdown adds what stands between HTML as it is.
func (w *pastedWriter) markdown(words string) {
	if w.flat {
		words = blanks.ReplaceAllString(words, " ")
	}
	if last := len(w.runs) - 1; last >= 0 && strings.HasPrefix(words, "\n") {
		w.runs[last].text = strings.TrimRight(w.runs[last].text, " ")
	}
	if last := len(w.runs) - 1; last >= 0 && strings.HasSuffix(w.runs[last].text, string(lineBreak)) {
		end, rest := lineEnd(words)
		if words = rest; end != hardBreak && rest != "" {
			w.runs[last].text, words = strings.TrimSuffix(w.runs[last].text, string(lineBreak)), end+rest
		}
	}
	w.add(words, true)
}

func (w *pastedWriter) add(words string, markdown bool) {
	looks := w.style
	looks.strong = looks.strong && !w.head
	if last := len(w.runs) - 1; words == "" {
	} else if last >= 0 && w.runs[last].style == looks && w.runs[last].markdown == markdown {
		w.runs[last].text += words
	} else {
		w.runs = append(w.runs, run{looks, words, markdown})
	}
}

// lineBreak ends a line; a second one in a row ends the paragraph.
func (w *pastedWriter) lineBreak() {
	switch {
	case w.flat || len(w.runs) == 0:
		w.say(" ")
	case strings.HasSuffix(strings.TrimRight(w.runs[len(w.runs)-1].text, " \u00a0"), string(lineBreak)):
		w.block()
	default:
		w.add(string(lineBreak), false)
	}
}

// block ends a block, and has the next one stand apart.
func (w *pastedWriter) block() {
	w.flush()
	if w.lead == nil {
		w.gap = max(w.gap, 2)
	}
}

// begunWith writes a node whose first line begins with a mark, and the others with what stands below it.
func (w *pastedWriter) begunWith(first, others string, n *html.Node) {
	around, outer := w.lead, w.rest
	lead := w.rest + first
	if around != nil {
		lead = *around + first
	}
	w.lead, w.rest = &lead, w.rest+others
	w.children(n)
	w.flush()
	if w.lead != &lead { // something was written
		around = nil
	}
	w.lead, w.rest = around, outer
}

func (w *pastedWriter) heading(n *html.Node) {
	w.block()
	w.flat, w.head = true, true
	w.begunWith(strings.Repeat("#", int(n.Data[1]-'0'))+" ", "", n)
	w.flat, w.head = false, false
	w.block()
}

func (w *pastedWriter) list(n *html.Node) {
	w.block()
	w.afterItem = w.afterItem && w.items > 0
	number, err := strconv.Atoi(attribute(n, "start"))
	if err != nil {
		number = 1
	}
	w.items++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Data == "li" && n.Data == "ol":
			w.item(strconv.Itoa(number)+". ", c)
			number++
		case (c.Data == "ul" || c.Data == "ol") && w.afterItem: // which stands in the item before, as is meant
			w.rest += "  "
			w.node(c)
			w.rest = w.rest[:len(w.rest)-2]
		default:
			w.node(c)
		}
	}
	w.items--
	w.block()
}

// item writes an item of a list, on the line below the one before it.
func (w *pastedWriter) item(marker string, n *html.Node) {
	w.flush()
	if w.afterItem {
		w.gap = 1
	}
	w.items++
	w.begunWith(marker, strings.Repeat(" ", len(marker)), n)
	w.items--
}

var (
	container = regexp.MustCompile(`^[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]+)*`)
	opened    = regexp.MustCompile(`(?:^|\n)[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]+)+$`)
	noQuote   = regexp.MustCompile(`[^> \t]`)
)

// flush writes the block.
func (w *pastedWriter) flush() {
	text, runs := w.inline(), w.runs
	w.runs = nil
	if strings.Trim(text, " \t\n\u00a0") == "" {
		return
	}
	// An item or a quotation of Markdown in which nothing stands yet begins the next block.
	begins := runs[len(runs)-1].markdown && opened.MatchString(text)
	if !begins {
		text = strings.TrimRight(text, " \t\n\u00a0")
	}
	w.begin(text)
	own := slices.ContainsFunc(runs, func(r run) bool { return r.markdown })
	for i, line := range strings.Split(strings.TrimLeft(text, "\n"), string(lineBreak)) {
		if i > 0 {
			w.WriteString(hardBreak + w.container + w.rest)
		}
		w.WriteString(line)
		if w.rest == "" && own {
			line = w.String()[strings.LastIndexByte(w.String(), '\n')+1:]
			w.container = noQuote.ReplaceAllString(container.FindString(line), " ")
		}
	}
	if w.afterItem = w.items > 0; begins {
		empty := ""
		w.lead = &empty
	}
}

// begin writes what stands ahead of a block. Markdown that begins with a break says itself what its lines begin with.
func (w *pastedWriter) begin(text string) {
	own := strings.HasPrefix(text, "\n")
	switch {
	case w.Len() == 0:
	case strings.HasPrefix(text, "\n\n"):
		w.WriteString("\n\n")
	case w.gap > 1:
		w.WriteString("\n" + strings.TrimRight(w.container+w.rest, " ") + "\n")
	case w.gap > 0 || own:
		w.WriteString("\n")
	}
	newLine := w.gap > 0 || w.Len() == 0
	if newLine && !own {
		w.WriteString(w.container)
	}
	switch {
	case own:
	case w.lead != nil:
		w.WriteString(*w.lead)
	case newLine:
		w.WriteString(w.rest)
	}
	w.lead, w.gap = nil, 0
}
