package richtext

import "github.com/yuin/goldmark/ast"

// Outline is what a text has in it for whoever looks through it, before anything is known of others.
type Outline struct {
	Headings []*Heading
	Links    []WrittenLink // each as often as it is there
}

// WrittenLink is a link as it was written.
type WrittenLink struct{ Address, Words string }

// OutlineOf takes a text apart.
func OutlineOf(source string) (o Outline) {
	p := readText(source, map[string]int{})
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			p.heading(n)
		case *ast.Link:
			o.Links = append(o.Links, WrittenLink{destination(n), p.textOf(n)})
		case *ast.AutoLink:
			o.Links = append(o.Links, WrittenLink{p.autoLink(n), string(n.Label(p.source))})
		}
		return ast.WalkContinue, nil
	})
	o.Headings = p.headings
	return o
}
