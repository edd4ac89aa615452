package web

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"partnernetz/cache"
	"partnernetz/graph"
)

// schema serves the schema as one document, for compilers, linters and editors.
func schema() http.Handler {
	document := sync.OnceValues(func() (sdl, tag string) {
		sdl = graph.SDL()
		return sdl, cache.Tag([]byte(sdl))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sdl, tag := document()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, no-cache")
		w.Header().Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(sdl))
	})
}
