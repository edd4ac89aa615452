package limit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	// maxPath and maxLabel keep a message short, whatever the query is.
	maxPath  = 10
	maxLabel = 60
	// maxDescent ends the walk through fragments that contain themselves.
	maxDescent = 100
)

// scale says how heavy the parts of a document are and what to call them.
type scale struct {
	weigh func(ast.Selection) int
	body  func(*ast.FragmentSpread) ast.SelectionSet
	label func(*ast.Field) string
}

// heaviest names the fields on the way down from set, at each level the heaviest
// one, such as "partners > nodes > measures".
func heaviest(set ast.SelectionSet, by scale) string {
	var path []string
	for range maxDescent {
		var next ast.Selection
		top := 0
		for _, s := range set {
			if w := by.weigh(s); w > top {
				next, top = s, w
			}
		}
		switch s := next.(type) {
		case nil:
			return strings.Join(path, " > ")
		case *ast.Field:
			if len(path) == maxPath {
				return strings.Join(path, " > ") + " > …"
			}
			path = append(path, clip(by.label(s)))
			set = s.SelectionSet
		case *ast.InlineFragment:
			set = s.SelectionSet
		case *ast.FragmentSpread:
			set = by.body(s)
		}
	}
	return strings.Join(path, " > ")
}

func clip(label string) string {
	if len(label) > maxLabel {
		// Names are ASCII, so any byte is a place to cut.
		return label[:maxLabel] + "…"
	}
	return label
}
