package graph_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// How long a list within a list is asked for: longer than most are, and short enough for many within each other.
const window = "(first: 5)"

// walker writes selections that go wherever the schema allows.
type walker struct {
	schema *ast.Schema
	tagged bool // whether it asks which language each text is in, too
}

func (w walker) typeOf(f *ast.FieldDefinition) *ast.Definition { return w.schema.Types[f.Type.Name()] }

// isEntry reports whether a type is one of entries, or of all of them.
func (w walker) isEntry(def *ast.Definition) bool { return isEntry(w.schema, def.Name) }

// leads reports whether one comes from a type to entries.
func (w walker) leads(def *ast.Definition) bool { return w.leadsBy(def, map[string]bool{}) }

func (w walker) leadsBy(def *ast.Definition, seen map[string]bool) bool {
	if w.isEntry(def) {
		return true
	}
	if seen[def.Name] || isShallow(def) {
		return false
	}
	seen[def.Name] = true
	return slices.ContainsFunc(fieldsOf(def), func(f *ast.FieldDefinition) bool { return w.leadsBy(w.typeOf(f), seen) })
}

// isShallow reports whether the entry that a type leads to is asked for its id and no more, since all of it is read as
// entries of a list are: to go on from there as well would take as long again.
func isShallow(def *ast.Definition) bool {
	return slices.Contains([]string{"RichTextLink", "Schedule", "Finding", "MeasureProgress", "Evidence", "ReportCollection", "MissingReport", "MeasureProgressRow", "MeasureProgressCell", "ProgressCount", "PeopleFigure"},
		def.Name)
}

// isFarList reports whether a field is a list of entries that are asked for their ids and no more, since the ways along the field show
// the rest of them, and to show it beside its neighbours would be too much for one operation.
func isFarList(def *ast.Definition, f *ast.FieldDefinition) bool {
	return slices.Contains([]string{"Partner.reports", "Partner.goodPractices"}, def.Name+"."+f.Name)
}

// isLarge reports whether a part of an entry is asked for only where the type of the entry is asked for by itself.
func isLarge(def *ast.Definition) bool {
	return slices.Contains([]string{"MeasureProgress", "ReportComment"}, def.Name)
}

// isNear reports whether a field leads to entries that are asked for their ids and no more, since the ways along such fields show
// the rest of them, and to show it beside each other would be too much for one operation.
func isNear(def *ast.Definition, f *ast.FieldDefinition) bool {
	return slices.Contains([]string{"Partner.mergedInto", "Partner.predecessors", "Partner.members", "Partner.memberOf", "Agreement.supersededBy", "Agreement.supersedes", "Agreement.document", "Partner.logo", "Clause.measures",
		"Release.supersedes", "Release.supersededBy", "Release.html", "Release.pdf", "ImplementationYear.brochure"}, def.Name+"."+f.Name)
}

// look asks for all that a value says, and of entries that it leads to what inner asks for; for those ones, nothing if
// inner is nil.
func (w walker) look(def *ast.Definition, inner func(*ast.Definition) string) string {
	return "{" + w.fields(def, inner, nil) + "}"
}

// fields is look for a type, or for one of the possible types of an abstract one.
func (w walker) fields(def *ast.Definition, inner func(*ast.Definition) string, abstract *ast.Definition) string {
	var b strings.Builder
	b.WriteString("__typename")
	for _, f := range fieldsOf(def) {
		typ := w.typeOf(f)
		switch {
		case abstract != nil && fieldsOf(abstract).ForName(f.Name) != nil:
		case strings.HasSuffix(f.Name, "LanguageTag") && !w.tagged:
		case f.Name == "form": // which is asked for by itself, as it is the same on every way to an entry
		case typ.IsLeafType():
			b.WriteString(" " + w.apart(abstract, def, f) + f.Name)
		case typ.Name == "RichText" && (abstract != nil && (!w.tagged || w.isEntry(abstract)) || slices.Contains([]string{"AccordionItem", "VideoBlock", "AccessibilityStatement", "Report", "MeasureProgress"}, def.Name)): // of which others are asked for whole
			b.WriteString(" " + w.apart(abstract, def, f) + f.Name + " {html languageTag}")
		case (isShallow(def) || isNear(def, f)) && w.isEntry(typ):
			b.WriteString(" " + w.apart(abstract, def, f) + f.Name + " {__typename id}")
		case abstract != nil && isLarge(typ):
		case isFarList(def, f) && inner != nil:
			b.WriteString(" " + f.Name + arguments(f) + " {nodes {__typename id}}")
		case strings.HasSuffix(def.Name, "Edge"):
			b.WriteString(" " + f.Name + " {__typename}") // which nodes shows as well
		case typ == def && !w.leads(typ): // a tree, whose next level is like this one
			b.WriteString(" " + f.Name + " {__typename}")
		case !w.leads(typ):
			b.WriteString(" " + f.Name + arguments(f) + " " + w.look(typ, nil))
		case inner == nil:
		case w.isEntry(typ):
			b.WriteString(" " + f.Name + " " + inner(typ))
		default:
			b.WriteString(" " + f.Name + arguments(f) + " " + w.look(typ, inner))
		}
	}
	if def.IsAbstractType() {
		for _, possible := range w.possible(def) {
			if more := w.fields(possible, inner, def); more != "__typename" {
				fmt.Fprintf(&b, " ... on %s {%s}", possible.Name, more)
			}
		}
	}
	return b.String()
}

