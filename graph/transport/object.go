package transport

import (
	"bytes"
	"encoding/json"
	"io"
)

// object reads a JSON object that nothing follows; what names it in errors. Numbers keep their digits: a float64 would round those
// beyond 2^53. A name that is in an object twice is refused: a cache or a firewall on the way might go by the other value.
func object(what string, raw []byte) (map[string]any, *refusal) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var fields map[string]any
	if dec.Decode(&fields) != nil || fields == nil {
		return nil, malformed("%s is not a JSON object.", what)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, malformed("%s is not a JSON object.", what)
	}
	if members(raw) != kept(fields) {
		return nil, malformed("A name is more than once in an object of %s.", what)
	}
	return fields, nil
}

// members counts the pairs of name and value in valid JSON: each pair has one colon, and all other colons are within texts.
func members(raw []byte) (n int) {
	within := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '"':
			within = !within
		case c == '\\':
			i++ // the escaped character, which is within a text too
		case c == ':' && !within:
			n++
		}
	}
	return n
}

// kept counts the pairs of name and value that are left once JSON has been read: of several with the same name one.
func kept(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		n = len(v)
		for _, child := range v {
			n += kept(child)
		}
	case []any:
		for _, child := range v {
			n += kept(child)
		}
	}
	return n
}
