package writer

import (
	"context"
	"io"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/graph/limit"
)

// maxFields bounds how many fields gqlgen's executor resolves, since it takes some microseconds for each, and any caller can
// make it carry out everything by one field that fails. Even the answer with the whole schema has only a tenth as many
// fields. A link counts as several fields: gqlgen reads the arguments of a link anew for each entry, and makes a query of
// them each time.
const (
	maxFields  = 120_000
	linkFields = 8
)

// bounds keep the answer of gqlgen's executor within a number of bytes and of fields. A field is counted as soon as it has
// been resolved, with the least bytes that its name and value take, and every byte is counted again when it is written.
type bounds struct {
	most   int
	cancel context.CancelCauseFunc
	left   atomic.Int64 // bytes that fields may still take
	fields atomic.Int64 // resolved so far
	mu     sync.Mutex
	types  map[*ast.Selection]int64 // see typenames

	written int // bytes; only one goroutine writes the answer
}

// bound watches the fields that gqlgen's executor resolves for an operation. When they pass a bound, it cancels the operation.
func bound(op *graphql.OperationContext, most int, cancel context.CancelCauseFunc) {
	b := &bounds{most: most, cancel: cancel, types: map[*ast.Selection]int64{}}
	b.left.Store(int64(most))
	field, root := op.ResolverMiddleware, op.RootResolverMiddleware
	op.ResolverMiddleware = func(ctx context.Context, next graphql.Resolver) (any, error) {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		value, err := field(ctx, next)
		at, counts := graphql.GetFieldContext(ctx), int64(1)
		if at.IsResolver {
			counts = linkFields
		}
		switch {
		case b.left.Add(-b.least(at.Field, value)) < 0:
			b.cancel(limit.AnswerTooLarge(b.most, names(ctx)))
		case b.fields.Add(counts) > maxFields:
			b.cancel(limit.TooManyFields(maxFields, names(ctx)))
		default:
			return value, err
		}
		return nil, context.Cause(ctx)
	}
	op.RootResolverMiddleware = func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		m := root(ctx, next)
		if m == graphql.Null || m == graphql.RequiredNull {
			return m
		}
		return graphql.WriterFunc(func(w io.Writer) { m.MarshalGQL(&bounded{w, b}) })
	}
}

// least returns the least number of bytes that a field and the names of types below it take.
func (b *bounds) least(f graphql.CollectedField, value any) int64 {
	n := int64(len(f.Alias) + len(`"":,`))
	v := reflect.ValueOf(value)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	items := int64(1)
	switch v.Kind() {
	case reflect.String:
		return n + int64(v.Len())
	case reflect.Slice, reflect.Array, reflect.Map:
		items = int64(v.Len())
	}
	if len(f.Selections) == 0 {
		return n
	}
	return n + items*b.typenames(f.Selections)
}

// typenames returns how many bytes the fields __typename of a selection take in one object, as gqlgen does not report these
// fields.
func (b *bounds) typenames(set ast.SelectionSet) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, known := b.types[&set[0]]
	if !known {
		n = typenames(set, map[*ast.FragmentDefinition]bool{})
		b.types[&set[0]] = n
	}
	return n
}

func typenames(set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) (n int64) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__typename" {
				n += int64(len(s.Alias) + len(`"":"",`))
			}
		case *ast.InlineFragment:
			n += typenames(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			if !seen[s.Definition] {
				seen[s.Definition] = true
				n += typenames(s.Definition.SelectionSet, seen)
			}
		}
	}
	return n
}

// names returns the names of the fields down to the one of the context.
func names(ctx context.Context) (path []string) {
	for _, p := range graphql.GetPath(ctx) {
		if name, ok := p.(ast.PathName); ok {
			path = append(path, string(name))
		}
	}
	return path
}

// bounded is a writer that passes on bytes as long as they are within the bounds.
type bounded struct {
	w io.Writer
	*bounds
}

// Write writes the bytes, or panics with a stop.
func (b *bounded) Write(p []byte) (int, error) {
	if b.written += len(p); b.written > b.most {
		panic(stop{limit.AnswerTooLarge(b.most, nil)})
	}
	return b.w.Write(p)
}
