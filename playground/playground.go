// Package playground serves the query page: a place in the browser to try operations against /graphql.
//
// There are two pages. The full one is GraphiQL, built by npm into dist/ and embedded if it was built before the Go
// program was compiled. Without Node there is the plain one, hand-written in plain/. Both run on files of this
// program alone and ask no other host for anything.
package playground

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

var (
	// all: takes in dist/.gitkeep, without which there would be nothing to embed before the first build.
	//go:embed all:dist
	dist embed.FS
	//go:embed plain
	plain embed.FS
	//go:embed operations
	operations embed.FS
)

// policy allows what Monaco, the editor in GraphiQL, cannot do without: style elements made at run time, fonts and
// images in data: addresses, and workers from blob: addresses. Scripts come from our own files only.
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
	"worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// Operation is an example that the query page offers to run.
type Operation struct {
	Name  string `json:"name"`
	Query string `json:"query"`
	// Variables is a JSON object, or null for an operation that needs none.
	Variables json.RawMessage `json:"variables"`
}

// Built tells whether the full page was compiled in; if not, Handler serves the plain one.
func Built() bool {
	return built(dist)
}

func built(dist fs.FS) bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}

// Operations returns the example operations, PartnerList first, the others by name.
// NodesById holds a placeholder for ids, which only an answer of a running server can fill.
func Operations() ([]Operation, error) {
	file, err := operations.ReadFile("operations/variables.json")
	if err != nil {
		return nil, fmt.Errorf("reading example variables: %w", err)
	}
	variables := map[string]json.RawMessage{}
	if err := json.Unmarshal(file, &variables); err != nil {
		return nil, fmt.Errorf("decoding example variables: %w", err)
	}
	// Glob sorts, and it fails on a malformed pattern only.
	names, _ := fs.Glob(operations, "operations/*.graphql")
	var list []Operation
	for _, name := range names {
		query, err := operations.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading example operation: %w", err)
		}
		operation := strings.TrimSuffix(path.Base(name), ".graphql")
		list = append(list, Operation{operation, string(query), variables[operation]})
	}
	first := func(o Operation) bool { return o.Name == "PartnerList" }
	if i := slices.IndexFunc(list, first); i > 0 {
		list = slices.Concat(list[i:i+1], list[:i], list[i+1:])
	}
	return list, nil
}

// Handler serves the query page at /, the page that one-time links lead to at /setup, and what it loads under /assets/ and /playground/. Anything else is not found.
// The plain page is always at /playground/index.html too, for whom the full one does not suit, say with a screen reader.
// Either sends its operations to /graphql on the same host; serving that is up to the caller.
// It panics if the embedded examples are malformed, which a test of this package rules out.
func Handler() http.Handler {
	return handler(dist)
}

func handler(dist fs.FS) http.Handler {
	list, err := Operations()
	if err != nil {
		panic(err)
	}
	examples, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Errorf("encoding example operations: %w", err))
	}
	page := func(w http.ResponseWriter, r *http.Request) {
		if built(dist) {
			serve(w, r, dist, "dist/index.html", "no-cache")
		} else {
			serve(w, r, plain, "plain/index.html", "no-cache")
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", page)
	for _, name := range []string{"setup", "preview"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			serve(w, r, plain, "plain/"+name+".html", "no-cache")
		})
	}
	mux.HandleFunc("GET /assets/{file}", func(w http.ResponseWriter, r *http.Request) {
		// The build puts a hash of the content into each name here, so an address never changes its content.
		serve(w, r, dist, "dist/assets/"+r.PathValue("file"), "public, max-age=31536000, immutable")
	})
	mux.HandleFunc("GET /playground/{file}", func(w http.ResponseWriter, r *http.Request) {
		serve(w, r, plain, "plain/"+r.PathValue("file"), "no-cache")
	})
	mux.HandleFunc("GET /playground/operations.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(examples)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		mux.ServeHTTP(w, r)
	})
}

// serve answers with one file. http.FileServer would also list folders and redirect index.html.
func serve(w http.ResponseWriter, r *http.Request, files fs.FS, name, cacheControl string) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", cacheControl)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}
