// Package limit keeps one operation from taking more than its share of the server.
//
// Three extensions work one after the other. [Document] counts what stands in
// the text before it is validated, because validation itself can be made to
// take minutes. [Cost] counts the entries a valid operation may return, now that
// its variables are known. [Time] gives what is left a deadline.
package limit

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The codes under which an operation is refused, found in extensions.code.
const (
	// CodeTooLong says that the text has too many bytes or tokens.
	CodeTooLong = "QUERY_TOO_LONG"
	// CodeTooDeep says that selections are nested too deeply.
	CodeTooDeep = "QUERY_TOO_DEEP"
	// CodeTooLarge says that there is too much of something in the text:
	// fields, aliases, directives, operations or fragments.
	CodeTooLarge = "QUERY_TOO_LARGE"
	// CodeTooExpensive says that the operation may return too many entries.
	CodeTooExpensive = "QUERY_TOO_EXPENSIVE"
	// CodeAnswerTooLarge says that the answer passed its number of bytes while it was written.
	CodeAnswerTooLarge = "ANSWER_TOO_LARGE"
)

func refuse(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf(format, args...),
		Extensions: map[string]any{"code": code},
	}
}
