package scalar_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/content"
	"partnernetz/graph/scalar"
)

// A file that is the value of two arguments is read twice.
func TestUploadUsedTwice(t *testing.T) {
	file := graphql.Upload{File: strings.NewReader("Hallo"), Filename: "a.txt", Size: 5}
	for range 2 {
		u, err := scalar.UnmarshalUpload(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(u.File); err != nil || string(got) != "Hallo" || u.Filename != "a.txt" || u.Size != 5 {
			t.Errorf("%q %+v %v", got, u, err)
		}
	}
}

// What is no file is the caller's mistake.
func TestNoUpload(t *testing.T) {
	for _, v := range []any{"a text", 3, nil, map[string]any{}, []any{}} {
		_, err := scalar.UnmarshalUpload(v)
		if known, ok := errors.AsType[*content.Error](err); !ok || known.Code != content.BadInput {
			t.Errorf("%v: %v", v, err)
		}
	}
}
