package limit

import (
	"cmp"
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// The limits of a [Document] that sets none. The introspection query of GraphiQL
// needs a depth of 15, and less than half of all other limits.
const (
	DefaultBytes      = 64 << 10
	DefaultTokens     = 5000
	DefaultOperations = 20
	DefaultFragments  = 100
	DefaultDepth      = 20
	DefaultFields     = 2000
	DefaultAliases    = 100
	DefaultDirectives = 100
	DefaultChecks     = 50_000
)

// Document refuses a document that would be costly to validate or to walk.
//
// It must be added after an extension that fills in the query, such as automatic
// persisted queries. gqlgen parses the text itself, so SetParserTokenLimit has to get
// the same number of tokens. Fields, aliases and directives are counted with
// every fragment put in place. A zero means the default of that name.
type Document struct {
	// Cache must be the one that the executor uses: documents in it have passed
	// before and are not counted again.
	Cache graphql.Cache[*ast.QueryDocument]

	// Bytes bounds the text, and so the size of the cache.
	Bytes int
	// Tokens bounds the words and signs of the text, comments included.
	Tokens int
	// Operations and Fragments bound the definitions in one document.
	Operations, Fragments int
	// Depth bounds how many braces are open at once, including those of inline fragments.
	Depth int
	// Fields bounds the fields and fragment spreads of one operation.
	Fields int
	// Aliases and Directives bound these within one operation.
	Aliases, Directives int
	// Checks bounds the steps that validation needs to check that fields of the same
	// name fit together; the steps grow with the square of the number of such fields.
	Checks int
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = Document{}

// ExtensionName is the name gqlgen knows this extension by.
func (Document) ExtensionName() string { return "DocumentLimit" }

// Validate refuses a Document without a cache, as it would count every request anew.
func (d Document) Validate(graphql.ExecutableSchema) error {
	if d.Cache == nil {
		return errors.New("limit document: Cache is missing")
	}
	return nil
}

// MutateOperationParameters refuses the query or leaves it as it is. It ignores
// syntax errors: gqlgen finds and reports them.
func (d Document) MutateOperationParameters(
	ctx context.Context, params *graphql.RawParams,
) *gqlerror.Error {
	if _, seen := d.Cache.Get(ctx, params.Query); seen {
		return nil
	}
	if limit := cmp.Or(d.Bytes, DefaultBytes); len(params.Query) > limit {
		return refuse(CodeTooLong, "The document has %d bytes, the limit is %d.", len(params.Query), limit)
	}
	limit := cmp.Or(d.Tokens, DefaultTokens)
	if n := tokens(params.Query); n > limit {
		return refuse(CodeTooLong, "The document has %d tokens, the limit is %d.", n, limit)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, limit)
	if err != nil {
		return nil
	}
	return d.check(doc)
}
