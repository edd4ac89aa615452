package writer

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Object is an object type that can be written.
type Object struct {
	Satisfies []string // its own name, and those of the interfaces and unions that it belongs to
	Fields    []string // in the order of their numbers
	Links     []string // the fields that may need a command of the database
}

// Plan is an operation prepared for writing, for certain values of the variables that @skip and @include go by.
type Plan struct {
	root       *Selection
	steps      int
	selections int
	size       atomic.Int64 // of the last answer, in bytes
}

// Selection is what is asked for of one object.
type Selection struct {
	Steps []Step
	links int // how many of the steps may need a command of the database
	n     int // number of the selection in its plan
}

// Step is a field that is asked for.
type Step struct {
	Field     int    // the number of the field in its object, or Typename
	key       string // as it is written, with the comma that separates it from the step before
	n         int    // number of the step in its plan
	Collected graphql.CollectedField
	One       *Selection            // if the type of the field is an object
	Of        map[string]*Selection // if the type is an interface or a union: by the names of objects
	above     *Step                 // the field that this one belongs to
}

// Typename is the number of the field __typename.
const Typename = -1

// maxSteps bounds a plan, as interfaces within interfaces multiply. gqlgen carries out operations with larger plans.
const maxSteps = 5000

// compiler makes a plan.
type compiler struct {
	op         *graphql.OperationContext
	schema     *ast.Schema
	objects    map[string]Object
	steps      int
	selections int
}

// plan returns nil if gqlgen has to carry out the operation.
func (c *compiler) plan() *Plan {
	root := c.selection(c.schema.Query.Name, c.op.Operation.SelectionSet, nil)
	if root == nil {
		return nil
	}
	return &Plan{root: root, steps: c.steps, selections: c.selections}
}

func (c *compiler) selection(object string, set ast.SelectionSet, above *Step) *Selection {
	o := c.objects[object]
	fields := merged(graphql.CollectFields(c.op, set, o.Satisfies))
	sel := &Selection{Steps: make([]Step, len(fields)), n: c.selections}
	c.selections++
	for i, f := range fields {
		if c.steps++; c.steps > maxSteps {
			return nil
		}
		separator := ","
		if i == 0 {
			separator = ""
		}
		s := &sel.Steps[i]
		*s = Step{key: separator + `"` + f.Alias + `":`, n: c.steps - 1, Collected: f, above: above}
		if !c.step(s, o, f) {
			return nil
		}
		if slices.Contains(o.Links, f.Name) {
			sel.links++
		}
	}
	return sel
}

// merged returns the fields with each name once. gqlgen takes a field that is selected on a union and on its object for two
// fields, and leaves out the second when it writes both.
func merged(fields []graphql.CollectedField) []graphql.CollectedField {
	places := make(map[string]int, len(fields))
	once := make([]graphql.CollectedField, 0, len(fields))
	for _, f := range fields {
		if i, again := places[f.Alias]; again {
			once[i].Selections = slices.Concat(once[i].Selections, f.Selections)
			continue
		}
		places[f.Alias] = len(once)
		once = append(once, f)
	}
	return once
}

func (c *compiler) step(s *Step, o Object, f graphql.CollectedField) bool {
	if f.Name == "__typename" {
		s.Field = Typename
		return true
	}
	if s.Field = slices.Index(o.Fields, f.Name); s.Field < 0 {
		return false
	}
	def := c.schema.Types[f.Definition.Type.Name()]
	switch {
	case strings.HasPrefix(f.Name, "__") || def.IsLeafType():
	case def.IsAbstractType():
		s.Of = map[string]*Selection{}
		for _, possible := range c.schema.GetPossibleTypes(def) {
			if possible.Kind != ast.Object {
				continue // an interface that belongs to this interface
			}
			if s.Of[possible.Name] = c.selection(possible.Name, f.Selections, s); s.Of[possible.Name] == nil {
				return false
			}
		}
	default:
		s.One = c.selection(def.Name, f.Selections, s)
		return s.One != nil
	}
	return true
}

// path returns the names of the fields down to the step.
func (s *Step) path() []string {
	if s == nil {
		return nil
	}
	return append(s.above.path(), s.Collected.Alias)
}
