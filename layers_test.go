package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Imports point one way. A folder may import what is listed for it, and nothing else of this module.
var mayImport = map[string][]string{
	"content":         {},
	"auth":            {"audit", "content", "limit"},
	"audit":           {"content"},
	"limit":           {},
	"store":           {"audit", "auth", "content"},
	"dataloader":      {"content", "store"},
	"search":          {"content", "store"},
	"media":           {"content"},
	"editing":         {"audit", "auth", "content", "media", "store"},
	"graph/scalar":    {"content"},
	"graph/limit":     {},
	"graph/transport": {},
	"graph/random":    {},
	"graph/generate":  {},
	"graph/generated": {"audit", "auth", "content", "graph/scalar", "graph/writer"},
	"graph/writer":    {"graph/limit"},
	"graph":           {"audit", "auth", "content", "dataloader", "editing", "graph/generated", "graph/limit", "graph/transport", "graph/writer", "media", "search", "store"},
	"cache":           {"auth", "graph/transport"},
	"transfer":        {"content", "media", "store"},
	"seed":            {"audit", "content", "media", "store", "transfer"},
	"playground":      {},
	"config":          {"auth"},
	"command":         {"audit", "auth", "media", "seed", "store", "transfer"},
	"web":             {"auth", "cache", "content", "editing", "graph", "graph/limit", "graph/transport", "media", "playground", "store"},
	"testkit":         {"auth", "content", "editing", "media", "seed", "store", "web"},
	"e2e":             {},
	"bench":           {"auth", "config", "content", "editing", "media", "playground", "seed", "store", "web"},
	".":               {"auth", "command", "config", "editing", "media", "search", "seed", "store", "web"},
}

// Only these folders may import a library of the given beginning.
var onlyIn = map[string][]string{
	"go.mongodb.org/":          {"store"},
	"github.com/256dpi/lungo":  {"store"},
	"github.com/99designs/":    {"auth", "content", "graph", "graph/generate", "graph/generated", "graph/limit", "graph/scalar", "graph/transport", "graph/writer"},
	"github.com/vikstrous/":    {"dataloader"},
	"github.com/vektah/":       {"graph", "graph/generated", "graph/limit", "graph/random", "graph/scalar", "graph/transport", "graph/writer"},
	"github.com/goccy/go-yaml": {"transfer"},
	"github.com/blevesearch/":  {"search"},
	"github.com/alecthomas/":   {"."},
	"gocloud.dev/":             {"media"},
}

func TestImportsPointOneWay(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "wiretest" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(path))
		allowed, listed := mayImport[folder]
		if !listed {
			t.Errorf("%s: say in mayImport what %s may import", path, folder)
		}
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(name, "partnernetz/"); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which points the wrong way", path, own)
			}
			for library, folders := range onlyIn {
				if strings.HasPrefix(name, library) && !slices.Contains(folders, folder) {
					t.Errorf("%s imports %s, which is for %v only", path, name, folders)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
