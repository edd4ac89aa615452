package transport

import (
	"mime"
	"strconv"
	"strings"
)

const (
	mediaGraphQL = "application/graphql-response+json"
	mediaJSON    = "application/json"
)

// weight is how much a client wants a media type, and how exactly it named the type.
type weight struct {
	q float64
	// exact is 3 for the type itself, 2 for application/*, 1 for */*, and 0 if the
	// type was not mentioned.
	exact int
}

// negotiate picks the media type of the answer by the rules of RFC 9110; false
// means that the client accepts neither. Older clients send no Accept, or accept
// anything, and expect application/json. So if both types are equally welcome,
// the newer one is only used if it was asked for by name.
func negotiate(accept []string) (string, bool) {
	header := strings.Join(accept, ",")
	if strings.TrimSpace(header) == "" {
		return mediaJSON, true
	}
	var newer, older weight
	for _, item := range split(header) {
		media, params, err := mime.ParseMediaType(item)
		if err != nil {
			continue
		}
		if charset, ok := params["charset"]; ok && !isUTF8(charset) {
			continue
		}
		w := weight{q: quality(params["q"])}
		switch media {
		case mediaGraphQL:
			w.exact = 3
			newer = newer.or(w)
		case mediaJSON:
			w.exact = 3
			older = older.or(w)
		case "application/*":
			w.exact = 2
			newer, older = newer.or(w), older.or(w)
		case "*/*":
			w.exact = 1
			newer, older = newer.or(w), older.or(w)
		}
	}
	switch {
	case newer.q <= 0 && older.q <= 0:
		return "", false
	case newer.q > older.q, newer.q == older.q && newer.exact == 3:
		return mediaGraphQL, true
	default:
		return mediaJSON, true
	}
}

// or returns the weight that was given more exactly or, of equals, the larger one.
func (w weight) or(o weight) weight {
	if o.exact > w.exact || o.exact == w.exact && o.q > w.q {
		return o
	}
	return w
}

// quality reads a q parameter: 1 if it is missing, 0 if it is not a number.
func quality(q string) float64 {
	if q == "" {
		return 1
	}
	v, err := strconv.ParseFloat(q, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return 0
	}
	return v
}

// split cuts a list header at its commas, but not within quoted strings.
func split(header string) []string {
	var items []string
	start, quoted := 0, false
	for i := 0; i < len(header); i++ {
		switch header[i] {
		case '\\':
			if quoted {
				i++
			}
		case '"':
			quoted = !quoted
		case ',':
			if !quoted {
				items = append(items, header[start:i])
				start = i + 1
			}
		}
	}
	return append(items, header[start:])
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8")
}
