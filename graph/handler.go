package graph

import (
	"cmp"
	"context"
	"net/http"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/graph/generated"
	"partnernetz/graph/input"
	"partnernetz/graph/limit"
	"partnernetz/graph/transport"
	"partnernetz/graph/writer"
	"partnernetz/search"
	"partnernetz/store"
)

// How much is kept to save work. Both caches forget what was used longest ago.
const (
	parsedOperations    = 100 // up to 0.7 MB each
	persistedOperations = 1000
)

const (
	readTurn   = 3 * time.Second  // for an operation that reads to wait for its turn
	changeTurn = 8 * time.Second  // and for a change, which somebody would have to make again
	uploadTime = 25 * time.Second // for an operation with files: less than the server has for answers
	waiting    = 32               // operations at a time where they mostly wait for a database
	reads      = 180              // of the database, by one operation: 15 for each kind of entries
)

// Limits are what an operation may take. A zero means the default.
type Limits struct {
	Time   time.Duration // from the first resolver to the last byte of the answer
	Answer int           // bytes
}

// NewHandler answers GraphQL over HTTP. The context says who asks (auth.From). answered may be nil; it sees every answer before it is written.
func NewHandler(r *Resolver, most Limits, answered func(context.Context, http.Header, transport.Answer)) http.Handler {
	return newHandler(r, most, answered, executable)
}

// executable is what carries out operations.
func executable(c generated.Config, o writer.Options) graphql.ExecutableSchema {
	return writer.New(generated.NewWritableSchema(c), o)
}

// newHandler is NewHandler with another way to carry out operations.
func newHandler(r *Resolver, most Limits, answered func(context.Context, http.Header, transport.Answer), executable func(generated.Config, writer.Options) graphql.ExecutableSchema) http.Handler {
	search.Of(r.Store) // for filters too
	config := generated.Config{Resolvers: r, Directives: generated.DirectiveRoot{View: r.view, Auth: allowed}}
	config.Schema = told(generated.NewExecutableSchema(config).Schema())
	srv := handler.New(executable(config, writer.Options{
		Bytes: cmp.Or(most.Answer, limit.DefaultAnswer), Remote: r.Store.Remote(),
		Spent: store.Spent, Again: r.begin, Present: present, Recover: recovered,
	}))
	parsed := lru.New[*ast.QueryDocument](parsedOperations)
	srv.SetQueryCache(parsed)
	srv.SetParserTokenLimit(limit.DefaultTokens)
	srv.SetValidationRulesFn(input.Rules)
	srv.SetErrorPresenter(present)
	srv.SetRecoverFunc(recovered)
	// In this order: what fills in the text of an operation, what looks at the text, what looks at its meaning.
	srv.Use(limit.Variables{})
	srv.Use(extension.AutomaticPersistedQuery{Cache: persisted{lru.New[string](persistedOperations)}})
	srv.Use(limit.Document{Cache: parsed})
	srv.Use(&input.Check{Parsed: parsed})
	srv.Use(extension.Introspection{}) // the schema is public
	srv.Use(unforged{})
	srv.Use(Cost(most.Answer))
	srv.Use(limit.Time{Max: most.Time, Uploads: max(most.Time, uploadTime)})
	places, changes := max(1, runtime.GOMAXPROCS(0)-1), 1 // as many as can compute, but for one
	if r.Store.Remote() {
		places, changes = waiting, waiting
	}
	srv.Use(limit.NewTurns(places, changes, readTurn, changeTurn, caller))
	srv.AroundOperations(r.operation)
	srv.AddTransport(transport.HTTP{Status: statuses(), Address: inAddress, Done: answered, MayUpload: mayUpload})
	return srv
}

// Cost counts what an operation may come to in this schema. The answer may have so many bytes; a small bound is for what was
// written, since most lists are shorter than they are counted.
func Cost(answer int) *limit.Cost {
	return &limit.Cost{Counted: max(limit.DefaultCounted, limit.DefaultCounted/limit.DefaultAnswer*answer), Assumed: list.DefaultPage, Heavy: []string{"LocalisedText"}}
}

// caller is on whose account an operation goes: an account's, or that of the network that it comes from.
func caller(ctx context.Context) limit.Caller {
	c := auth.From(ctx)
	if c.AccountID != "" {
		return limit.Caller{Name: c.AccountID, Known: true, Weight: c.Weight}
	}
	return limit.Caller{Name: c.Network()}
}

// begin returns a context in which nothing has been read yet.
func (r *Resolver) begin(ctx context.Context) context.Context {
	return dataloader.With(store.WithBudget(ctx, reads), dataloader.New(r.Store))
}

// statuses are the HTTP statuses of requests that were refused before anything was carried out.
func statuses() map[string]int {
	return map[string]int{
		limit.CodeTooLong:        http.StatusRequestEntityTooLarge,
		limit.CodeTooDeep:        http.StatusBadRequest,
		limit.CodeTooLarge:       http.StatusBadRequest,
		limit.CodeTooExpensive:   http.StatusBadRequest,
		limit.CodeAnswerTooLarge: http.StatusBadRequest,
		limit.CodeBusy:           http.StatusServiceUnavailable,
		string(auth.CSRF):        http.StatusForbidden,

		string(content.Unauthenticated): http.StatusUnauthorized,
		string(content.Forbidden):       http.StatusForbidden,
	}
}

// persisted keeps texts of operations that clients may name by their hash, unless they are too long to be carried out.
type persisted struct{ graphql.Cache[string] }

// Add keeps a text.
func (p persisted) Add(ctx context.Context, hash, text string) {
	if len(text) <= limit.DefaultBytes {
		p.Cache.Add(ctx, hash, text)
	}
}
