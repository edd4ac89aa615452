package graph

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"partnernetz/graph/generated"
)

// SDL is the schema as one document in which each type stands once, whole, with what is said of it and who may read it. Many
// tools take neither several files nor `extend type`.
func SDL() string {
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(told(generated.NewExecutableSchema(generated.Config{}).Schema()))
	return b.String()
}

// told returns the schema as clients are to know it, without what the parser adds: @defer, as an answer is one piece here and
// what is deferred would be missing from it, and a place for @deprecated that older clients do not know and so do not load.
func told(schema *ast.Schema) *ast.Schema {
	s := *schema
	s.Directives = maps.Clone(schema.Directives)
	delete(s.Directives, "defer")
	deprecated := *s.Directives["deprecated"]
	deprecated.Locations = slices.DeleteFunc(slices.Clone(deprecated.Locations), func(l ast.DirectiveLocation) bool {
		return l == "DIRECTIVE_DEFINITION"
	})
	s.Directives["deprecated"] = &deprecated
	return &s
}
