package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"partnernetz/graph"
)

// schema serves the schema as one document, for compilers, linters and editors.
func schema() http.Handler {
	document := sync.OnceValues(func() (sdl, tag string) {
		sdl = graph.SDL()
		sum := sha256.Sum256([]byte(sdl))
		return sdl, strconv.Quote(base64.RawURLEncoding.EncodeToString(sum[:18]))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sdl, tag := document()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, no-cache")
		w.Header().Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(sdl))
	})
}
