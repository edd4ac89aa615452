package limit

import "github.com/vektah/gqlparser/v2/ast"

// count is what a part of a document contains, with all fragments put in place.
type count struct {
	depth, fields, aliases, directives int
}

// beside adds a part that is next to this one.
func (n count) beside(o count) count {
	return count{
		depth:      max(n.depth, o.depth),
		fields:     add(n.fields, o.fields),
		aliases:    add(n.aliases, o.aliases),
		directives: add(n.directives, o.directives),
	}
}

// counter visits each fragment once, however often it is used, so that the time
// for counting grows with the text and not with what the text stands for.
type counter struct {
	fragments map[string]*ast.FragmentDefinition
	// counted has a zero for a fragment that is being counted: so a cycle adds
	// nothing, and validation will report it.
	counted map[*ast.FragmentDefinition]count
}

func newCounter(doc *ast.QueryDocument) *counter {
	return &counter{
		fragments: byName(doc),
		counted:   make(map[*ast.FragmentDefinition]count, len(doc.Fragments)),
	}
}

// byName has the first of several fragments of one name, as validation does.
func byName(doc *ast.QueryDocument) map[string]*ast.FragmentDefinition {
	fragments := make(map[string]*ast.FragmentDefinition, len(doc.Fragments))
	for _, def := range doc.Fragments {
		if _, taken := fragments[def.Name]; !taken {
			fragments[def.Name] = def
		}
	}
	return fragments
}

func (c *counter) operation(op *ast.OperationDefinition) count {
	n := c.set(op.SelectionSet)
	n.directives = add(n.directives, len(op.Directives))
	for _, variable := range op.VariableDefinitions {
		n.directives = add(n.directives, len(variable.Directives))
	}
	return n
}

func (c *counter) definition(def *ast.FragmentDefinition) count {
	if n, ok := c.counted[def]; ok {
		return n
	}
	c.counted[def] = count{}
	n := c.set(def.SelectionSet)
	n.directives = add(n.directives, len(def.Directives))
	c.counted[def] = n
	return n
}

func (c *counter) set(set ast.SelectionSet) count {
	var n count
	for _, s := range set {
		n = n.beside(c.selection(s))
	}
	return n
}

func (c *counter) selection(s ast.Selection) count {
	var n count
	switch s := s.(type) {
	case *ast.Field:
		n = c.set(s.SelectionSet)
		n.depth = add(n.depth, 1)
		n.fields = add(n.fields, 1)
		n.directives = add(n.directives, len(s.Directives))
		if s.Alias != s.Name {
			n.aliases = add(n.aliases, 1)
		}
	case *ast.InlineFragment:
		n = c.set(s.SelectionSet)
		n.depth = add(n.depth, 1)
		n.directives = add(n.directives, len(s.Directives))
	case *ast.FragmentSpread:
		if def := c.fragments[s.Name]; def != nil {
			n = c.definition(def)
		}
		// The spread itself counts: otherwise fragments that only spread others,
		// and in the end one that does not exist, would count for nothing.
		n.fields = add(n.fields, 1)
		n.directives = add(n.directives, len(s.Directives))
	}
	return n
}

func (c *counter) body(s *ast.FragmentSpread) ast.SelectionSet {
	if def := c.fragments[s.Name]; def != nil {
		return def.SelectionSet
	}
	return nil
}
