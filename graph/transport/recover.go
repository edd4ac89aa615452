package transport

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// presenter is the part of gqlgen's executor that tells the recover function of
// the application, which logs, about a panic.
type presenter interface {
	PresentRecoveredError(ctx context.Context, err any) error
}

// recover turns a panic into an answer; nothing has been written before it.
func (c *call) recover() {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p)
	}
	body := internal()
	if exec, ok := c.exec.(presenter); ok {
		if err, ok := exec.PresentRecoveredError(c.r.Context(), p).(*gqlerror.Error); ok && err != nil {
			if b, failed := c.encode(&graphql.Response{Errors: gqlerror.List{err}}); failed == nil {
				body = b
			}
		}
	}
	c.write(http.StatusInternalServerError, body, false)
}
