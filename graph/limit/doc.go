// Package limit keeps one operation from taking more than its share of the server.
//
// Three extensions work one after the other. [Document] counts what is in the
// text before validation, because validation itself can be made to take
// minutes. [Cost] counts the entries that a valid operation may return, now that
// its variables are known. [Time] gives a deadline to the operations that are left.
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
	// CodeTooLarge says that the text has too many fields, aliases, directives,
	// operations or fragments.
	CodeTooLarge = "QUERY_TOO_LARGE"
	// CodeTooExpensive says that the operation may return too many entries.
	CodeTooExpensive = "QUERY_TOO_EXPENSIVE"
	// CodeAnswerTooLarge says that the answer passed its number of bytes or fields, or would pass it by far.
	CodeAnswerTooLarge = "ANSWER_TOO_LARGE"
)

func refuse(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf(format, args...),
		Extensions: map[string]any{"code": code},
	}
}
