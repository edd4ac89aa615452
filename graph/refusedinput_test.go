package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// anyValues are given in each place, whatever belongs there.
var anyValues = []any{null, 7, 3.5, 3000000000, -1, true, "$where", "", word("NOWHERE"), many{}, many{null}, many{7}, many{many{"$where"}}, vars{}, vars{"nowhere": 1}}

// TestEveryInput gives a value of each sort in each place that the schema has, in the text and by variables, to a field that is
// asked for or left out. What the schema does not allow is refused with a code before anything is carried out, and nothing is a
// fault of the server.
func TestEveryInput(t *testing.T) {
	s, db := testkit.Store(t, "network")
	c := inputCheck{T: t, handler: serve(t, s), everyInput: &everyInput{walker: walker{schema: loadSchema(t)}}}
	log := logged(t)
	asks := func() int64 { // how many commands it takes to see who asks
		before := db.Commands()
		c.ask("{nowhere}", vars{})
		return db.Commands() - before
	}
	asks() // and signs in
	each, places, refused := asks(), 0, 0
	c.each(func(p inputPlace) {
		places++
		for _, value := range anyValues {
			right := c.allows(p.typ, value)
			if right && p.root == c.schema.Mutation {
				continue // which would change what there is
			}
			before := db.Commands()
			times := c.try(p, value, right)
			if took := db.Commands() - before - int64(times)*each; !right && took != 0 {
				t.Errorf("%s = %v takes %d commands", p, value, took)
			}
			if !right {
				refused += times
			}
		}
		if records := log(); len(records) > 0 {
			t.Errorf("%s: the log has %v", p, records)
		}
	})
	ours(c.schema, func(def *ast.Definition) {
		for _, f := range fieldsOf(def) {
			if def.Kind == ast.InputObject && !c.inside[f] || len(f.Arguments) > 0 && c.ways[def.Name] == "" {
				t.Errorf("%s.%s is not tried", def.Name, f.Name)
			}
		}
	})
	if t.Logf("%d places, %d of them within objects, %d refusals", places, len(c.inside), refused); places < 400 || refused < 10000 || len(c.inside) < 250 {
		t.Error("these are too few")
	}
}

type inputCheck struct {
	*testing.T
	*everyInput
	handler http.Handler
}

// try gives a value in a place in each way, and returns in how many.
func (c inputCheck) try(p inputPlace, value any, right bool) (times int) {
	c.Helper()
	whole, typ := c.good(p.argument.Type, p.path, value), p.argument.Type.String()
	for _, skip := range []bool{false, true} {
		if _, isText := value.(string); skip && value != null && !isText {
			continue // two sorts will do
		}
		ask := func(names, query string, v any) {
			c.Helper()
			times++
			c.judge(fmt.Sprintf("%s with %v, skipped: %t", query, v, skip), c.ask(query, vars{"v": v, "skip": skip}), right, names)
		}
		ask("", p.operation(written(whole)), nil)
		if _, isWord := value.(word); !isWord || value == null { // which would be text
			ask("$v", p.operation("$v", "$v: "+typ), sent(whole))
		}
		if value == null && p.typ.NonNull && p.typ.Name() != "Upload" { // a variable that has a default may stand here, unless it is null
			preset := strings.TrimSuffix(p.typ.String(), "!") + " = " + written(c.good(p.typ, nil, nil))
			ask("$v", p.operation(written(c.good(p.argument.Type, p.path, word("$v"))), "$v: "+preset), nil)
		}
	}
	return times
}

// ask sends an operation as an admin does, with a file if it takes one.
func (c inputCheck) ask(query string, variables vars) *httptest.ResponseRecorder {
	body, media := formWith(query, variables), "multipart/form-data; boundary=x"
	if !strings.Contains(query, "$f: Upload!") {
		raw, err := json.Marshal(vars{"query": query, "variables": variables})
		testkit.Must(c, err)
		body, media = string(raw), "application/json"
	}
	r := httptest.NewRequestWithContext(auth.With(c.Context(), admin), http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", media)
	r.Header.Set("Accept", "application/graphql-response+json")
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w
}

// judge finds fault with an answer to a value, which the schema allows or not.
func (c inputCheck) judge(what string, w *httptest.ResponseRecorder, right bool, names string) {
	c.Helper()
	var a struct {
		Data   json.RawMessage
		Errors []testkit.Error
	}
	testkit.Must(c, json.Unmarshal(w.Body.Bytes(), &a))
	wrong := false
	for _, e := range a.Errors {
		code, _ := e.Extensions["code"].(string)
		wrong = wrong || code == "" || code == "INTERNAL_ERROR" || !right && len(e.Path) > 0
	}
	switch {
	case right && !wrong:
	case wrong, w.Code < 400 || w.Code > 499, a.Data != nil, len(a.Errors) == 0, !strings.Contains(a.Errors[0].Message, names):
		c.Errorf("%s (allowed: %t): %d %.400s", what, right, w.Code, w.Body)
	}
}

// allows reports whether the schema allows a value in a place, by the rules of the specification.
func (c inputCheck) allows(typ *ast.Type, value any) bool {
	if value == null {
		return !typ.NonNull
	}
	list, isList := value.(many)
	if typ.Elem != nil {
		if !isList {
			list = many{value} // one value stands for a list of one
		}
		return !slices.ContainsFunc(list, func(item any) bool { return !c.allows(typ.Elem, item) })
	}
	def := c.schema.Types[typ.NamedType]
	_, isText := value.(string)
	n, isWhole := value.(int)
	switch {
	case def.Kind == ast.InputObject:
		o, isObject := value.(vars)
		return isObject && len(o) == 0 && !slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool { return f.Type.NonNull && f.DefaultValue == nil })
	case def.Name == "String":
		return isText
	case def.Name == "ID":
		return isText || isWhole
	case def.Name == "Int":
		return isWhole && n < 1<<31
	case def.Name == "Float":
		_, isNumber := value.(float64)
		return isWhole || isNumber
	case def.Name == "Boolean":
		return value == true
	}
	return false // none is a day, a moment, or a value of an enum
}
