package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/content"
)

// keys returns the arguments of a field of the root that takes some, for each entry of the worlds. Arguments that nothing
// is known of are an error: whoever adds one says here, or in notAsked, what becomes of it.
func keys(t *testing.T, f *ast.FieldDefinition) (all []string) {
	t.Helper()
	ways := []string{""}
	for _, a := range f.Arguments {
		values := values(f, a)
		if len(values) == 0 {
			t.Errorf("Query.%s(%s:): nothing says what to ask for", f.Name, a.Name)
			return nil
		}
		var longer []string
		for _, way := range ways {
			for _, v := range values {
				longer = append(longer, way+" "+a.Name+": "+v)
			}
		}
		ways = longer
	}
	for _, way := range ways {
		all = append(all, "("+strings.TrimSpace(way)+")")
	}
	return all
}

// listArguments are those of every list, which walker and hunt put in.
var listArguments = []string{"filter", "orderBy", "first", "after", "last", "before", "query", "types"}

// shapeArguments say how a thing is shown, and have defaults or may be left out.
var shapeArguments = []string{"width", "format", "ratio", "breaks", "locale"}

// narrowingArguments leave out what has not the names or the state that they ask for, which what is left in shows.
var narrowingArguments = []string{"years", "state"}

// knowsArguments demands that no field takes an argument that nobody tries: those of the root are for keys to try.
func (w walker) knowsArguments(t *testing.T) {
	ours(w.schema, func(def *ast.Definition) {
		for _, f := range fieldsOf(def) {
			for _, a := range f.Arguments {
				isList := strings.HasSuffix(f.Type.Name(), "Connection")
				switch {
				case def == w.schema.Mutation, def == w.schema.Query && (!isList || notAsked[f.Name] != ""):
				case slices.Contains(shapeArguments, a.Name) && (a.DefaultValue != nil || !a.Type.NonNull), slices.Contains(narrowingArguments, a.Name):
				case !isList || !slices.Contains(listArguments, a.Name):
					t.Errorf("%s.%s(%s:): nothing says what to ask for", def.Name, f.Name, a.Name)
				}
			}
		}
	})
}

// values returns what an argument is tried with.
func values(f *ast.FieldDefinition, a *ast.ArgumentDefinition) (all []string) {
	add := func(s string) {
		if q := quote(s); !slices.Contains(all, q) {
			all = append(all, q)
		}
	}
	for _, k := range entries() {
		switch a.Name {
		case "id", "ids":
			if !isOneKind(f.Type.Name()) || isOf(k.kind, f.Type.Name()) {
				add(k.id)
			}
		case "slug", "label", "path":
			if !isOf(k.kind, f.Type.Name()) {
				continue
			}
			for _, e := range k.versions() {
				add(e.Key())
			}
		case "revision":
			return []string{"1", "2", "3"}
		case "key":
			return []string{"MAIN", "FOOTER"}
		case "from":
			return []string{"1", "3"}
		case "to":
			return []string{"2", "4"}
		}
	}
	if a.Type.Elem != nil && len(all) > 0 {
		var lists []string
		for some := range slices.Chunk(all, 15) { // as an operation may not ask for too much
			lists = append(lists, "["+strings.Join(some, ", ")+"]")
		}
		return lists
	}
	return all
}

// isOneKind reports whether a type is that of the entries of a kind.
func isOneKind(typ string) bool {
	return slices.ContainsFunc(content.Kinds(), func(k content.Kind) bool { return isOf(k, typ) })
}

// isOf reports whether entries of the kind are of a type.
func isOf(k content.Kind, typ string) bool {
	name := strings.ReplaceAll(string(k), "_", "")
	return name == strings.ToLower(typ)+"s" || name == strings.ToLower(typ)
}
