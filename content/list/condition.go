package list

import (
	"partnernetz/content"
	"strings"
)

// maxConditions bounds what one filter may ask of the database.
const maxConditions = 200

// Op is how a condition is tested.
type Op string

// The operators. And, Or and Not combine conditions; the others test a field.
const (
	And      Op = "and" // also what no condition at all is
	Or       Op = "or"
	Not      Op = "not"
	Eq       Op = "eq"
	Ne       Op = "ne"
	In       Op = "in"
	Gt       Op = "gt"
	Gte      Op = "gte"
	Lt       Op = "lt"
	Lte      Op = "lte"
	Contains Op = "contains" // Value is a string; compares as Fold does
	IsNull   Op = "isNull"   // Value is a bool
	Matches  Op = "matches"  // Value is a string; holds for what a search for it finds, without an operand
	InSelect Op = "inSelect" // the field is among the values that Select finds
	Used     Op = "used"     // Value is a bool; whether something in the view links to the entry, without an operand
)

// Condition is a filter in a form that knows nothing of the type it came from.
type Condition struct {
	Op      Op
	Operand Operand
	Value   any
	Of      []Condition
	Select  *Select
}

// Operand is what a condition tests.
type Operand struct {
	Path   string           // in the stored entry, or for a localised text its name in Entry.Searchable
	Sort   string           // for a localised text the field in Entry.Sortable that holds its keys, else empty
	For    content.Audience // whom the field is for; empty for everyone
	Drafts bool             // whether only views of drafts have it
	Name   string           // of the filter, where it is not for everyone
}

// Select finds the values of a path among the entries of a kind that a condition holds for.
type Select struct {
	Kind  content.Kind
	Path  string
	Where Condition
}

// Path is a field by where it stands in the stored entry.
func Path(p string) Operand { return Operand{Path: p} }

// Only keeps the filter of a field for an audience.
func (o Operand) Only(a content.Audience, name string) Operand {
	o.For, o.Name = a, name
	return o
}

// Title is the field of a localised text whose order has the same name.
func Title(name string) Operand { return Operand{Path: name, Sort: strings.ToUpper(name)} }

// All holds where all of some conditions do; always for none.
func All(conditions ...Condition) Condition {
	var of []Condition
	for _, c := range conditions {
		if c.Op != And || len(c.Of) > 0 {
			of = append(of, c)
		}
	}
	if len(of) == 1 {
		return of[0]
	}
	return Condition{Op: And, Of: of}
}

func negate(c Condition) Condition { return Condition{Op: Not, Of: []Condition{c}} }

type comparableFilter interface {
	Filter
	comparable
}

// Logic is the part that all filters share: and, or, not.
func Logic[F comparableFilter](and, or []F, not F) Condition {
	var none F
	parts := []Condition{All(conditions(and)...)}
	if or != nil {
		parts = append(parts, Condition{Op: Or, Of: conditions(or)})
	}
	if not != none {
		parts = append(parts, negate(not.Condition()))
	}
	return All(parts...)
}

func conditions[F Filter](filters []F) []Condition {
	cs := make([]Condition, len(filters))
	for i, f := range filters {
		cs[i] = f.Condition()
	}
	return cs
}

// size counts the tests in a condition.
func (c Condition) size() int {
	n := 1
	for _, o := range c.Of {
		n += o.size()
	}
	if c.Select != nil {
		n += c.Select.Where.size()
	}
	return n
}

// check refuses a condition on what is not for the reader. To drop it would find more than was asked for, and to test it
// would let one guess.
func (c Condition) check(v content.View) error {
	switch {
	case c.Operand.For != "" && !v.Scope.Has(c.Operand.For):
		return content.Errorf(content.Forbidden, "you may not filter by %s, which is not for you to see", c.Operand.Name)
	case c.Operand.Drafts && (v.Stage == content.Published || v.Previews()):
		return content.Errorf(content.Forbidden, "%s is a filter for those who edit, in a view of drafts: @view(stage: DRAFT)", c.Operand.Name)
	}
	of := c.Of
	if c.Select != nil {
		of = append(of, c.Select.Where)
	}
	for _, o := range of {
		if err := o.check(v); err != nil {
			return err
		}
	}
	return nil
}

// Usage holds for the entries that something in the view links to, or for the others.
func Usage(v *bool) Condition {
	if v == nil {
		return All()
	}
	return Condition{Op: Used, Value: *v}
}

// Matching holds for the entries that a search for the text finds.
func Matching(text *string) Condition {
	if text == nil {
		return All()
	}
	return Condition{Op: Matches, Value: *text}
}
