package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// encode puts the answer together by hand: json.Marshal would parse the data
// once more that the executor has just written, and cannot leave out data
// that is missing while keeping data that is null.
func (c *call) encode(resp *graphql.Response) ([]byte, error) {
	if len(resp.Errors) == 0 && len(resp.Data) == 0 {
		return nil, errors.New("encode: neither data nor errors")
	}
	if len(resp.Errors) == 0 && len(resp.Extensions) == 0 {
		return around(resp), nil
	}
	var b bytes.Buffer
	b.Grow(len(resp.Data) + 256)
	part := func(name string) {
		if b.Len() == 0 {
			b.WriteByte('{')
		} else {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
	}
	if len(resp.Errors) > 0 {
		errs, err := json.Marshal(c.cut(resp.Errors))
		if err != nil {
			return nil, fmt.Errorf("encode errors: %w", err)
		}
		part("errors")
		b.Write(errs)
	}
	if len(resp.Data) > 0 {
		part("data")
		b.Write(resp.Data)
	}
	if len(resp.Extensions) > 0 {
		extensions, err := json.Marshal(resp.Extensions)
		if err != nil {
			return nil, fmt.Errorf("encode extensions: %w", err)
		}
		part("extensions")
		b.Write(extensions)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// around returns the answer for data without errors. It is built in the memory of the data if there is room: the executor has
// written the data for this answer, and nobody else reads it.
func around(resp *graphql.Response) []byte {
	const before, after = `{"data":`, `}`
	n := len(resp.Data)
	body := slices.Grow([]byte(resp.Data), len(before)+len(after))[:len(before)+n+len(after)]
	copy(body[len(before):], body[:n])
	copy(body, before)
	copy(body[len(before)+n:], after)
	resp.Data = body[len(before) : len(before)+n]
	return body
}

// cut keeps the errors of one answer few and short: a request of some kilobytes
// can cause thousands of them.
func (c *call) cut(errs gqlerror.List) gqlerror.List {
	kept := errs
	if omitted := len(errs) - c.h.MaxErrors + 1; omitted > 1 {
		kept = errs[:c.h.MaxErrors-1]
		last := coded(CodeErrorsOmitted, fmt.Sprintf("%d more errors are left out.", omitted))
		last.Extensions["omitted"] = omitted
		kept = append(kept[:len(kept):len(kept)], last)
	}
	short := make(gqlerror.List, len(kept))
	for i, err := range kept {
		short[i] = err
		if message := clip(err.Message, c.h.MaxMessage); message != err.Message {
			// The error may belong to somebody else, such as a cache.
			clone := *err
			clone.Message = message
			short[i] = &clone
		}
	}
	return short
}

// clip shortens a text to a number of characters.
func clip(text string, characters int) string {
	if utf8.RuneCountInString(text) <= characters {
		return text
	}
	for i := range text {
		if characters--; characters == 0 {
			return text[:i] + "…"
		}
	}
	return text
}

// internal returns the answer if there is no other; nothing in it can fail.
func internal() []byte {
	return []byte(`{"errors":[{"message":"Internal error.","extensions":{"code":"` + CodeInternal + `"}}]}`)
}
