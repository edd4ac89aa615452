package main

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// form is the type that an input is read as.
type form struct {
	Name  string
	Of    string // the type of entry that it is all of; empty for a part
	Input *ast.Definition
	told  told
}

// Forms returns those of all inputs that entries are updated with, and of what is in these, in the order in which they are met.
func (t told) Forms() (forms []form) {
	seen := map[string]bool{}
	var meet func(input, of string)
	meet = func(input, of string) {
		d := t.Definitions.ForName(input)
		if d == nil || d.Kind != ast.InputObject || seen[input] {
			return
		}
		seen[input] = true
		forms = append(forms, form{formName(input), of, d, t})
		for _, f := range d.Fields {
			meet(f.Type.Name(), "")
		}
	}
	for _, e := range t.Entries() {
		meet("Update"+e.Name+"Input", e.Name)
	}
	return forms
}

func formName(input string) string {
	return strings.TrimSuffix(strings.TrimPrefix(input, "Update"), "Input") + "Form"
}

// Fields are those of the input. A list that is left out is an empty one, and what is there has its id.
func (f form) Fields() (fields ast.FieldList) {
	for _, in := range f.Input.Fields {
		if in.Name == "remove" { // which is an order, and nothing that an entry has
			continue
		}
		typ := *in.Type
		if typ.Elem != nil {
			elem := *typ.Elem
			typ.Elem, typ.NonNull = &elem, true
		}
		if d := f.told.Definitions.ForName(typ.Name()); d != nil && d.Kind == ast.InputObject {
			named := &typ
			if typ.Elem != nil {
				named = typ.Elem
			}
			named.NamedType = formName(typ.Name())
		}
		typ.NonNull = typ.NonNull || in.Name == "id"
		fields = append(fields, &ast.FieldDefinition{Name: in.Name, Description: in.Description, Type: &typ})
	}
	return fields
}
