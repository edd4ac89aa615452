package cache

import (
	"net/http"
	"strings"
)

// conditional spares a caller who has the answer already from getting it again.
type conditional struct {
	http.ResponseWriter
	request   *http.Request
	unchanged bool
}

// WriteHeader answers 304 where that is all there is to say.
func (c *conditional) WriteHeader(status int) {
	if status == http.StatusOK && unchanged(c.request, c.Header()) {
		c.unchanged, status = true, http.StatusNotModified
		c.Header().Del("Content-Length")
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write drops the body of a 304.
func (c *conditional) Write(b []byte) (int, error) {
	if c.unchanged {
		return len(b), nil
	}
	return c.ResponseWriter.Write(b)
}

// Unwrap gives http.ResponseController the writer below.
func (c *conditional) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// unchanged reports whether a GET names the ETag of the answer.
func unchanged(r *http.Request, header http.Header) bool {
	etag := header.Get("ETag")
	if etag == "" || r.Method != http.MethodGet {
		return false
	}
	for _, known := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == "*" || strings.TrimPrefix(known, "W/") == etag {
			return true
		}
	}
	return false
}
