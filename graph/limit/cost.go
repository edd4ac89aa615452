package limit

import (
	"cmp"
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	// DefaultMax lets a list of 100 pass that holds lists of 20 that hold lists of 50.
	DefaultMax = 200_000
	// DefaultAssumed is the length taken for a list that says nothing of its own.
	DefaultAssumed = 10
)

// Cost refuses an operation that may return too many entries.
//
// It multiplies what the lists on the way down may hold: a connection by its
// "first" or "last", a root field by the length of its "ids", any other list by
// a guess. Only objects with an id count as entries, and those of Heavy types; introspection is free.
// Two selections of one field in the same place are counted twice, so the number
// is an upper bound. It must be used as a pointer; a zero means the default.
type Cost struct {
	// Max is how many entries one operation may return.
	Max int
	// Assumed is how long lists are thought to be that are no connections.
	Assumed int
	// Heavy names types without an id that are as much as an entry is.
	Heavy []string

	schema *ast.Schema
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
} = (*Cost)(nil)

// ExtensionName is the name gqlgen knows this extension by.
func (*Cost) ExtensionName() string { return "CostLimit" }

// Validate takes the schema, whose types tell lists and entries apart.
func (c *Cost) Validate(es graphql.ExecutableSchema) error {
	c.schema = es.Schema()
	return nil
}

// MutateOperationContext refuses the operation or leaves it as it is.
func (c *Cost) MutateOperationContext(
	_ context.Context, op *graphql.OperationContext,
) *gqlerror.Error {
	t := newTally(c.schema, op.Variables, cmp.Or(c.Assumed, DefaultAssumed), c.Heavy)
	limit := cmp.Or(c.Max, DefaultMax)
	total := t.set(op.Operation.SelectionSet).total()
	if total <= limit {
		return nil
	}
	where := heaviest(op.Operation.SelectionSet, scale{
		weigh: func(s ast.Selection) int { return t.selection(s).total() },
		body:  func(s *ast.FragmentSpread) ast.SelectionSet { return s.Definition.SelectionSet },
		label: t.label,
	})
	return refuse(CodeTooExpensive,
		"The operation may return %s entries, the limit is %d; most are in %s. Ask for smaller pages.",
		number(total), limit, where)
}

// label adds to a list how many entries it was counted with.
func (t *tally) label(f *ast.Field) string {
	if n := t.length(f); n != 1 {
		return clip(f.Alias) + " (×" + number(n) + ")"
	}
	return f.Alias
}

func isConnection(def *ast.Definition) bool {
	return strings.HasSuffix(def.Name, "Connection")
}

func isEdge(def *ast.Definition) bool {
	return strings.HasSuffix(def.Name, "Edge")
}
