package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/content"
)

// forTheOffice names the conditions that others, or all in other views than those of drafts, may not test. One is an error of the
// whole list, so they are asked for apart from others.
var forTheOffice = []string{"contactEmail", "hasUnpublishedChanges", "stage", "updatedAt", "updatedBy"}

// hunt writes filters that look for what is hidden.
type hunt struct {
	walker
	ids, texts, emails []string
}

func newHunt(w walker) hunt {
	h := hunt{walker: w}
	for _, k := range entries() {
		h.ids = append(h.ids, k.id)
		if k.state != plain {
			h.texts = append(h.texts, k.key(true), k.title(true))
		}
		if k.kind == content.Partners && k.state == revised {
			for _, a := range content.Audiences() {
				h.emails = append(h.emails, address(k.name, a))
			}
		}
	}
	return h
}

// filters returns conditions on all that a filter tests, and so many links from there. What lies behind a link is only
// tested for what is hidden.
func (h hunt) filters(def *ast.Definition, links int, sharp bool) (all []string) {
	add := func(f *ast.FieldDefinition, conditions ...string) {
		for _, c := range conditions {
			all = append(all, "{"+f.Name+": "+c+"}")
		}
	}
	for _, f := range def.Fields {
		typ := h.typeOf(f)
		switch {
		case typ.Name == def.Name: // see combined
		case typ.Kind != ast.InputObject:
			add(f, h.values(f, typ)...)
		case strings.HasSuffix(typ.Name, "ListFilter"):
			if links == 0 {
				continue
			}
			for _, quantifier := range typ.Fields {
				for _, c := range h.filters(h.typeOf(quantifier), links-1, true) {
					add(f, "{"+quantifier.Name+": "+c+"}")
				}
				add(f, "{"+quantifier.Name+": {}}")
			}
		case typ.Fields.ForName("and") == nil:
			add(f, ofSaving(f.Name, h.tests(typ, sharp))...)
		case links > 0:
			add(f, append(h.filters(typ, links-1, true), "{}")...)
		}
	}
	return all
}

// through hunts through the filters of a list, and of the lists within it.
func (h hunt) through(f *ast.FieldDefinition) (all []question) {
	def := h.filterOf(f)
	if def == nil {
		return nil
	}
	ask := func(filters []string, views []view, begin, name, end string) {
		for _, some := range apart(filters) {
			all = append(all, question{text: begin + several(name, some, "{totalCount nodes {__typename}}") + end, views: views})
		}
	}
	near := h.filters(def, 0, false)
	if def.Fields.ForName("or") != nil {
		near = append(near, combined(near)...)
	}
	ask(near, allViews, "{", f.Name, "}")
	ask(h.filters(def, 2, true), mainViews, "{", f.Name, "}")
	for _, end := range h.ends(h.typeOf(f)) {
		if itemOf(h.typeOf(f)) != end.Name {
			continue // entries behind something else, which lists of them show as well
		}
		for _, inner := range fieldsOf(end) {
			if def := h.filterOf(inner); def != nil {
				ask(h.filters(def, 1, true), mainViews, "{"+f.Name+"(first: 20) {nodes {id ", inner.Name, "}}}")
			}
		}
	}
	return all
}

// filterOf returns the type of a list's filter; nil if it has none.
func (h hunt) filterOf(f *ast.FieldDefinition) *ast.Definition {
	if a := f.Arguments.ForName("filter"); a != nil {
		return h.schema.Types[a.Type.Name()]
	}
	return nil
}

// apart makes arguments of filters, several for an operation, with those for the office and those that search by themselves,
// as these may read much.
func apart(filters []string) (all [][]string) {
	var open, closed []string
	for _, f := range filters {
		if strings.Contains(f, "search:") || slices.ContainsFunc(forTheOffice, func(name string) bool { return strings.Contains(f, name) }) {
			closed = append(closed, "(filter: "+f+")")
		} else {
			open = append(open, "(filter: "+f+")")
		}
	}
	return append(slices.Collect(slices.Chunk(open, severalLists)), slices.Collect(slices.Chunk(closed, 1))...)
}

// combined returns conditions of others.
func combined(filters []string) []string {
	both := strings.Join(filters[:2], ", ")
	return []string{"{or: [" + both + "]}", "{and: [" + both + "]}", "{not: " + filters[0] + "}", "{or: []}"}
}

// ofSaving puts what drafts were saved with in place of what stands in them, in conditions on that.
func ofSaving(field string, conditions []string) []string {
	for i, c := range conditions {
		switch op, _, _ := strings.Cut(strings.TrimPrefix(c, "{"), ":"); {
		case field == "updatedBy":
			conditions[i] = map[bool]string{true: `{in: ["acc_test"]}`, false: "{" + op + `: "acc_test"}`}[op == "in"]
		case field == "updatedAt":
			c = strings.ReplaceAll(c, string(secretDay), late.Format(time.DateOnly))
			conditions[i] = strings.ReplaceAll(c, "2000-12-31", early.AddDate(0, 0, 1).Format(time.DateOnly))
		}
	}
	return conditions
}

// tests returns conditions with all operators of a comparison, or only those that find what is hidden.
func (h hunt) tests(def *ast.Definition, sharp bool) (all []string) {
	for _, op := range def.Fields {
		for _, value := range h.values(op, h.typeOf(op)) {
			if c := "{" + op.Name + ": " + value + "}"; !sharp || slices.Contains(findAll(def), op.Name) {
				all = append(all, c)
			}
		}
	}
	return all
}

// findAll returns the operators of a comparison that, with the values below, find all that is hidden and nothing else.
func findAll(def *ast.Definition) []string {
	if def.Fields.ForName("contains") != nil {
		return []string{"contains"}
	}
	return []string{"in", "lt"}
}

// values returns what an operator is tried with.
func (h hunt) values(op *ast.FieldDefinition, typ *ast.Definition) []string {
	list := func(values []string) []string { return []string{`["` + strings.Join(values, `", "`) + `"]`} }
	switch many := op.Type.Elem != nil; {
	case typ.Name == "Boolean":
		return []string{"true", "false"}
	case typ.Name == "ID" && many:
		return list(h.ids)
	case typ.Name == "ID":
		return []string{quote(h.ids[2]), quote(h.ids[0])}
	case typ.Name == "Date" || typ.Name == "DateTime":
		day := string(secretDay)
		if typ.Name == "DateTime" {
			day += "T00:00:00Z"
		}
		if strings.HasPrefix(op.Name, "l") {
			day = strings.Replace(day, "1999", "2000", 1)
		}
		return []string{quote(day)}
	case typ.Kind == ast.Enum && many:
		return []string{"[" + typ.EnumValues[1].Name + "]"}
	case typ.Kind == ast.Enum:
		return []string{typ.EnumValues[0].Name, typ.EnumValues[1].Name}
	case typ.Name != "String":
		return nil
	case many:
		return append(list(h.texts), list(h.emails)...)
	case op.Name == "contains":
		return []string{quote(secret)}
	case strings.HasPrefix(op.Name, "g"):
		return []string{quote("Yak")}
	case strings.HasPrefix(op.Name, "l"):
		return []string{quote("Bär")}
	}
	some := []string{quote(h.texts[len(h.texts)-1])}
	for _, e := range h.emails {
		some = append(some, quote(e))
	}
	return some
}

func quote(s string) string { return fmt.Sprintf("%q", s) }
