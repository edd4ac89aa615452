package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/content"
	"partnernetz/graph/input"
	"partnernetz/graph/transport"
)

// present is the one place that decides what a caller may read of an error: what the domain or the request's validation
// says, with a code. Anything else is a fault of the server; it is logged with an id, and the caller gets the id alone.
func present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	var known *content.Error
	switch {
	case errors.As(err, &known):
		return coded(shown, known.Message, string(known.Code))
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() != nil: // the operation's own, not that of a database that is gone
		return coded(shown, "the operation took too long and was ended; ask for less at once", string(content.Timeout))
	case errors.Is(err, context.Canceled):
		return coded(shown, "the caller hung up", "CANCELLED")
	case isRequestError(shown):
		if shown.Extensions["code"] == nil || shown.Rule == input.Rule {
			return coded(shown, shown.Message, string(content.BadInput))
		}
		return shown
	}
	shown = coded(shown, "internal error; the log has the cause under this id", transport.CodeInternal)
	shown.Extensions["id"] = faultsOf(ctx).log(ctx, err, shown.Path)
	return shown
}

// faults are the faults of the server in one operation. One that strikes many fields is logged once.
type faults struct {
	mu  sync.Mutex
	ids map[string]string // by cause
}

type faultsKey struct{}

func withFaults(ctx context.Context) context.Context {
	return context.WithValue(ctx, faultsKey{}, &faults{ids: map[string]string{}})
}

func faultsOf(ctx context.Context) *faults {
	if f, ok := ctx.Value(faultsKey{}).(*faults); ok {
		return f
	}
	return &faults{ids: map[string]string{}}
}

// log writes the cause to the log unless it is there, and returns the id to find it by.
func (f *faults) log(ctx context.Context, err error, path ast.Path) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	cause := err.Error()
	if inner := errors.Unwrap(err); inner != nil {
		cause = inner.Error() // without the path, which differs from field to field
	}
	id, known := f.ids[cause]
	if !known {
		id = rand.Text()
		f.ids[cause] = id
		attributes := []any{"error", cause, "id", id, "path", path.String()}
		if p, ok := errors.AsType[*panicked](err); ok {
			attributes = append(attributes, "stack", string(p.stack))
		}
		slog.ErrorContext(ctx, "answering", attributes...)
	}
	return id
}

// isRequestError reports whether gqlgen made the error from the request, before or while reading arguments: only those
// come without a cause.
func isRequestError(err *gqlerror.Error) bool {
	return err.Err == nil
}

func coded(err *gqlerror.Error, message, code string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Path: err.Path, Locations: err.Locations, Extensions: map[string]any{"code": code}}
}

// panicked is a panic as an error. The stack is kept beside the text, since it differs from field to field.
type panicked struct {
	cause any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.cause) }

// recovered makes an error of a panic, which present then hides and logs.
func recovered(_ context.Context, r any) error {
	return &panicked{r, debug.Stack()}
}
