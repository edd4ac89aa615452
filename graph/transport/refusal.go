package transport

import (
	"fmt"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refusal is an answer to a request that never became an operation. Its text
// never repeats what was sent.
type refusal struct {
	status  int
	code    string
	message string
	// header has the header lines that the status needs.
	header map[string]string
	// cause is a fault of the server, for the error presenter.
	cause error
}

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func malformed(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, CodeMalformedRequest, format, args...)
}

func tooLarge(format string, args ...any) *refusal {
	return refuse(http.StatusRequestEntityTooLarge, CodeBodyTooLarge, format, args...)
}

// failed makes the refusal for a fault of the server.
func failed(cause error) *refusal {
	f := refuse(http.StatusInternalServerError, CodeInternal, "Internal error.")
	f.cause = cause
	return f
}

// forbid refuses a caller for a reason that comes from outside of this package.
func (c *call) forbid(err *gqlerror.Error) *refusal {
	code, _ := err.Extensions["code"].(string)
	status, ok := c.h.Status[code]
	if !ok {
		status = http.StatusForbidden
	}
	return refuse(status, code, "%s", err.Message)
}

func (f *refusal) with(name, value string) *refusal {
	f.header = map[string]string{name: value}
	return f
}

func (f *refusal) errors() gqlerror.List {
	err := coded(f.code, f.message)
	err.Err = f.cause
	return gqlerror.List{err}
}

func coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}
