package graph_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/testkit"
)

// loadSchema reads schema/, without what the parser adds.
func loadSchema(t *testing.T) *ast.Schema {
	t.Helper()
	files, err := filepath.Glob("../schema/*.graphqls")
	testkit.Must(t, err)
	var sources []*ast.Source
	for _, file := range files {
		text, err := os.ReadFile(file)
		testkit.Must(t, err)
		sources = append(sources, &ast.Source{Name: filepath.Base(file), Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	testkit.Must(t, err)
	return schema
}

// ours calls see for every type of schema/.
func ours(schema *ast.Schema, see func(*ast.Definition)) {
	for _, def := range schema.Types {
		if !def.BuiltIn {
			see(def)
		}
	}
}

// fieldsOf returns the fields of a type that stand in schema/.
func fieldsOf(def *ast.Definition) ast.FieldList {
	return slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool { return strings.HasPrefix(f.Name, "__") })
}

// A description says more than the name does.
func TestEverythingIsDescribed(t *testing.T) {
	schema := loadSchema(t)
	described := 0
	see := func(where, name, description string) {
		described++
		if says := letters(description); says == "" || says == letters(name) || says == "the"+letters(name) {
			t.Errorf("%s has no description that says more than its name: %q", where, description)
		}
	}
	ours(schema, func(def *ast.Definition) {
		see(def.Name, def.Name, def.Description)
		for _, f := range fieldsOf(def) {
			see(def.Name+"."+f.Name, f.Name, f.Description)
			for _, a := range f.Arguments {
				see(def.Name+"."+f.Name+"("+a.Name+":)", a.Name, a.Description)
			}
		}
		for _, v := range def.EnumValues {
			see(def.Name+"."+v.Name, v.Name, v.Description)
		}
	})
	for _, d := range schema.Directives {
		if d.Position.Src.BuiltIn {
			continue
		}
		see("@"+d.Name, d.Name, d.Description)
		for _, a := range d.Arguments {
			see("@"+d.Name+"("+a.Name+":)", a.Name, a.Description)
		}
	}
	if described < 300 {
		t.Errorf("saw only %d descriptions", described)
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// A list has no gaps, nodes(ids:) apart, whose gaps say which ids the view does not have.
func TestItemsAreNotNull(t *testing.T) {
	see := func(where string, typ *ast.Type) {
		if typ.Elem != nil && !typ.Elem.NonNull && where != "Query.nodes" {
			t.Errorf("%s: %s has items that may be null", where, typ)
		}
	}
	ours(loadSchema(t), func(def *ast.Definition) {
		for _, f := range fieldsOf(def) {
			see(def.Name+"."+f.Name, f.Type)
			for _, a := range f.Arguments {
				see(def.Name+"."+f.Name+"("+a.Name+":)", a.Type)
			}
			if def.Kind != ast.InputObject && f.Type.Elem != nil && !f.Type.NonNull {
				t.Errorf("%s.%s: a list that is not there is an empty one, so it cannot be null", def.Name, f.Name)
			}
		}
	})
}

// A link to one entry may be null, as the view need not have it. In a list, an edge, a hit or a connection there is one.
func TestLinksMayBeNull(t *testing.T) {
	schema := loadSchema(t)
	ours(schema, func(def *ast.Definition) {
		for _, f := range fieldsOf(def) {
			if isEntry(schema, f.Type.NamedType) && f.Type.NonNull && !strings.HasSuffix(def.Name, "Edge") && def.Name != "SearchHit" {
				t.Errorf("%s.%s: %s is not null, but its target may not be in the view", def.Name, f.Name, f.Type)
			}
		}
	})
}

func isEntry(schema *ast.Schema, name string) bool {
	def := schema.Types[name]
	return def != nil && (name == "Entry" || name == "Node" || slices.Contains(def.Interfaces, "Entry"))
}

// All lists of entries are connections of one form, with the same arguments, and so are other lists that grow, which may have
// no filter or no order. The exceptions are short by nature.
func TestConnections(t *testing.T) {
	schema := loadSchema(t)
	short := []string{"Query.nodes", "Event.hosts", "PublicationPayload.entries", "PartnerListBlock.partners", "EventListBlock.events", "Page.children", "MovePagePayload.pages", "Partner.members", "Partner.memberOf", "Partner.predecessors",
		"OpenedYearPayload.begun", "RemindersPayload.reminded", "ReportCollection.toReview", "Agreement.supersedes", "Clause.measures", "MeasureProgressConnection.years"}
	lists := 0
	ours(schema, func(def *ast.Definition) {
		entry, isConnection := strings.CutSuffix(def.Name, "Connection")
		if isConnection {
			item := itemOf(def)
			if !strings.HasPrefix(item, entry) {
				t.Errorf("%s has items of type %q", def.Name, item)
			}
			want := []string{"nodes: [" + item + "!]!", "edges: [" + entry + "Edge!]!", "pageInfo: PageInfo!", "totalCount: Int!"}
			if entry == "WorkItem" { // which are of all types
				want = append(want, "counts: [WorkCount!]!")
			}
			if entry == "MeasureProgress" { // whose columns are years
				want = append(want, "years: [ImplementationYear!]!", "counts: [ProgressCount!]!")
			}
			hasFields(t, def, want...)
			if edge := schema.Types[entry+"Edge"]; edge == nil {
				t.Errorf("%sEdge is missing", entry)
			} else {
				hasFields(t, edge, "cursor: String!", "node: "+item+"!")
			}
		}
		for _, f := range fieldsOf(def) {
			where := def.Name + "." + f.Name
			if f.Type.Elem != nil && isEntry(schema, f.Type.Elem.NamedType) && !isConnection && !slices.Contains(short, where) {
				t.Errorf("%s: %s is a list of entries, but no connection", where, f.Type)
			}
			if of, ok := strings.CutSuffix(f.Type.NamedType, "Connection"); ok {
				lists++
				var want []string
				if of == "Search" { // which has an order of its own
					want = append(want, "query: String!", "types: [SearchType!]")
				}
				if of == "Mail" { // of which one asks for those that failed
					want = append(want, "state: MailState")
				}
				if of == "MeasureProgress" { // whose rows are measures
					want, of = append(want, "years: [String!]"), "Measure"
				}
				if schema.Types[of+"Filter"] != nil {
					want = append(want, "filter: "+of+"Filter")
				}
				if schema.Types[of+"Order"] != nil { // a log has one order, as what was saved for an entry has
					want = append(want, "orderBy: ["+of+"Order!]")
				} else if of != "Entry" && isEntry(schema, itemOf(schema.Types[f.Type.NamedType])) {
					t.Errorf("%s: there is no %sOrder to sort entries by", where, of)
				}
				want = append(want, "first: Int", "after: String", "last: Int", "before: String")
				var got []string
				for _, a := range f.Arguments {
					got = append(got, a.Name+": "+a.Type.String())
				}
				if !slices.Equal(got, want) || !f.Type.NonNull && f.Name != "revisions" && f.Name != "findings" {
					t.Errorf("%s: %s has the arguments %q, want %q", where, f.Type, got, want)
				}
			}
		}
	})
	if lists < 9 {
		t.Errorf("saw only %d lists", lists)
	}
}

// itemOf returns the type of what a connection lists: AuditEvent for AuditConnection, else the name without its end.
func itemOf(connection *ast.Definition) string {
	nodes := connection.Fields.ForName("nodes")
	if nodes == nil || nodes.Type.Elem == nil {
		return ""
	}
	return nodes.Type.Elem.NamedType
}

func hasFields(t *testing.T, def *ast.Definition, want ...string) {
	t.Helper()
	var got []string
	for _, f := range fieldsOf(def) {
		got = append(got, f.Name+": "+f.Type.String())
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s has %q, want %q", def.Name, got, want)
	}
}

// An entry is changed by the same fields that it is made with, save for those that a new one must have and then keeps. What
// a new one must be given may be left out of a change.
func TestInputsAreAlike(t *testing.T) {
	schema, n := loadSchema(t), 0
	ours(schema, func(update *ast.Definition) {
		name, ok := strings.CutPrefix(update.Name, "Update")
		create := schema.Types["Create"+name]
		if !ok || create == nil || create.Kind != ast.InputObject {
			return
		}
		n++
		for _, f := range update.Fields {
			if create.Fields.ForName(f.Name) == nil {
				t.Errorf("%s lacks %s, which %s has", create.Name, f.Name, update.Name)
			}
		}
		for _, f := range create.Fields {
			if other := update.Fields.ForName(f.Name); other == nil && !f.Type.NonNull {
				t.Errorf("%s lacks %s, which %s has", update.Name, f.Name, create.Name)
			} else if other != nil && other.Type.String() != f.Type.String() && other.Type.String()+"!" != f.Type.String() {
				t.Errorf("%s of %s is %s, in %s it is %s", f.Name, update.Name, other.Type, create.Name, f.Type)
			}
		}
	})
	if n < 8 {
		t.Errorf("saw only %d inputs", n)
	}
}

// Only who may do so writes entries, which each mutation that does says by itself.
func TestWritingNeedsARight(t *testing.T) {
	schema, n := loadSchema(t), 0
	for _, f := range fieldsOf(schema.Mutation) {
		if name, ok := strings.CutSuffix(f.Type.NamedType, "Payload"); ok && isEntry(schema, name) {
			n++
			if f.Directives.ForName("auth") == nil {
				t.Errorf("Mutation.%s says by no @auth(may: EDIT) who may write", f.Name)
			}
		}
	}
	if n < 15 {
		t.Errorf("saw only %d mutations", n)
	}
}
