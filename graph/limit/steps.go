package limit

import "github.com/vektah/gqlparser/v2/ast"

// stepper follows validation closely enough to know what validating will cost.
//
// Validation walks every operation and every fragment with all they contain.
// Wherever it enters braces, it compares each two fields of the same response
// name, and what these contain in turn, to check that one answer can hold both.
// This is quadratic in the fields of one name, and starts over at every inline fragment.
type stepper struct {
	fragments map[string]*ast.FragmentDefinition
	open      map[*ast.FragmentDefinition]bool
	left      int
	depth     int
}

// affordable reports whether validation needs no more than limit steps for a
// document no deeper than depth. It takes no more steps itself, even with cycles.
func affordable(doc *ast.QueryDocument, limit, depth int) bool {
	s := &stepper{
		fragments: byName(doc),
		open:      map[*ast.FragmentDefinition]bool{},
		left:      limit,
		depth:     depth,
	}
	for _, op := range doc.Operations {
		s.walk(op.SelectionSet)
	}
	for _, def := range doc.Fragments {
		s.enter(def, s.walk)
	}
	return s.left >= 0
}

// enter visits a fragment, unless it is open already.
func (s *stepper) enter(def *ast.FragmentDefinition, visit func(ast.SelectionSet)) {
	if def == nil || s.open[def] {
		return
	}
	s.open[def] = true
	visit(def.SelectionSet)
	delete(s.open, def)
}

func (s *stepper) walk(set ast.SelectionSet) {
	s.within([]ast.SelectionSet{set}, s.depth)
	for _, selection := range set {
		if s.left < 0 {
			return
		}
		switch selection := selection.(type) {
		case *ast.Field:
			s.left--
			for _, arg := range selection.Arguments {
				s.value(arg.Value)
			}
			s.walk(selection.SelectionSet)
		case *ast.InlineFragment:
			s.walk(selection.SelectionSet)
		case *ast.FragmentSpread:
			s.enter(s.fragments[selection.Name], s.walk)
		}
	}
}

func (s *stepper) value(v *ast.Value) {
	s.left--
	for _, child := range v.Children {
		s.value(child.Value)
	}
}

// within compares the fields of sets that end up in the same object. Cyclic
// fragments never end, hence levels; other fragments have passed the depth limit.
func (s *stepper) within(sets []ast.SelectionSet, levels int) {
	fields := map[string][]ast.SelectionSet{}
	var collect func(ast.SelectionSet)
	collect = func(set ast.SelectionSet) {
		for _, selection := range set {
			if s.left--; s.left < 0 {
				return
			}
			switch selection := selection.(type) {
			case *ast.Field:
				fields[selection.Alias] = append(fields[selection.Alias], selection.SelectionSet)
			case *ast.InlineFragment:
				collect(selection.SelectionSet)
			case *ast.FragmentSpread:
				s.enter(s.fragments[selection.Name], collect)
			}
		}
	}
	for _, set := range sets {
		collect(set)
	}
	for _, same := range fields {
		s.left -= len(same) * (len(same) - 1) / 2
		if len(same) > 1 && levels > 0 && s.left >= 0 {
			s.within(same, levels-1)
		}
	}
}
