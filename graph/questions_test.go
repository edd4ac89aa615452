package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
)

// What an operation may hold besides, as there are limits.
const (
	severalLists = 4
	severalKeys  = 1
)

// notAsked has the fields of the root that nobody asks for here, with the reason.
var notAsked = map[string]string{
	"viewer": "says when a token was last used; asked for by itself below",
}

// question is what is asked, and through which views.
type question struct {
	text   string
	views  []view
	closed bool // to all readers, whatever there is
}

// isClosed reports whether a field is for those only who run the system or publish.
func isClosed(f *ast.FieldDefinition) bool {
	d := f.Directives.ForName("auth")
	return d != nil && d.Arguments.ForName("may").Value.Raw != string(auth.ReadDrafts)
}

func closedQuestion(f *ast.FieldDefinition) string {
	if strings.HasSuffix(f.Type.Name(), "Connection") {
		return "{" + f.Name + "(first: 2) {totalCount}}"
	}
	return "{" + f.Name + "(id: \"acc_x\") {id}}"
}

// questions are all that is asked.
func questions(t *testing.T, w walker, cursors func(query string) []string) (all []question) {
	h := newHunt(w)
	all = append(all, question{text: "{viewer {name roles permissions partner {id name stage revision contacts {email} hasUnpublishedChanges revisions {totalCount}}}}", views: allViews, closed: true})
	all = append(all, w.forms()...)
	for _, f := range fieldsOf(w.schema.Query) {
		typ := w.typeOf(f)
		switch {
		case notAsked[f.Name] != "":
		case isClosed(f):
			all = append(all, question{text: closedQuestion(f), views: mainViews, closed: true})
		case f.Arguments.ForName("query") != nil:
			for _, words := range []string{"Mitte", "Zebra", secret, secretSlug, "Person", "dort Mitte"} {
				all = append(all, question{text: "{" + f.Name + "(query: " + quote(words) + ", first: 50) {totalCount nodes {score snippet entry {__typename id}}}}", views: mainViews})
			}
		case strings.HasSuffix(typ.Name, "Connection"):
			all = append(all, w.list(f)...)
			all = append(all, w.places(f, cursors)...)
			all = append(all, h.through(f)...)
		case len(f.Arguments) == 0:
			all = append(all, question{text: "{" + f.Name + " " + w.whole(typ) + "}", views: allViews})
			all = append(all, w.ways("{"+f.Name+" ", typ)...)
		default:
			n := severalKeys
			if f.Type.NonNull { // so that one error is that of all
				n = 1
			}
			for keys := range slices.Chunk(keys(t, f), n) {
				all = append(all, question{text: "{" + several(f.Name, keys, w.whole(typ)) + "}", views: allViews})
			}
		}
	}
	return all
}

// forms asks for the forms of all entries, and of what they were before.
func (w walker) forms() (all []question) {
	var ids []string
	for _, k := range entries() {
		ids = append(ids, quote(k.id))
	}
	for _, def := range w.schema.Types {
		if form := w.form(def); form != "" {
			for some := range slices.Chunk(ids, 100) {
				all = append(all, question{text: "{nodes(ids: [" + strings.Join(some, ", ") + "]) {id " + form + " ... on Entry {revisions(first: 5) {nodes {entry {" + form + "}}}}}}", views: allViews})
			}
		}
	}
	return all
}

// places asks for what stands right behind and right ahead of what comes first and last in each order: cursors are no
// secret, and may be of what the reader may not see. find returns the cursors of a list in such an order.
func (w walker) places(f *ast.FieldDefinition, find func(query string) []string) (all []question) {
	for _, by := range w.orders(f) {
		cursors := find("{" + f.Name + "(first: 100, " + by + ") {edges {cursor}}}")
		var pages []string
		for i, c := range cursors {
			if i < 2 || i >= len(cursors)-2 {
				pages = append(pages, "(first: 2, "+by+", after: "+quote(c)+")", "(last: 2, "+by+", before: "+quote(c)+")")
			}
		}
		all = append(all, question{text: "{" + several(f.Name, pages, w.short(w.typeOf(f))) + "}", views: mainViews})
	}
	return all
}

// ways goes all ways of one link and of two links from what a field has.
func (w walker) ways(begin string, typ *ast.Definition) (all []question) {
	for i, through := range [][]view{mainViews, mainViews} {
		if i > 0 { // as longer ways lead to more
			begin = strings.Replace(begin, "(first: 4)", "(first: 2)", 1)
		}
		for _, end := range w.ends(typ) {
			for _, way := range w.along(end, i+1) {
				all = append(all, question{text: begin + w.to(typ, way, false) + "}", views: through})
			}
		}
	}
	return all
}

// list asks for the entries of a list, in every order and with every window, and for all around them.
func (w walker) list(f *ast.FieldDefinition) (all []question) {
	typ := w.typeOf(f)
	for _, window := range []string{"(first: 20)", "(last: 20)", "(first: 2)", "(last: 2)"} {
		all = append(all, question{text: "{" + f.Name + window + " " + w.look(typ, w.itself) + "}", views: allViews})
	}
	var ordered []string
	for _, by := range w.orders(f) {
		ordered = append(ordered, "(first: 3, "+by+")", "(last: 3, "+by+")")
	}
	for some := range slices.Chunk(ordered, severalLists) {
		all = append(all, question{text: "{" + several(f.Name, some, w.short(typ)) + "}", views: allViews})
	}
	return append(all, w.ways("{"+f.Name+"(first: 4) ", typ)...)
}

// orders returns the argument of every order.
func (w walker) orders(f *ast.FieldDefinition) (all []string) {
	if by := f.Arguments.ForName("orderBy"); by != nil {
		for _, field := range w.schema.Types[w.schema.Types[by.Type.Name()].Fields.ForName("field").Type.Name()].EnumValues {
			for _, direction := range []string{"ASC", "DESC"} {
				all = append(all, fmt.Sprintf("orderBy: {field: %s, direction: %s}", field.Name, direction))
			}
		}
	}
	return all
}

// short asks for what is in a list, and where.
func (w walker) short(typ *ast.Definition) string {
	return w.look(typ, func(*ast.Definition) string { return "{id}" })
}

// several asks for a field with each of these arguments.
func several(field string, arguments []string, selection string) string {
	var b strings.Builder
	for i, a := range arguments {
		fmt.Fprintf(&b, "a%d: %s%s %s ", i, field, a, selection)
	}
	return b.String()
}
