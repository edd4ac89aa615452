package transport

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// place puts a file where it goes in the variables.
type place func(graphql.Upload)

// places finds the places that map names, by the name of the part that has the
// file. The places have to exist and be null, and each can only be named once.
func (c *call) places(named []byte, variables map[string]any) (map[string][]place, *refusal) {
	var paths map[string][]string
	if json.Unmarshal(named, &paths) != nil || paths == nil {
		return nil, malformed("map is not a JSON object of lists of texts.")
	}
	if len(paths) != members(named) {
		return nil, malformed("A name is more than once in map.")
	}
	places := make(map[string][]place, len(paths))
	n := 0
	for part, paths := range paths {
		if len(paths) == 0 {
			return nil, malformed("map has a file that goes nowhere.")
		}
		if n += len(paths); n > c.h.MaxFiles {
			return nil, tooLarge("map has more than %d places for files.", c.h.MaxFiles)
		}
		for _, path := range paths {
			put, ok := find(variables, path)
			if !ok {
				return nil, malformed(`map names a place that does not exist, is not null, or is named already; a place is such as "variables.input.files.0".`)
			}
			put(graphql.Upload{})
			places[part] = append(places[part], put)
		}
	}
	return places, nil
}

// find returns the place at a path that begins with "variables".
func find(variables map[string]any, path string) (put place, ok bool) {
	rest, more := strings.CutPrefix(path, "variables.")
	var at any = variables
	for more {
		var key string
		key, rest, more = strings.Cut(rest, ".")
		switch in := at.(type) {
		case map[string]any:
			at, ok = in[key]
			put = func(u graphql.Upload) { in[key] = u }
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(in) || strconv.Itoa(i) != key {
				return nil, false
			}
			at, ok = in[i], true
			put = func(u graphql.Upload) { in[i] = u }
		default:
			return nil, false
		}
		if !ok {
			return nil, false
		}
	}
	return put, ok && at == nil
}
