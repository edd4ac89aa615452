package graph_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"partnernetz/testkit"
)

// A resolver names what it needs and returns it. What loops, converts or queries belongs below.
const (
	longestResolver = 15  // lines of a body
	shortResolver   = 5   // lines that nearly all bodies keep to
	shortShare      = 0.9 // of all
)

func TestResolversAreShort(t *testing.T) {
	files, err := filepath.Glob("*.resolvers.go")
	testkit.Must(t, err)
	all, short := 0, 0
	for _, file := range files {
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		testkit.Must(t, err)
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if f.Recv == nil {
				t.Errorf("%s: %s is no resolver; gqlgen would move it into a comment", file, f.Name.Name)
			}
			lines := max(1, set.Position(f.Body.End()).Line-set.Position(f.Body.Pos()).Line-1)
			if lines > longestResolver {
				t.Errorf("%s: %s has %d lines, %d is the most", file, f.Name.Name, lines, longestResolver)
			}
			all++
			if lines <= shortResolver {
				short++
			}
		}
	}
	if all < 20 || float64(short) < shortShare*float64(all) {
		t.Errorf("%d of %d resolvers have at most %d lines", short, all, shortResolver)
	}
}

// What gqlgen finds neither a field nor a method for in Go it makes a resolver of that panics, for somebody to write.
func TestResolversAreWritten(t *testing.T) {
	files, err := filepath.Glob("*.resolvers.go")
	testkit.Must(t, err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		testkit.Must(t, err)
		for _, m := range regexp.MustCompile(`(?m)^func \(r \*(\w+)Resolver\) (\w+)\(.*\n\s*panic\(`).FindAllSubmatch(source, -1) {
			t.Errorf("%s: %s.%s is still to be written. If Go's type only lacks a field or a method of this name, add it, remove this, and generate again", file, m[1], m[2])
		}
	}
}
