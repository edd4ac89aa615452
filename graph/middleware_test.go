package graph_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// passedBy is what a writer passes by, since only gqlgen's executor has it: whatever stands around fields, and what a resolver
// could ask about the field that it is asked for.
var passedBy = map[string]bool{
	"AroundFields": true, "AroundRootFields": true, "InterceptField": true, "InterceptRootField": true,
	"GetFieldContext": true, "GetRootFieldContext": true, "GetPath": true, "CollectFieldsCtx": true, "CollectAllFields": true,
}

// Nothing stands around fields, as a writer would pass it by.
func TestNothingAroundFields(t *testing.T) {
	found := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || d.Name() == "generated" || strings.HasPrefix(d.Name(), ".") && path != ".." {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok && passedBy[name.Name] {
				if filepath.ToSlash(path) == "../graph/writer/bound.go" {
					found++ // which bounds the executor that has them
				} else {
					t.Errorf("%s: %s is for fields that gqlgen carries out, and a writer does not", path, name.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || found == 0 {
		t.Errorf("found in the writer itself: %d, %v", found, err)
	}
}
