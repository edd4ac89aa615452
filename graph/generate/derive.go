package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// derivedFile is what derive writes, beside the files that it is made from.
const derivedFile = "derived.graphqls"

//go:embed derived.tmpl
var derivedTemplate string

// derive writes the file of a folder of schema files that has what is alike for every type of entry, so that the others
// tell only what is not.
func derive(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.graphqls"))
	if err != nil {
		return err
	}
	var sources []*ast.Source
	for _, file := range files {
		if filepath.Base(file) == derivedFile {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		sources = append(sources, &ast.Source{Name: file, Input: string(text)})
	}
	schema, err := parser.ParseSchemas(sources...)
	if err != nil {
		return err
	}
	t, err := template.New(derivedFile).Funcs(template.FuncMap{"quote": quote}).Parse(derivedTemplate)
	if err != nil {
		return err
	}
	var made bytes.Buffer
	if err := t.Execute(&made, told{schema, mentioned(schema)}); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, derivedFile), made.Bytes(), 0o644)
}

// told is what the files say by themselves.
type told struct {
	*ast.SchemaDocument
	mentioned map[string]bool // types that something is of
}

// entry is a type of entry.
type entry struct {
	*ast.Definition
	told told
}

// Entries returns the types of entries, in the order of the files.
func (t told) Entries() (entries []entry) {
	for _, d := range t.Definitions {
		if d.Kind == ast.Object && slices.Contains(d.Interfaces, "Entry") {
			entries = append(entries, entry{d, t})
		}
	}
	return entries
}

// Enums returns those that have no filter, though something asks for one.
func (t told) Enums() (names []string) {
	for _, d := range t.Definitions {
		if d.Kind == ast.Enum && t.makes(d.Name+"Filter") {
			names = append(names, d.Name)
		}
	}
	return names
}

func (t told) has(name string) bool   { return t.Definitions.ForName(name) != nil }
func (t told) makes(name string) bool { return t.mentioned[name] && !t.has(name) }

// Has reports whether there is a type of the entry's name with such an end.
func (e entry) Has(end string) bool { return e.told.has(e.Name + end) }

// Makes reports whether such a type is asked for and is not there.
func (e entry) Makes(end string) bool { return e.told.makes(e.Name + end) }

// Inherited returns the fields of every entry that the type does not describe by itself.
func (e entry) Inherited() (fields ast.FieldList) {
	for _, f := range e.told.Definitions.ForName("Entry").Fields {
		if e.Fields.ForName(f.Name) == nil {
			fields = append(fields, f)
		}
	}
	return fields
}

// Field is the name of a field that holds such an entry, such as goodPractice.
func (e entry) Field() string { return strings.ToLower(e.Name[:1]) + e.Name[1:] }

// mentioned returns the names of all types of fields and arguments.
func mentioned(schema *ast.SchemaDocument) map[string]bool {
	names := map[string]bool{}
	for _, d := range slices.Concat(schema.Definitions, schema.Extensions) {
		for _, f := range d.Fields {
			names[f.Type.Name()] = true
			for _, a := range f.Arguments {
				names[a.Type.Name()] = true
			}
		}
	}
	return names
}

// quote writes text as the schema language does.
func quote(text string) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(text)
	return strings.TrimSpace(b.String()), err
}
