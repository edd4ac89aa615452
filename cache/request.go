package cache

import (
	"io"
	"net/http"
	"slices"
	"strings"

	"partnernetz/graph/transport"
)

const maxRequest = 16 << 10 // bytes of a request; longer ones are not looked up

// cacheable tells whether a request is short enough, and can be read as a whole.
func cacheable(r *http.Request) bool {
	switch {
	case len(r.URL.RawQuery) > maxRequest:
		return false
	case r.Method == http.MethodGet:
		return true
	}
	return r.Method == http.MethodPost && r.ContentLength >= 0 && r.ContentLength <= maxRequest && !transport.IsMultipart(r.Header)
}

// read appends everything of a request that its answer depends on. It returns where the body begins.
func read(r *http.Request, to []byte) (request []byte, body int, err error) {
	to = append(to, r.Method...)
	for _, name := range [...]string{"Accept", "Content-Type", "Content-Encoding"} {
		to = append(to, '\n')
		for _, line := range r.Header[name] {
			to = append(append(to, line...), ',')
		}
	}
	to = append(append(append(to, '\n'), r.URL.RawQuery...), '\n')
	body = len(to)
	if r.Method == http.MethodPost {
		to = slices.Grow(to, int(r.ContentLength))[:body+int(r.ContentLength)]
		n, failed := io.ReadFull(r.Body, to[body:])
		to, err = to[:body+n], failed
	}
	return to, body, err
}

// putBack lets later handlers read the bytes of the body that were read already.
func putBack(r *http.Request, read string) {
	r.Body = rest{io.MultiReader(strings.NewReader(read), r.Body), r.Body}
}

// rest is a body whose beginning has been read already.
type rest struct {
	io.Reader
	io.Closer
}
