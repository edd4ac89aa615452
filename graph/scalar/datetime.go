// Package scalar reads and writes the schema's scalars that Go has a type for but GraphQL has not.
package scalar

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/content"
)

// MarshalDateTime writes a moment in UTC, to the millisecond, which is what the database keeps.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format("2006-01-02T15:04:05.000Z")))
	})
}

// UnmarshalDateTime reads a moment as in RFC 3339, with its offset.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, content.Errorf(content.BadInput, "a DateTime is a moment such as 2024-06-07T12:00:00+02:00")
	}
	return t, nil
}
