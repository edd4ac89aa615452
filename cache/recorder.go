package cache

import (
	"bytes"
	"net/http"
)

// recorder takes an answer without writing it, so that nobody who waits for the same answer waits for a slow reader.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the header of the answer.
func (c *recorder) Header() http.Header { return c.header }

// WriteHeader takes the status of the answer.
func (c *recorder) WriteHeader(status int) { c.status = status }

// Write takes a part of the body.
func (c *recorder) Write(b []byte) (int, error) { return c.body.Write(b) }

// write passes the answer on.
func (c *recorder) write(w http.ResponseWriter) {
	copyHeader(w, c.header)
	if c.status != 0 {
		w.WriteHeader(c.status)
	}
	_, _ = w.Write(c.body.Bytes()) // the caller may have hung up
}

// copyHeader adds a header to what others, such as CORS, have set for this caller.
func copyHeader(w http.ResponseWriter, header http.Header) {
	for name, values := range header {
		if name == "Vary" {
			values = append(w.Header()[name], values...)
		}
		w.Header()[name] = values
	}
}
