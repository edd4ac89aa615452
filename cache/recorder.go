package cache

import (
	"bytes"
	"net/http"
)

// recorder takes an answer without sending it, so that others who wait for the same answer need not wait for a slow reader.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
	answer *answer // the answer, if it may be kept; then the other fields do not matter
}

// Header returns the header of the answer.
func (c *recorder) Header() http.Header { return c.header }

// WriteHeader takes the status of the answer.
func (c *recorder) WriteHeader(status int) { c.status = status }

// Write takes a part of the body.
func (c *recorder) Write(b []byte) (int, error) {
	if c.answer != nil {
		return len(b), nil
	}
	return c.body.Write(b)
}

// write sends the answer to the caller.
func (c *recorder) write(w http.ResponseWriter, r *http.Request) {
	if c.answer != nil {
		c.answer.write(w, r)
		return
	}
	for name, values := range c.header {
		add(w.Header(), line{name, values})
	}
	if c.status != 0 {
		w.WriteHeader(c.status)
	}
	_, _ = w.Write(c.body.Bytes()) // the caller may have hung up
}
