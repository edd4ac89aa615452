package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// call is one request being answered.
type call struct {
	h    HTTP
	w    http.ResponseWriter
	r    *http.Request
	exec graphql.GraphExecutor
	// media is the type of the answer.
	media string
	// kept are the files of the request.
	kept []*os.File
}

func (c *call) serve() {
	media, ok := negotiate(c.r.Header.Values("Accept"))
	if ok {
		c.media = media
	}
	params, fail := c.params(ok)
	if fail != nil {
		c.refuse(fail)
		return
	}
	c.operate(params)
}

// params reads the request. The method is checked first: the answer to an
// unknown method is the same in any media type.
func (c *call) params(acceptable bool) (*graphql.RawParams, *refusal) {
	start := graphql.Now()
	read := c.post
	switch c.r.Method {
	case http.MethodPost:
	case http.MethodGet:
		read = c.get
	default:
		return nil, refuse(http.StatusMethodNotAllowed, CodeMethodNotAllowed,
			"Use GET or POST.").with("Allow", "GET, POST")
	}
	if !acceptable {
		return nil, refuse(http.StatusNotAcceptable, CodeNotAcceptable,
			"Accept has to allow %s or %s.", mediaGraphQL, mediaJSON)
	}
	if fail := c.address(); fail != nil {
		return nil, fail
	}
	params, fail := read()
	if fail != nil {
		return nil, fail
	}
	params.Headers = c.r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	return params, nil
}

// address reads the other parameters of the URL, of a POST too.
func (c *call) address() *refusal {
	if c.h.Address == nil || c.r.URL.RawQuery == "" {
		return nil
	}
	values, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return malformed("The query string of the URL is not URL-encoded.")
	}
	ctx, wrong := c.h.Address(c.r.Context(), values)
	if wrong != nil {
		code, _ := wrong.Extensions["code"].(string)
		return refuse(http.StatusBadRequest, code, "%s", wrong.Message)
	}
	c.r = c.r.WithContext(ctx)
	return nil
}

func (c *call) operate(params *graphql.RawParams) {
	ctx := c.r.Context()
	op, errs := c.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		c.reject(c.present(ctx, op, c.explain(op, errs)))
		return
	}
	if fail := c.allowed(op.Operation.Operation); fail != nil {
		c.refuse(fail)
		return
	}
	respond, ctx := c.exec.DispatchOperation(ctx, op)
	resp := respond(ctx)
	if resp == nil || len(resp.Data) == 0 && len(resp.Errors) == 0 {
		// The executor returns nothing once the context is done.
		resp = c.present(ctx, op, gqlerror.List{nothing(ctx)})
	}
	c.complete(ctx, op, resp)
}

// present sends errors through the error presenter and the response interceptors.
func (c *call) present(
	ctx context.Context, op *graphql.OperationContext, errs gqlerror.List,
) *graphql.Response {
	resp := c.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	if resp == nil {
		return &graphql.Response{}
	}
	return resp
}

// nothing is the error of a missing response, with its cause for the error presenter.
func nothing(ctx context.Context) *gqlerror.Error {
	err := coded(CodeInternal, "There is no answer.")
	if cause := context.Cause(ctx); cause != nil {
		err.Err = fmt.Errorf("no answer: %w", cause)
	}
	return err
}

// allowed refuses anything but queries by GET, as browsers, proxies and caches
// repeat a GET at will, and it refuses subscriptions, which need more than one answer.
func (c *call) allowed(operation ast.Operation) *refusal {
	switch {
	case operation == ast.Query:
		return nil
	case c.r.Method == http.MethodGet:
		return refuse(http.StatusMethodNotAllowed, CodeMethodNotAllowed,
			"GET is for queries only.").with("Allow", "POST")
	case operation == ast.Subscription:
		return refuse(http.StatusBadRequest, CodeSubscription,
			"Subscriptions are not supported: each request has one answer.")
	default:
		return nil
	}
}

// explain words the error for an operation that could not be selected. gqlgen
// reports a validation error whose text suits only one of the two cases.
func (c *call) explain(op *graphql.OperationContext, errs gqlerror.List) gqlerror.List {
	if op == nil || op.Doc == nil || op.Operation != nil {
		return errs
	}
	message := fmt.Sprintf("The document has no operation %q.", op.OperationName)
	if op.OperationName == "" {
		message = "The document has several operations; operationName has to name one."
	}
	return gqlerror.List{coded(CodeOperationNotFound, message)}
}
