package list_test

import (
	"errors"

	"partnernetz/content"
)

func ptr[T any](v T) *T { return &v }

func code(err error) content.Code {
	if e, ok := errors.AsType[*content.Error](err); ok {
		return e.Code
	}
	return ""
}
