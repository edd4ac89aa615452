package limit

import (
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// naive counts by putting every fragment in place, one by one. It gives up at
// cycles, and at documents with more than left selections.
type naive struct {
	doc  *ast.QueryDocument
	open map[string]bool
	left int
	ok   bool
}

func (v *naive) set(set ast.SelectionSet, depth int, n *count) {
	for _, s := range set {
		if v.left--; v.left < 0 {
			v.ok = false
			return
		}
		switch s := s.(type) {
		case *ast.Field:
			n.fields++
			n.directives += len(s.Directives)
			if s.Alias != s.Name {
				n.aliases++
			}
			n.depth = max(n.depth, depth+1)
			v.set(s.SelectionSet, depth+1, n)
		case *ast.InlineFragment:
			n.directives += len(s.Directives)
			n.depth = max(n.depth, depth+1)
			v.set(s.SelectionSet, depth+1, n)
		case *ast.FragmentSpread:
			n.fields++
			n.directives += len(s.Directives)
			def := v.doc.Fragments.ForName(s.Name)
			if def == nil {
				continue
			}
			if v.open[s.Name] {
				v.ok = false
				return
			}
			v.open[s.Name] = true
			n.directives += len(def.Directives)
			v.set(def.SelectionSet, depth, n)
			delete(v.open, s.Name)
		}
	}
}

func FuzzCount(f *testing.F) {
	for _, seed := range []string{
		"{ a b: c @d { ... @e { f } ...G } } fragment G on H @i { j { k } }",
		"{ ...A ...A } fragment A on Q { ...B x:y ...B } fragment B on Q { z ...None }",
		"query A { ...A } query B { ...B } fragment A on Q { ...B } fragment B on Q { ...A }",
		"query($v: Int = 1 @d) @d { a(b: {c: [1, $v]}) { a a } a { b } }",
		"{ ...A } fragment A on Q { a } fragment A on Q { ...A }",
		"[[[[", "{", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if tokens(query) > DefaultTokens {
			t.Skip()
		}
		_ = Document{Cache: graphql.NoCache[*ast.QueryDocument]{}}.
			MutateOperationParameters(t.Context(), &graphql.RawParams{Query: query})
		doc, err := parser.ParseQuery(&ast.Source{Input: query})
		if err != nil {
			return
		}
		c := newCounter(doc)
		for _, op := range doc.Operations {
			got := c.operation(op)
			want := count{directives: len(op.Directives)}
			for _, variable := range op.VariableDefinitions {
				want.directives += len(variable.Directives)
			}
			v := naive{doc: doc, open: map[string]bool{}, left: 10_000, ok: true}
			v.set(op.SelectionSet, 0, &want)
			if v.ok && got != want {
				t.Errorf("count = %+v, want %+v", got, want)
			}
		}
	})
}

func TestSaturation(t *testing.T) {
	if got := add(ceiling, ceiling); got != ceiling {
		t.Errorf("add = %d", got)
	}
	if got := times(ceiling, ceiling); got != ceiling {
		t.Errorf("times = %d", got)
	}
	if got := times(ceiling, 0) + times(0, ceiling); got != 0 {
		t.Errorf("times with 0 = %d", got)
	}
	if got := times(1000, 1000); got != 1_000_000 {
		t.Errorf("times = %d", got)
	}
	if got := number(ceiling); got != "more than 1000000000" {
		t.Errorf("number = %q", got)
	}
}
