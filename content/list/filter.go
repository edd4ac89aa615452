package list

import (
	"partnernetz/content"
	"time"
)

// Comparison tests one field. What is nil is not tested.
type Comparison[T any] struct {
	Eq, Ne           *T
	In               []T
	Gt, Gte, Lt, Lte *T
	Contains         *string
	IsNull           *bool
}

// The comparisons that several types share.
type (
	IDFilter       = Comparison[string]
	StringFilter   = Comparison[string]
	DateFilter     = Comparison[content.Date]
	DateTimeFilter = Comparison[time.Time]
	IntFilter      = Comparison[int]
	BooleanFilter  = Comparison[bool]
)

// On applies the comparison to a field.
func (c *Comparison[T]) On(f Operand) Condition {
	if c == nil {
		return All()
	}
	var tests []Condition
	test := func(op Op, v *T) {
		if v != nil {
			tests = append(tests, Condition{Op: op, Operand: f, Value: *v})
		}
	}
	test(Eq, c.Eq)
	test(Ne, c.Ne)
	test(Gt, c.Gt)
	test(Gte, c.Gte)
	test(Lt, c.Lt)
	test(Lte, c.Lte)
	if c.In != nil {
		values := make([]any, len(c.In))
		for i, v := range c.In {
			values[i] = v
		}
		tests = append(tests, Condition{Op: In, Operand: f, Value: values})
	}
	if c.Contains != nil {
		tests = append(tests, Condition{Op: Contains, Operand: f, Value: *c.Contains})
	}
	if c.IsNull != nil {
		tests = append(tests, Condition{Op: IsNull, Operand: f, Value: *c.IsNull})
	}
	return All(tests...)
}

// ListFilter tests the entries at the other end of a link to many.
type ListFilter[F any] struct {
	Some, None, Every *F
}

// On applies the filter to a link: the field holds one of the values that the entries of the other kind have at a path.
func (l *ListFilter[F]) On(f Operand, kind content.Kind, path string, condition func(*F) Condition) Condition {
	if l == nil {
		return All()
	}
	some := func(c Condition) Condition { return linked(f, kind, path, c) }
	var tests []Condition
	if l.Some != nil {
		tests = append(tests, some(condition(l.Some)))
	}
	if l.None != nil {
		tests = append(tests, negate(some(condition(l.None))))
	}
	if l.Every != nil {
		tests = append(tests, negate(some(negate(condition(l.Every)))))
	}
	return All(tests...)
}

// linked holds where the field has one of the values that matching entries of the other kind have at a path.
func linked(f Operand, kind content.Kind, path string, where Condition) Condition {
	return Condition{Op: InSelect, Operand: f, Select: &Select{Kind: kind, Path: path, Where: where}}
}

// LinkTo tests the entry at the other end of a link to one, whose id the field holds.
func LinkTo[F comparableFilter](f Operand, kind content.Kind, filter F) Condition {
	var none F
	if filter == none {
		return All()
	}
	return linked(f, kind, "id", filter.Condition())
}
