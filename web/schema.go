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
	document := sync.OnceValue(func() *coding.Body {
		sdl := []byte(graph.SDL())
		return coding.NewBody(sdl, cache.Tag(sdl))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, no-cache")
		document().Send(w, r)
	})
}
