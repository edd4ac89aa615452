// Package playground serves the query page: a place in the browser to try operations against /graphql.
//
// There are two pages. The full one is GraphiQL, built by npm into dist/ and embedded if it was built before the Go
// program was compiled. Without Node there is the plain one, hand-written in plain/. Both run on files of this
// program alone and ask no other host for anything.
package playground

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"

	"partnernetz/coding"
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
	// Account tells that only somebody who has signed in, or does so by it, gets anything out of it.
	Account bool `json:"account"`
}

// Built tells whether the full page was compiled in; if not, Handler serves the plain one.
func Built() bool {
	return built(dist)
}

func built(dist fs.FS) bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}

// Operations returns the example operations: PartnerList first, then the others that everybody may send, by name, and then
// those of editors, by name. Where their variables say (id), only an answer of a running server can tell which.
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
	public := len(names)
	editors, _ := fs.Glob(operations, "operations/editors/*.graphql")
	var list []Operation
	for i, name := range append(names, editors...) {
		query, err := operations.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading example operation: %w", err)
		}
		operation := strings.TrimSuffix(path.Base(name), ".graphql")
		list = append(list, Operation{operation, string(query), variables[operation], i >= public})
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
	encoded, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Errorf("encoding example operations: %w", err))
	}
	examples := coding.NewBody(encoded, "")
	full, plain := &folder{files: dist}, &folder{files: plain}
	page := func(w http.ResponseWriter, r *http.Request) {
		if built(dist) {
			full.serve(w, r, "dist/index.html", "no-cache")
		} else {
			plain.serve(w, r, "plain/index.html", "no-cache")
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", page)
	for _, name := range []string{"setup", "preview"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			plain.serve(w, r, "plain/"+name+".html", "no-cache")
		})
	}
	mux.HandleFunc("GET /assets/{file}", func(w http.ResponseWriter, r *http.Request) {
		// The build puts a hash of the content into each name here, so an address never changes its content.
		full.serve(w, r, "dist/assets/"+r.PathValue("file"), "public, max-age=31536000, immutable")
	})
	mux.HandleFunc("GET /playground/{file}", func(w http.ResponseWriter, r *http.Request) {
		plain.serve(w, r, "plain/"+r.PathValue("file"), "no-cache")
	})
	mux.HandleFunc("GET /playground/operations.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		examples.Send(w, r)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		mux.ServeHTTP(w, r)
	})
}

// folder is files that were embedded, each compressed once for each coding, when it is asked for.
type folder struct {
	files fs.FS
	known sync.Map // of *coding.Body by name
}

// serve answers with one file. http.FileServer would also list folders and redirect index.html.
func (f *folder) serve(w http.ResponseWriter, r *http.Request, name, cacheControl string) {
	body, there := f.known.Load(name)
	if !there {
		content, err := fs.ReadFile(f.files, name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		body, _ = f.known.LoadOrStore(name, coding.NewBody(content, ""))
	}
	w.Header().Set("Cache-Control", cacheControl)
	w.Header().Set("Content-Type", typeOf(name, body.(*coding.Body).Plain()))
	body.(*coding.Body).Send(w, r)
}

// typeOf is the media type of a file, by its name if that tells, and else by how it begins.
func typeOf(name string, content []byte) string {
	if known := mime.TypeByExtension(path.Ext(name)); known != "" {
		return known
	}
	return http.DetectContentType(content)
}
