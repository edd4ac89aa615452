package random

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// arguments are those of a field, as they are written, and how many objects it has for each of its own, of which there
// are so many.
func (w *work) arguments(def *ast.Definition, f *ast.FieldDefinition, times int) (string, int) {
	var all []string
	give := func(a *ast.ArgumentDefinition, value any) {
		all = append(all, a.Name+": "+literal(value))
	}
	entry, isConnection := strings.CutSuffix(f.Type.Name(), "Connection")
	page, n := w.page(def.Name+"."+f.Name, times)
	switch {
	case isConnection:
	case f.Type.Elem != nil && !slices.Contains([]string{"nodes", "edges"}, f.Name):
		n = 3
	default:
		n = 1
	}
	continues := slices.ContainsFunc(page, func(m member) bool { return m.name == "after" || m.name == "before" })
	for _, a := range f.Arguments {
		required := a.Type.NonNull && a.DefaultValue == nil
		at := slices.IndexFunc(page, func(m member) bool { return m.name == a.Name })
		switch {
		case slices.Contains([]string{"first", "last", "after", "before"}, a.Name):
			if at >= 0 {
				give(a, w.perhapsVariable(a.Name, a.Type, false, page[at].value))
			}
		case required || w.chance(0.3) && !continues: // with other conditions, the cursor is of another list
			give(a, w.place(entry, a.Name, a.Type, a.DefaultValue != nil, 0))
		}
	}
	if len(all) == 0 {
		return "", n
	}
	return "(" + strings.Join(all, ", ") + ")", n
}

// page says which part of a list is asked for, and how long it is at most.
func (w *work) page(list string, times int) (page object, n int) {
	n = 1 + w.r.IntN(max(1, min(8, maxObjects/2/times)))
	side, from := "first", "after"
	if w.chance(0.2) {
		side, from = "last", "before"
	}
	switch {
	case w.chance(0.1) && times == 1:
		n = 20 // of which the list is if nothing is said
	default:
		page = object{{side, n}}
	}
	if cursors := w.Known[list+".cursor"]; len(cursors) > 0 && w.chance(0.25) {
		page = append(page, member{from, one(w, cursors)})
	}
	if w.chance(0.006) {
		page = one(w, []object{{{"first", 0}}, {{"first", 101}}, {{"first", 1}, {"last", 1}}, {{"first", 3}, {"after", "kaputt"}}, {{"last", -1}}})
	}
	return page, n
}

// place gives a value of a type, which is about a field of the owner, by a variable or as it is.
func (w *work) place(owner, field string, typ *ast.Type, preset bool, depth int) any {
	if len(w.variables) < 20 && w.chance(0.3) {
		return w.variable(owner+"."+field, typ, preset, w.value(owner, field, "", typ, depth, false))
	}
	return w.value(owner, field, "", typ, depth, true)
}

// value makes a value of a type. how is the name of the comparison that it is for, and variables are those that may stand in it.
func (w *work) value(owner, field, how string, typ *ast.Type, depth int, variables bool) any {
	if !typ.NonNull && w.chance(0.015) {
		return nil
	}
	if typ.Elem != nil {
		if w.chance(0.05) && w.Schema.Types[typ.Name()].IsLeafType() { // one value stands for a list of one
			if v := w.value(owner, field, how, typ.Elem, depth, false); v != nil {
				return v
			}
		}
		list := []any{}
		for range 1 + w.r.IntN(3) {
			list = append(list, w.inside(owner, field, how, typ.Elem, depth, variables))
		}
		return list
	}
	def := w.Schema.Types[typ.NamedType]
	switch def.Kind {
	case ast.Enum:
		return enum(one(w, def.EnumValues).Name)
	case ast.InputObject:
		return w.object(owner, field, def, depth, variables)
	}
	return w.scalar(owner, field, how, def.Name)
}

// inside is value for a part of a larger value, which a variable may stand in place of.
func (w *work) inside(owner, field, how string, typ *ast.Type, depth int, variables bool) any {
	if variables && len(w.variables) < 20 && w.Schema.Types[typ.Name()].IsLeafType() && w.chance(0.2) {
		return w.variable(owner+"."+field+"."+how, typ, false, w.value(owner, field, how, typ, depth, false))
	}
	return w.value(owner, field, how, typ, depth, variables)
}

// object makes an input object: of a filter one or two conditions.
func (w *work) object(owner, field string, def *ast.Definition, depth int, variables bool) any {
	compares := def.Fields.ForName("eq") != nil
	subject := strings.TrimSuffix(strings.TrimSuffix(def.Name, "Filter"), "List")
	if t := w.Schema.Types[subject]; t != nil && t.Kind == ast.Object {
		owner = subject
	}
	some := slices.Clone(def.Fields)
	w.r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	most := 1
	if !compares && w.chance(0.3) {
		most = 2
	}
	var o object
	for _, f := range some {
		required, deeper := f.Type.NonNull && f.DefaultValue == nil, w.Schema.Types[f.Type.Name()].Kind == ast.InputObject
		switch {
		case required:
		case most <= 0, depth >= 2 && deeper && !strings.HasSuffix(f.Type.Name(), "Filter"), depth >= 3 && deeper:
			continue
		case f.Type.Name() == def.Name && !w.chance(0.2): // and, or, not
			continue
		}
		most--
		name, how := f.Name, ""
		if compares {
			name, how = field, f.Name
		}
		o = append(o, member{f.Name, w.inside(owner, name, how, f.Type, depth+1, variables)})
	}
	return o
}

// scalar is a value that occurs, mostly.
func (w *work) scalar(owner, field, how, typ string) any {
	if typ == "Boolean" {
		return w.chance(0.5) && how != "isNull"
	}
	known := w.Known[owner+"."+field]
	if len(known) == 0 || w.chance(0.02) {
		known = w.Known[typ]
	}
	value := one(w, known)
	if text, ok := value.(string); ok && how == "contains" {
		letters := []rune(text)
		from := w.r.IntN(max(1, len(letters)-4))
		return string(letters[from:min(len(letters), from+4)])
	}
	return value
}
