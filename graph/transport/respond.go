package transport

import (
	"context"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refuse answers a request that never became an operation.
func (c *call) refuse(f *refusal) {
	for name, value := range f.header {
		c.w.Header().Set(name, value)
	}
	resp := &graphql.Response{Errors: f.errors()}
	if f.cause != nil {
		resp = c.present(c.r.Context(), &graphql.OperationContext{}, resp.Errors)
	}
	c.fail(f.status, resp)
}

// reject answers an operation that was not executed.
func (c *call) reject(resp *graphql.Response) {
	c.fail(c.status(resp.Errors), resp)
}

func (c *call) fail(status int, resp *graphql.Response) {
	body, err := c.encode(resp)
	if err != nil {
		status, body = http.StatusInternalServerError, internal()
	}
	c.write(status, body, false)
}

// complete answers an executed operation. If there is no data, the operation was refused after all.
func (c *call) complete(ctx context.Context, op *graphql.OperationContext, resp *graphql.Response) {
	status := http.StatusOK
	if len(resp.Data) == 0 {
		status = c.status(resp.Errors)
	}
	body, err := c.encode(resp)
	if err != nil {
		c.write(http.StatusInternalServerError, internal(), false)
		return
	}
	answer := Answer{Operation: op, Response: resp, Status: status, Body: body}
	c.describe(status, body, answer.Clean())
	if c.h.Done != nil { // after the headers are set, as a cache keeps them too
		c.h.Done(ctx, c.w.Header(), answer)
	}
	c.send(status, body)
}

// status returns the status of an answer without data.
func (c *call) status(errs gqlerror.List) int {
	for _, err := range errs {
		code, _ := err.Extensions["code"].(string)
		if status, ok := c.h.Status[code]; ok {
			return status
		}
		if code == CodeInternal {
			return http.StatusInternalServerError
		}
	}
	if c.media == mediaGraphQL {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func (c *call) write(status int, body []byte, keep bool) {
	c.describe(status, body, keep)
	c.send(status, body)
}

// describe sets the headers of the answer.
func (c *call) describe(status int, body []byte, keep bool) {
	header := c.w.Header()
	header.Set("Content-Type", c.media+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Add("Vary", "Accept")
	if !keep {
		// Without this, caches may keep answers with some error statuses.
		header.Set("Cache-Control", "no-store")
	}
	if status == http.StatusUnauthorized && header.Get("WWW-Authenticate") == "" {
		header.Set("WWW-Authenticate", "Bearer")
	}
}

// send writes the answer; nothing else does.
func (c *call) send(status int, body []byte) {
	c.w.WriteHeader(status)
	// If this fails, the client has left.
	_, _ = c.w.Write(body)
}