// form asks for all that there is of the forms of a type of entries; for nothing of one that has none.
func (w walker) form(entry *ast.Definition) string {
	f := entry.Fields.ForName("form")
	if entry.Kind != ast.Object || f == nil {
		return ""
	}
	return "... on " + entry.Name + " {form " + w.look(w.typeOf(f), nil) + "}"
}

// possible returns the types that a value of an abstract type can be of; none for others.
func (w walker) possible(def *ast.Definition) []*ast.Definition {
	if !def.IsAbstractType() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(w.schema.PossibleTypes[def.Name]), func(d *ast.Definition) bool { return d.Kind != ast.Object })
}

// apart gives a field an alias if it is of another type in another one of the possible types.
func (w walker) apart(abstract, def *ast.Definition, f *ast.FieldDefinition) string {
	if abstract != nil && slices.ContainsFunc(w.possible(abstract), func(d *ast.Definition) bool {
		g := d.Fields.ForName(f.Name)
		return g != nil && g.Type.String() != f.Type.String()
	}) {
		return def.Name + "_" + f.Name + ": "
	}
	return ""
}

// arguments are those of a list within another.
func arguments(f *ast.FieldDefinition) string {
	if f.Type.Name() == "FindingConnection" { // which costs no more, and has many for each field
		return "(first: 50)"
	}
	if strings.HasSuffix(f.Type.Name(), "Connection") {
		return window
	}
	return ""
}

// itself asks for all that an entry says of itself.
func (w walker) itself(def *ast.Definition) string { return w.look(def, nil) }

// around asks for that too, and for all that its neighbours say of themselves.
func (w walker) around(def *ast.Definition) string {
	if def.IsAbstractType() {
		return w.itself(def) // of all types at once that would be too much
	}
	return w.look(def, w.itself)
}

// whole asks for all that a field of the root has, and looks around there.
func (w walker) whole(def *ast.Definition) string {
	if w.isEntry(def) {
		return w.around(def)
	}
	return w.look(def, w.around)
}

// along returns selections that together go all ways of so many links from a type of entries, and look around there.
func (w walker) along(def *ast.Definition, links int) (all []string) {
	if links == 0 {
		return []string{w.around(def)}
	}
	for _, typ := range append([]*ast.Definition{def}, w.possible(def)...) {
		for _, f := range fieldsOf(typ) {
			to := w.typeOf(f)
			if typ != def && (fieldsOf(def).ForName(f.Name) != nil || isNear(typ, f)) || !w.leads(to) {
				continue
			}
			for _, entry := range w.ends(to) {
				for _, further := range w.along(entry, links-1) {
					if f.Name == "revisions" && links > 1 && !strings.HasPrefix(further, "{id ... on "+typ.Name+" {") {
						continue // no revision of an entry is of another type
					}
					way := "... on " + typ.Name + " {" + f.Name + arguments(f) + " " + w.to(to, further, links == 1) + "}"
					all = append(all, "{id "+way+"}")
				}
			}
		}
	}
	return all
}

// ends returns the types of entries that a type leads to without one in between.
func (w walker) ends(def *ast.Definition) []*ast.Definition {
	if w.isEntry(def) {
		return []*ast.Definition{def}
	}
	for _, f := range fieldsOf(def) {
		if typ := w.typeOf(f); w.leads(typ) {
			return w.ends(typ)
		}
	}
	return nil
}

// to goes from a type to its entries, with all that there is beside the way if it is the last one.
func (w walker) to(def *ast.Definition, further string, last bool) string {
	if w.isEntry(def) {
		return further
	}
	if last {
		return w.look(def, func(*ast.Definition) string { return further })
	}
	for _, f := range fieldsOf(def) {
		if typ := w.typeOf(f); w.leads(typ) {
			return "{" + f.Name + arguments(f) + " " + w.to(typ, further, last) + "}"
		}
	}
	return ""
}
