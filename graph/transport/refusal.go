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
	// header has what the status calls for.
	header map[string]string
}

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func malformed(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, CodeMalformedRequest, format, args...)
}

func (f *refusal) with(name, value string) *refusal {
	f.header = map[string]string{name: value}
	return f
}

func (f *refusal) errors() gqlerror.List {
	return gqlerror.List{coded(f.code, f.message)}
}

func coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}
