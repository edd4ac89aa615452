package writer

import (
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	maxOperations = 100 // operations whose plans are kept; as many as are kept parsed
	maxPlans      = 16  // of one operation
)

// plans keeps plans by operation.
type plans struct {
	schema  *ast.Schema
	objects map[string]Object
	byOp    *lru.Cache[*ast.OperationDefinition, *versions]
}

// versions are the plans of one operation, by the values of the variables that @skip and @include go by.
type versions struct {
	conditions []string
	mu         sync.Mutex
	by         map[string]*Plan
}

func newPlans(schema *ast.Schema, objects map[string]Object) *plans {
	byOp, _ := lru.New[*ast.OperationDefinition, *versions](maxOperations) // fails only for sizes below 1
	return &plans{schema, objects, byOp}
}

// of returns the plan of an operation; nil if gqlgen has to carry it out.
func (ps *plans) of(op *graphql.OperationContext) *Plan {
	vs, ok := ps.byOp.Get(op.Operation)
	if !ok {
		vs = &versions{conditions: conditions(op.Doc), by: map[string]*Plan{}}
		ps.byOp.Add(op.Operation, vs)
	}
	key := make([]byte, 0, 8*len(vs.conditions))
	for _, name := range vs.conditions {
		on, _ := op.Variables[name].(bool)
		key = strconv.AppendBool(key, on)
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	p, ok := vs.by[string(key)]
	if !ok {
		c := &compiler{op: op, schema: ps.schema, objects: ps.objects}
		p = c.plan()
		if len(vs.by) >= maxPlans {
			clear(vs.by)
		}
		vs.by[string(key)] = p
	}
	return p
}

// conditions returns the variables that @skip and @include go by, anywhere in a document.
func conditions(doc *ast.QueryDocument) (names []string) {
	seen := map[string]bool{}
	directives := func(list ast.DirectiveList) {
		for _, d := range list {
			if d.Name != "skip" && d.Name != "include" {
				continue
			}
			for _, a := range d.Arguments {
				if a.Value.Kind == ast.Variable && !seen[a.Value.Raw] {
					seen[a.Value.Raw] = true
					names = append(names, a.Value.Raw)
				}
			}
		}
	}
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				directives(s.Directives)
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				directives(s.Directives)
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				directives(s.Directives)
			}
		}
	}
	for _, o := range doc.Operations {
		walk(o.SelectionSet)
	}
	for _, f := range doc.Fragments {
		walk(f.SelectionSet)
	}
	return names
}
