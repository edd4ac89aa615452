package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
)

// notTried has the mutations that name no entry, and so can say nothing of one but that its key is in use, which is
// accepted: whoever makes a new entry has to know.
var notTried = map[string]string{
	"createPage":               "a path in use is KEY_IN_USE",
	"createImplementationYear": "a label in use is KEY_IN_USE",
	"createPartner":            "a slug in use is KEY_IN_USE",
	"createMenu":               "a key in use is KEY_IN_USE",
	"uploadMedia":              "takes a file, and a slug in use is KEY_IN_USE; e2e tries it with files that others have",
	"openImplementationYear":   "only for the office, which sees all",
	"remindOfReports":          "only for the office, which sees all",
	// These are about accounts, whose ids are none of entries; graph/account_test.go and manage_test.go try them.
	"signIn": "names no entry", "signOut": "names no entry", "setPassword": "names no entry", "changePassword": "names no entry",
	"createToken": "names no entry", "revokeToken": "names no entry", "inviteAccount": "only for those who manage accounts",
	"updateAccount": "only for those who manage accounts", "resetPassword": "only for those who manage accounts",
}

// probes returns changes to what the reader may not change, and changes of his own that link to it. None is to succeed, and
// each is to be refused as if there were no such entry.
func probes(t *testing.T, w walker, r reader) (all []string) {
	t.Helper()
	if r.caller.May(auth.Publish) {
		return nil // and is shown what he publishes, whatever else he is shown
	}
	var own, foreign []string
	for _, k := range entries() {
		if r.drafts(k) == public {
			foreign = append(foreign, k.id)
		} else if k.state == drafted || k.state == revised {
			own = append(own, k.id)
		}
	}
	for _, f := range fieldsOf(w.schema.Mutation) {
		if notTried[f.Name] != "" {
			continue
		}
		p := probe{walker: w, field: f}
		if !p.names() {
			t.Errorf("Mutation.%s takes no id; notTried says why it is not tried", f.Name)
		}
		for _, id := range foreign {
			all = append(all, p.write(id, id))
			if p.links() {
				for _, mine := range own {
					all = append(all, p.write(mine, id))
				}
			}
		}
	}
	return all
}

// probe writes changes by one mutation.
type probe struct {
	walker
	field *ast.FieldDefinition
}

// names reports whether the mutation takes an id.
func (p probe) names() bool {
	return strings.Contains(p.write("an entry", "a link"), `"an entry"`) || p.links()
}

// links reports whether its input takes one.
func (p probe) links() bool {
	return strings.Contains(p.write("", "a link"), `"a link"`)
}

// write makes the change to an entry, with an input that links to another.
func (p probe) write(entry, link string) string {
	var arguments []string
	for _, a := range p.field.Arguments {
		id := entry
		if a.Name == "input" {
			id = link
		}
		if v := p.value(a.Name, a.Type, id); v != "" {
			arguments = append(arguments, a.Name+": "+v)
		}
	}
	short := func(*ast.Definition) string { return "{id revision}" }
	return "{" + p.field.Name + "(" + strings.Join(arguments, ", ") + ") " + p.look(p.typeOf(p.field), short) + "}"
}

// value is what an argument or a field of an input is given; empty to leave it out.
func (p probe) value(name string, typ *ast.Type, id string) string {
	if typ.Elem != nil {
		if !typ.NonNull && p.isInput(typ) { // which may be lists of themselves
			return ""
		}
		if v := p.value(name, typ.Elem, id); v != "" {
			return "[" + v + "]"
		}
		return ""
	}
	switch def := p.schema.Types[typ.NamedType]; {
	case def.Kind == ast.InputObject:
		if !typ.NonNull {
			return ""
		}
		var fields []string
		for _, f := range def.Fields {
			if v := p.value(f.Name, f.Type, id); v != "" {
				fields = append(fields, f.Name+": "+v)
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case def.Name == "ID":
		return quote(id)
	case def.Name == "Int":
		return "1"
	case def.Name == "Boolean" && name != "decorative": // which contradicts a text
		return "true"
	case def.Name == "Date":
		return quote("2024-02-01")
	case def.Name == "DateTime":
		return quote("2024-02-01T00:00:00Z")
	case def.Name == "String" && name != "slug" && name != "website":
		return quote("Neu")
	}
	return ""
}

func (p probe) isInput(typ *ast.Type) bool { return p.schema.Types[typ.Name()].Kind == ast.InputObject }
