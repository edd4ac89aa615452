package web

import (
	"net/http"
	"sync"

	"partnernetz/cache"
	"partnernetz/coding"
	"partnernetz/graph"
)

// schema serves the schema as one document, for compilers, linters and editors.
func schema() http.Handler {
	document := sync.OnceValues(func() (*coding.Body, string) {
		sdl := []byte(graph.SDL())
		return coding.NewBody(sdl), cache.Tag(sdl)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sdl, tag := document()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, no-cache")
		w.Header().Set("ETag", tag)
		sdl.Send(w, r)
	})
}
