package cache

import (
	"net/http"

	"partnernetz/coding"
)

// answer is the answer to a request. It is written to many callers and never changed.
type answer struct {
	header []line
	body   *coding.Body

	since, read uint64 // see Source: the number when the request came, and what was read for it
}

// line is a line of a header, or several of the same name.
type line struct {
	name   string
	values []string
}

func newAnswer(header http.Header, body []byte) *answer {
	a := &answer{body: coding.NewBody(body, header.Get("ETag"))}
	header = header.Clone()
	header.Add("Vary", coding.Vary)
	for name, values := range header {
		a.header = append(a.header, line{name, values})
	}
	return a
}

func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for _, l := range a.header {
		add(header, l)
	}
	if r.Header["Authorization"] != nil { // for a proxy in front, which may not want caches further out to keep the answer
		header.Set("Cache-Control", "private, no-cache")
	}
	a.body.Send(w, r)
}

// add adds a line to those that others, such as CORS, have set for this caller.
func add(header http.Header, l line) {
	if before := header[l.name]; l.name == "Vary" && before != nil {
		header[l.name] = append(before[:len(before):len(before)], l.values...)
		return
	}
	header[l.name] = l.values
}
