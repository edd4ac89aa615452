package graph

import (
	"context"
	"errors"
	"strings"

	"partnernetz/content"
)

// refused takes what is for the caller to put right out of an error. What is left is none of the caller's doing, or a
// missing right.
func refused(ctx context.Context, err error) ([]*content.UserError, error) {
	shown := []*content.UserError{}
	problems, ok := errors.AsType[content.Problems](err)
	if !ok {
		return shown, err
	}
	for _, p := range problems {
		shown = append(shown, &content.UserError{Code: p.Code, Message: p.Message(content.ViewFrom(ctx).Locale), Path: pathOf(p.Path), Conflict: p.Conflict})
	}
	return shown, nil
}

func pathOf(s string) []string {
	if s == "" {
		return []string{}
	}
	return strings.Split(s, ".")
}
