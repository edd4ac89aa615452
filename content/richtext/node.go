package richtext

import (
	"partnernetz/content"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Node is a part of a text. The tree is written down from top to bottom, each part ahead of what is in it.
type Node struct {
	Kind  NodeKind
	Depth int     // 0 for what is in nothing
	Text  *string // of the innermost parts
	Level *int    // of a heading
	Href  *string // of a link; nil too if its target is not in the view

	Number *int // of an item of an ordered list
}

// NodeKind is what a part of a text is.
type NodeKind string

// nodeKind is the kind of a node of the parser; empty for one that is none of ours.
func nodeKind(n ast.Node) NodeKind {
	switch n := n.(type) {
	case *ast.Heading:
		return "HEADING"
	case *ast.Paragraph, *ast.TextBlock:
		return "PARAGRAPH"
	case *ast.Blockquote:
		return "QUOTE"
	case *ast.List:
		if n.IsOrdered() {
			return "ORDERED_LIST"
		}
		return "LIST"
	case *ast.ListItem:
		return "LIST_ITEM"
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return "CODE_BLOCK"
	case *ast.ThematicBreak:
		return "RULE"
	case *ast.CodeSpan:
		return "CODE"
	case *ast.Emphasis:
		if n.Level > 1 {
			return "STRONG"
		}
		return "EMPHASIS"
	case *ast.Link, *ast.AutoLink:
		return "LINK"
	case *ast.Text:
		return "TEXT"
	case *extast.Table:
		return "TABLE"
	case *extast.TableHeader, *extast.TableRow:
		return "TABLE_ROW"
	case *extast.TableCell:
		return "TABLE_CELL"
	}
	return ""
}

// nodes writes the tree down. What the HTML would not show is not in it either.
func (p *parsed) nodes() []*Node {
	all, depth := []*Node{}, 0
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		kind := nodeKind(n)
		if kind == "" {
			if _, raw := n.(*ast.HTMLBlock); raw || n.Kind() == ast.KindRawHTML {
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		}
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		node := &Node{Kind: kind, Depth: depth}
		depth++
		p.describe(node, n)
		all = append(all, node)
		if kind == "LINK" && n.FirstChild() == nil && node.Text != nil { // an address that stands for itself
			all = append(all, &Node{Kind: "TEXT", Depth: depth, Text: node.Text})
			node.Text = nil
		}
		return ast.WalkContinue, nil
	})
	return all
}

func (p *parsed) describe(node *Node, n ast.Node) {
	said := func(s string) { node.Text = &s }
	switch n := n.(type) {
	case *ast.Heading:
		node.Level = &n.Level
	case *ast.ListItem:
		if m, ok := markerAt(n); ok {
			node.Number = &m.number
		}
	case *ast.Text:
		s := strings.TrimSuffix(p.words(n), "\n")
		switch {
		case n.HardLineBreak():
			s += "\n"
		case n.SoftLineBreak() || strings.HasSuffix(string(n.Value(p.source)), "\n"): // which it is within code
			s += " "
		}
		said(s)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		s := ""
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			s += string(line.Value(p.source))
		}
		said(s)
	case *ast.Link:
		node.Href = content.Followable(strings.ReplaceAll(string(n.Destination), "&amp;", "&"))
	case *ast.AutoLink:
		node.Href = content.Followable(p.autoLink(n))
		said(string(n.Label(p.source)))
	}
}
