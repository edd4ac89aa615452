package limit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// DefaultAnswer is how many bytes an answer may have if nothing else is set.
const DefaultAnswer = 8 << 20

// AnswerTooLarge is the error of an answer that passed its number of bytes. The path names the fields down to the one that
// was being written; it is empty if this is not known.
func AnswerTooLarge(most int, path []string) *gqlerror.Error { return tooLarge(most, "bytes", path) }

// TooManyFields is the error of an answer that passed its number of fields. Fields are bounded where each takes much time.
func TooManyFields(most int, path []string) *gqlerror.Error { return tooLarge(most, "fields", path) }

func tooLarge(most int, what string, path []string) *gqlerror.Error {
	where := ""
	if len(path) > 0 {
		for i, name := range path {
			path[i] = clip(name)
		}
		where = " It passed them at " + strings.Join(path, " > ") + "."
	}
	return refuse(CodeAnswerTooLarge, "The answer has more than %d %s.%s Ask for less at once.", most, what, where)
}
