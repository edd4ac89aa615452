package transport

import (
	"bytes"
	"encoding/json"
	"io"
)

// object reads a JSON object, with nothing behind it; what says what it is. Numbers keep their digits: a float64 would round
// those beyond 2^53. A name that stands twice in an object is refused: a cache or a firewall on the way might look at the other
// one.
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
		return nil, malformed("A name stands more than once in an object of %s.", what)
	}
	return fields, nil
}

// members counts the names with their values in JSON, which is known to be valid: each has a colon of its own, and other
// colons are within texts.
func members(raw []byte) (n int) {
	within := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '"':
			within = !within
		case c == '\\':
			i++ // and what it stands before, which is within a text too
		case c == ':' && !within:
			n++
		}
	}
	return n
}

// kept counts the names with their values that are there once JSON has been read, of several alike one.
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
