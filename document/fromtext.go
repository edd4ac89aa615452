package document

import (
	"partnernetz/content/richtext"
	"strings"
)

// FromText makes blocks of texts that editors wrote.
type FromText struct {
	Below    int    // the level of the heading that the text stands under; its own headings are below that, and no level is left out
	Language string // that the text is in; empty for that of what the blocks are put into
	Site     string // what leads to the website, without a slash at its end; addresses on it begin with a slash

	// Place tells the anchor at which the document itself has what an address leads to; nil, or empty, if it does not.
	Place func(address string) string
}

// branch is a part of a text with what is in it.
type branch struct {
	*richtext.Node
	below []branch
}

// grow makes a tree of nodes that are written down from top to bottom, as far as they are deeper than so much.
func grow(nodes []*richtext.Node, depth int) (all []branch, rest []*richtext.Node) {
	for len(nodes) > 0 && nodes[0].Depth >= depth {
		b := branch{Node: nodes[0]}
		b.below, nodes = grow(nodes[1:], depth+1)
		all = append(all, b)
	}
	return all, nodes
}

// Blocks returns the text as blocks.
func (f FromText) Blocks(nodes []*richtext.Node) []Block {
	tree, _ := grow(nodes, 0)
	r := reader{FromText: f, level: f.Below, highest: 6}
	for _, n := range nodes {
		if n.Kind == "HEADING" {
			r.highest = min(r.highest, *n.Level)
		}
	}
	return InLanguage(f.Language, r.blocks(tree)...)
}

type reader struct {
	FromText
	level   int // of the last heading
	highest int // level of the headings of the text
}

func (r *reader) blocks(tree []branch) (all []Block) {
	for _, b := range tree {
		switch b.Kind {
		case "HEADING":
			all = append(all, r.heading(b)...)
		case "PARAGRAPH":
			if text := r.inlines(b.below); len(text) > 0 {
				all = append(all, Paragraph{Text: text})
			}
		case "QUOTE":
			all = append(all, Quotation{Blocks: r.blocks(b.below)})
		case "LIST", "ORDERED_LIST":
			all = append(all, r.lists(b)...)
		case "CODE_BLOCK":
			all = append(all, Preformatted{strings.TrimRight(*b.Text, "\n")})
		case "RULE":
			all = append(all, Rule{})
		case "TABLE":
			all = append(all, r.table(b))
		}
	}
	return all
}

// heading is a heading, or where there is no level left for it a paragraph that is strong.
func (r *reader) heading(b branch) []Block {
	text := r.inlines(b.below)
	if Words(text) == "" {
		return nil
	}
	level := min(r.Below+1+*b.Level-r.highest, r.level+1)
	if level > 4 {
		return []Block{Paragraph{Text: []Inline{Strong(text)}}}
	}
	r.level = level
	return []Block{Heading{Level: level, Text: text}}
}

// lists is a list, or several if its numbers do not follow one another.
func (r *reader) lists(b branch) (all []Block) {
	next, now := 0, List{Ordered: b.Kind == "ORDERED_LIST"}
	for _, item := range b.below {
		if now.Ordered && item.Number != nil {
			if *item.Number != next && len(now.Items) > 0 {
				all = append(all, now)
				now.Items = nil
			}
			if len(now.Items) == 0 {
				now.Start = *item.Number
			}
			next = *item.Number + 1
		}
		now.Items = append(now.Items, r.blocks(item.below))
	}
	if len(now.Items) > 0 {
		all = append(all, now)
	}
	return all
}

// table is a table whose first row is its head. If the first cell of the head is empty, the first column says what the rows are
// about; if all are, it has no head.
func (r *reader) table(b branch) Table {
	t := Table{}
	for i, row := range b.below {
		cells, said := make([]Cell, len(row.below)), false
		for j, cell := range row.below {
			cells[j] = r.inlines(cell.below)
			said = said || Words(cells[j]) != ""
		}
		switch {
		case i > 0:
			t.Rows = append(t.Rows, cells)
			continue
		case said:
			t.Head = cells
		}
		t.Columns = make([]Column, len(cells))
		t.RowHeaders = Words(cells[0]) == ""
	}
	return t
}

func (r *reader) inlines(tree []branch) (all []Inline) {
	for _, b := range tree {
		switch b.Kind {
		case "TEXT":
			words, broken := strings.CutSuffix(*b.Text, "\n")
			if all = append(all, Text(words)); broken {
				all = append(all, Break{})
			}
		case "CODE":
			all = append(all, Code(Words(r.inlines(b.below))))
		case "STRONG":
			all = append(all, Strong(r.inlines(b.below)))
		case "EMPHASIS":
			all = append(all, Emphasis(r.inlines(b.below)))
		case "LINK":
			all = append(all, r.link(b)...)
		}
	}
	return all
}

// link leads to where the document has its target, or else to the target. One that leads nowhere on paper is only its words.
func (r *reader) link(b branch) []Inline {
	text := r.inlines(b.below)
	if b.Href == nil || Words(text) == "" {
		return text
	}
	address := *b.Href
	if r.Place != nil {
		if anchor := r.Place(address); anchor != "" {
			return []Inline{Link{To: anchor, Text: text}}
		}
	}
	if strings.HasPrefix(address, "/") {
		address = r.Site + address
	}
	link := Link{Address: address, Text: text}
	if !link.leads() {
		return text
	}
	return []Inline{link}
}
