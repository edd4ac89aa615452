package limit

import (
	"cmp"
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	// DefaultMax allows three lists of 100 that hold lists of 20 that hold lists of 50.
	DefaultMax = 320_000
	// DefaultAssumed is the length assumed for a list that does not give one.
	DefaultAssumed = 10
	// DefaultCounted allows for lists that are shorter than they may be, as most are.
	DefaultCounted = 4 * DefaultAnswer
)

// Cost refuses an operation that may return too many entries or too long an answer.
//
// It multiplies the lengths of the lists on the way down: for a connection its
// "first" or "last", for a root field the length of its "ids", for any other list
// a guess. Objects with an id count as entries, objects of Heavy types, and
// what introspection shows. Bytes are those of response names and the least
// that their values take. Two selections of one field in the same place are
// counted twice, so both numbers are upper bounds. It must be used as a pointer; a zero means the default.
type Cost struct {
	// Max is how many entries one operation may return.
	Max int
	// Counted is how many bytes an answer may be counted to have.
	Counted int
	// Assumed is the assumed length of lists that are not connections.
	Assumed int
	// Heavy names types without an id that cost as much as an entry.
	Heavy []string

	sizes *sizes
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
} = (*Cost)(nil)

// ExtensionName is the name gqlgen knows this extension by.
func (*Cost) ExtensionName() string { return "CostLimit" }

// Validate takes the schema, which tells which fields are lists and which are entries.
func (c *Cost) Validate(es graphql.ExecutableSchema) error {
	c.sizes = newSizes(es.Schema(), cmp.Or(c.Assumed, DefaultAssumed), c.Heavy)
	return nil
}

// MutateOperationContext refuses the operation or leaves it as it is.
func (c *Cost) MutateOperationContext(
	_ context.Context, op *graphql.OperationContext,
) *gqlerror.Error {
	t := newTally(c.sizes, op.Variables)
	total := t.set(op.Operation.SelectionSet).total()
	op.Stats.SetExtension(costKey, total)
	if limit := cmp.Or(c.Max, DefaultMax); total.entries > limit {
		return refuse(CodeTooExpensive,
			"The operation may return %s entries, the limit is %d; most are in %s. Ask for smaller pages.",
			number(total.entries), limit, t.heaviest(op, func(a amount) int { return a.entries }))
	}
	if limit := cmp.Or(c.Counted, DefaultCounted); total.bytes > limit {
		return refuse(CodeAnswerTooLarge,
			"The answer may have %s bytes, and more than %d are refused; most are in %s. Ask for smaller pages or fewer fields.",
			number(total.bytes), limit, t.heaviest(op, func(a amount) int { return a.bytes }))
	}
	return nil
}

const costKey = "cost"

// costOf returns the cost that was counted for an operation.
func costOf(op *graphql.OperationContext) amount {
	a, _ := op.Stats.GetExtension(costKey).(amount)
	return a
}

func (t *tally) heaviest(op *graphql.OperationContext, of func(amount) int) string {
	return heaviest(op.Operation.SelectionSet, scale{
		weigh: func(s ast.Selection) int { return of(t.selection(s).total()) },
		body:  func(s *ast.FragmentSpread) ast.SelectionSet { return s.Definition.SelectionSet },
		label: t.label,
	})
}

// label returns the name of a field, for a list with the number of entries that it was counted with.
func (t *tally) label(f *ast.Field) string {
	if n := t.length(f); n != 1 {
		return clip(f.Alias) + " (×" + number(n) + ")"
	}
	return f.Alias
}
