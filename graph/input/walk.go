package input

import (
	"iter"

	"github.com/vektah/gqlparser/v2/ast"
)

// values yields all values that stand in an operation, each with its place.
func values(op *ast.OperationDefinition) iter.Seq2[string, *ast.Value] {
	return func(yield func(string, *ast.Value) bool) {
		w := walk{yield: yield, seen: map[*ast.FragmentDefinition]bool{}}
		_ = w.directives(op.Directives) && w.set(op.SelectionSet)
	}
}

// walk goes through an operation, until somebody has seen enough. It enters each fragment once.
type walk struct {
	yield func(string, *ast.Value) bool
	seen  map[*ast.FragmentDefinition]bool
}

func (w *walk) set(set ast.SelectionSet) bool {
	for _, s := range set {
		more := true
		switch s := s.(type) {
		case *ast.Field:
			more = w.arguments(s.Arguments) && w.directives(s.Directives) && w.set(s.SelectionSet)
		case *ast.InlineFragment:
			more = w.directives(s.Directives) && w.set(s.SelectionSet)
		case *ast.FragmentSpread:
			more = w.directives(s.Directives) && w.fragment(s.Definition)
		}
		if !more {
			return false
		}
	}
	return true
}

func (w *walk) fragment(def *ast.FragmentDefinition) bool {
	if w.seen[def] {
		return true
	}
	w.seen[def] = true
	return w.directives(def.Directives) && w.set(def.SelectionSet)
}

func (w *walk) directives(list ast.DirectiveList) bool {
	for _, d := range list {
		if !w.arguments(d.Arguments) {
			return false
		}
	}
	return true
}

func (w *walk) arguments(list ast.ArgumentList) bool {
	for _, a := range list {
		if !descend(a.Name, a.Value, w.yield) {
			return false
		}
	}
	return true
}
