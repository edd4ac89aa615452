package random

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// fragment is a named one, with what it comes to for one object.
type fragment struct {
	name, body string
	on         *ast.Definition
	cost       cost
	depth      int
}

// set selects from a type of which the answer has so many objects.
func (w *work) set(def *ast.Definition, depth, times int) string {
	w.deepest = max(w.deepest, depth)
	inFragments, n := 0.2, 1+w.r.IntN(5)
	if def.IsAbstractType() {
		inFragments, n = 0.75, n+1
	}
	if def == w.Schema.Query {
		n = 1 + w.r.IntN(3)
	}
	var parts []string
	for range n {
		part := ""
		switch {
		case !w.spent.fits() || depth >= deepestIn(def) || !w.chance(inFragments):
			part = w.field(def, depth, times)
		case w.chance(0.5):
			part = w.inline(def, depth, times)
		default:
			part = w.spread(def, depth, times)
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "{__typename}"
	}
	return "{" + strings.Join(parts, one(w, []string{" ", " ", ", ", "\n"})) + "}"
}

// field selects one field; empty if there is none that fits any more.
func (w *work) field(def *ast.Definition, depth, times int) string {
	if w.chance(0.06) {
		return w.named("__typename", "String!", "") + w.directives()
	}
	var leaves, links ast.FieldList
	for _, f := range def.Fields {
		switch closed := f.Directives.ForName("auth") != nil || strings.HasPrefix(f.Name, "__"); {
		case closed && !w.chance(0.01) && (!w.drafts || w.chance(0.7)):
		case w.Schema.Types[f.Type.Name()].IsLeafType():
			leaves = append(leaves, f)
		default:
			links = append(links, f)
		}
	}
	more := w.spent.fits() && depth < deepestIn(def) && times*w.length(def) < maxObjects && len(links) > 0
	if more && (len(leaves) == 0 || w.chance(0.5)) {
		f := one(w, links)
		arguments, n := w.arguments(def, f, times)
		times *= n
		w.spent.objects += times
		return w.named(f.Name, f.Type.String(), arguments) + w.directives() + " " + w.set(w.Schema.Types[f.Type.Name()], depth+1, times)
	}
	if len(leaves) == 0 || w.spent.aliases >= maxAliases {
		return ""
	}
	f := one(w, leaves)
	arguments, _ := w.arguments(def, f, times)
	return w.named(f.Name, f.Type.String(), arguments) + w.directives()
}

// deepestIn is how deep a type may be selected from. Of the schema itself, little is allowed within each other.
func deepestIn(def *ast.Definition) int {
	if strings.HasPrefix(def.Name, "__") {
		return 3
	}
	return maxDepth
}

// length is how many objects a list is taken for that does not say so itself.
func (w *work) length(def *ast.Definition) int {
	if strings.HasPrefix(def.Name, "__") {
		return 20
	}
	return 1
}

// named writes the head of a field. In one operation, a name in answers stands for one field of one type with the same
// arguments, so that whatever is selected fits together.
func (w *work) named(field, typ, arguments string) string {
	w.spent.fields++
	name, is := field, field+arguments+" "+typ
	for n := 0; w.names[name] != is && w.names[name] != "" || n == 0 && w.chance(0.07); n++ {
		name = fmt.Sprintf("%s%d", one(w, []string{"a", "other_", "Ab", "_", "id", "data", "nodes", field}), n+w.r.IntN(30))
	}
	w.names[name] = is
	if name == field {
		return field + arguments
	}
	w.spent.aliases++
	return name + ": " + field + arguments
}

// directives are those of a field or a fragment; mostly none.
func (w *work) directives() (text string) {
	for w.spent.directives < maxDirectives && w.chance(0.08) {
		name := "include"
		if w.chance(0.5) {
			name = "skip"
		}
		if strings.Contains(text, name) {
			break
		}
		w.spent.directives++
		stays := w.chance(0.75)
		text += " @" + name + "(if: " + literal(w.perhapsVariable("if", ast.NonNullNamedType("Boolean", nil), false, stays == (name == "include"))) + ")"
	}
	return text
}

// inline selects in an inline fragment, with or without a type.
func (w *work) inline(def *ast.Definition, depth, times int) string {
	if w.chance(0.2) && !def.IsAbstractType() {
		return "..." + w.directives() + " " + w.set(def, depth+1, times)
	}
	on := one(w, w.overlapping(def))
	return "... on " + on.Name + w.directives() + " " + w.set(on, depth+1, times)
}

// spread selects by a named fragment: one that is there, or a new one.
func (w *work) spread(def *ast.Definition, depth, times int) string {
	for _, f := range w.fragments {
		if f.body != "" && depth+f.depth < deepestIn(def) && w.spent.plus(f.cost, times).fits() && w.overlap(def, f.on) && w.chance(0.5) {
			w.spent = w.spent.plus(f.cost, times)
			w.deepest = max(w.deepest, depth+f.depth)
			return "..." + f.name + w.directives()
		}
	}
	f := &fragment{name: fmt.Sprintf("F%d", len(w.fragments)), on: one(w, w.overlapping(def))}
	w.fragments = append(w.fragments, f)
	w.spent.fields++
	before, deepest := w.spent, w.deepest
	w.deepest = depth
	body := w.directives() // of the spread
	text := "..." + f.name + body
	f.body = "" // so that it is not spread within itself
	inside := w.set(f.on, depth, times)
	f.body = " " + inside
	f.depth, w.deepest = w.deepest-depth, max(w.deepest, deepest)
	after := w.spent
	f.cost = cost{after.fields - before.fields + 1, after.aliases - before.aliases, after.directives - before.directives + 1, (after.objects-before.objects)/times + 1}
	return text
}

// overlapping are the types that a fragment within a type may be on.
func (w *work) overlapping(def *ast.Definition) (all []*ast.Definition) {
	possible := w.Schema.GetPossibleTypes(def)
	for _, p := range possible {
		all = append(all, p)
		if !def.IsAbstractType() || w.chance(0.1) {
			all = append(all, w.Schema.GetImplements(p)...)
		}
	}
	return append(all, def)
}

func (w *work) overlap(a, b *ast.Definition) bool {
	for _, p := range w.Schema.GetPossibleTypes(a) {
		for _, q := range w.Schema.GetPossibleTypes(b) {
			if p == q {
				return true
			}
		}
	}
	return false
}
