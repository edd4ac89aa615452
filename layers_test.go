package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Imports point one way. A folder may import what is listed for it, and nothing else of this module.
var mayImport = map[string][]string{
	"content":          {},
	"content/list":     {"content"},
	"content/richtext": {"content"},
	"content/language": {"content", "content/list"},
	"content/check":    {"content", "content/language", "content/list", "content/richtext"},
	"calendar":         {},
	"content/sheet":    {},
	"network":          {"calendar", "content", "content/list", "content/richtext"},
	"document":         {"content/richtext"},
	"document/html":    {"document"},
	"document/pdf":     {"document"},
	"document/proof":   {"document/html", "testkit/must"},
	"document/sample":  {"document"},
	"brochure":         {"content", "content/list", "content/richtext", "document", "network"},
	"mail":             {"content", "content/list"},
	"mail/smtp":        {"mail"},
	"auth":             {"audit", "content", "content/list", "limit", "mail", "network"},
	"audit":            {"content", "content/list"},
	"limit":            {},
	"store":            {"audit", "auth", "content", "content/check", "content/language", "content/list", "mail", "network"},
	"dataloader":       {"auth", "content", "content/check", "content/language", "content/list", "content/richtext", "network", "store"},
	"search":           {"content", "content/list", "content/richtext", "network", "store"},
	"media":            {"content", "network"},
	"editing":          {"audit", "auth", "brochure", "content", "content/check", "content/language", "content/list", "document", "document/html", "document/pdf", "mail", "media", "network", "store"},
	"deliver":          {"mail", "mail/smtp", "store"},
	"graph/scalar":     {"content"},
	"graph/limit":      {},
	"graph/input":      {"content", "graph/scalar"},
	"graph/transport":  {},
	"graph/random":     {},
	"graph/generate":   {},
	"graph/generated":  {"audit", "auth", "content", "content/check", "content/language", "content/list", "content/richtext", "graph/scalar", "graph/writer", "mail", "network"},
	"graph/writer":     {"graph/limit"},
	"graph":            {"audit", "auth", "content", "content/check", "content/language", "content/list", "content/richtext", "dataloader", "editing", "graph/generated", "graph/input", "graph/limit", "graph/scalar", "graph/transport", "graph/writer", "mail", "media", "network", "search", "store"},
	"cache":            {"auth", "coding", "graph/transport"},
	"coding":           {},
	"transfer":         {"content", "content/language", "content/sheet", "editing", "media", "network", "store"},
	"seed":             {"audit", "auth", "content", "editing", "media", "network", "store", "transfer"},
	"playground":       {"coding"},
	"config":           {"auth", "mail/smtp"},
	"command":          {"audit", "auth", "config", "graph", "media", "seed", "store", "transfer"},
	"web":              {"auth", "cache", "coding", "content", "content/sheet", "dataloader", "editing", "graph", "graph/limit", "graph/transport", "media", "network", "playground", "store"},
	"testkit":          {"auth", "content", "editing", "media", "seed", "store", "testkit/must", "web"},
	"testkit/must":     {},
	"testkit/post":     {"testkit/must"},
	"testkit/subtract": {},
	"e2e":              {},
	"bench":            {"auth", "config", "content", "editing", "media", "network", "playground", "seed", "store", "web"},
	".":                {"auth", "command", "config", "content", "deliver", "editing", "media", "search", "seed", "store", "web"},
}

// domain is what knows neither a database nor a request.
var domain = []string{"content", "content/list", "content/richtext", "content/language", "content/check", "content/sheet", "network", "document", "brochure", "calendar", "mail"}

// Only these folders may import a library of the given beginning.
var onlyIn = map[string][]string{
	"go.mongodb.org/":          {"store"},
	"github.com/256dpi/lungo":  {"store"},
	"github.com/99designs/":    {"auth", "content", "graph", "graph/generate", "graph/generated", "graph/input", "graph/limit", "graph/scalar", "graph/transport", "graph/writer"},
	"github.com/vektah/":       {"graph", "graph/generate", "graph/generated", "graph/input", "graph/limit", "graph/random", "graph/scalar", "graph/transport", "graph/writer"},
	"github.com/goccy/go-yaml": {"transfer"},
	"github.com/blevesearch/":  {"search"},
	"github.com/alecthomas/":   {"."},
	"gocloud.dev/":             {"media"},
	"github.com/yuin/goldmark": {"content/richtext"},
	"github.com/microcosm-cc/": {"content/richtext"},
	"github.com/carlos7ags/":   {"document/pdf", "document/proof"},
	"github.com/klauspost/":    {"coding"},
	"github.com/wneessen/":     {"mail/smtp"},
	"github.com/emersion/":     {"testkit/post"},
}

// Tests of the domain build the domain: they may import what is listed for them, and so nothing that takes minutes to compile.
func TestDomainTestsBuildTheDomain(t *testing.T) {
	for _, folder := range domain {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s has no tests (%v)", folder, err)
		}
		for _, path := range files {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range file.Imports {
				name, _ := strconv.Unquote(spec.Path.Value)
				if own, ok := strings.CutPrefix(name, "partnernetz/"); ok && !slices.Contains([]string{"testkit/must", "testkit/subtract"}, own) && !slices.Contains(domain, own) {
					t.Errorf("%s imports %s, which is more than the domain", path, own)
				}
			}
		}
	}
}

func TestImportsPointOneWay(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." {
			_, err := os.Stat(filepath.Join(path, "go.mod")) // a module of its own
			if err == nil || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
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
