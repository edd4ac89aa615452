package graph_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

// things are what was shown with ids: by id the type that it is of and, as far as it was shown, what it says.
type things struct {
	types  map[string]string
	values map[string]map[string]any
}

// Clients keep what they read by its id, whatever it is of. So whoever goes everywhere finds one thing by an id, as an
// editor among drafts and as the public, and nothing else has a field of that name.
func testIDs(t *testing.T, server *testkit.Server) {
	w, admin := walker{schema: loadSchema(t)}, server.As(t, auth.Admin, "")
	change[struct{}](t, admin, `mutation { createToken(input: { name: "Test", permissions: [READ_DRAFTS] }) { errors { code path } } }`, nil)
	change[struct{}](t, admin, `mutation { inviteAccount(input: { email: "a@example.org", name: "A", roles: [EDITOR] }) { errors { code path } } }`, nil) // and a mail
	page := pageByPath(t, server, "/")
	change[struct{}](t, admin, `mutation($id: ID!, $at: DateTime) { schedule(id: $id, revision: 1, unpublishAt: $at) { errors { code path } } }`,
		vars{"id": page.ID, "at": time.Now().Add(time.Hour)})
	change[struct{}](t, admin, `mutation { createRelease(input: {label: "a", title: "A"}) { errors { code path } } }`, nil)
	film, captions, _ := files(t, server)
	change[struct{}](t, admin, createPage, vars{"input": vars{"path": "/filme", "title": "Filme", "blocks": many{vars{"video": vars{"media": film, "captions": captions, "language": "DE", "label": "A", "transcript": "A"}}}}})
	change[struct{}](t, admin, `mutation($id: ID!) { commentReport(id: $id, path: "summary", text: "A") { errors { code path } } }`, vars{"id": content.KeyID(content.Reports, "2024-stadt-wuppertal")})
	types := map[string]string{}
	for _, walk := range []struct {
		server *testkit.Server
		view   view
	}{{server, published}, {admin, drafts}} {
		f := things{types, map[string]map[string]any{}}
		for _, field := range fieldsOf(w.schema.Query) {
			f.ask(t, w, walk.server, walk.view, field)
		}
		f.send(t, walk.server, walk.view, "forms", "{pages(first: 20) {nodes {__typename id "+w.form(w.schema.Types["Page"])+"}}}")
	}
	seen := map[string]bool{}
	for _, typ := range types {
		seen[typ] = true
	}
	ours(w.schema, func(def *ast.Definition) {
		if id := def.Fields.ForName("id"); def.Kind == ast.Object && id != nil && (!seen[def.Name] || id.Type.String() != "ID!") {
			t.Errorf("%s.id: nothing with one was found", def.Name)
		}
	})
	if len(types) < 150 {
		t.Errorf("only %d things have ids", len(types))
	}
}

// ask asks for all that a field of the root has, if that takes nothing to be known.
func (f things) ask(t *testing.T, w walker, s *testkit.Server, v view, field *ast.FieldDefinition) {
	t.Helper()
	typ, arguments := w.typeOf(field), ""
	switch {
	case field.Name == "search":
		arguments = `(query: "Vielfalt", first: 50)`
	case field.Name == "menu":
		arguments = `(key: MAIN)`
	case strings.HasSuffix(typ.Name, "Connection"):
		arguments = "(first: 20)"
	case len(field.Arguments) > 0 || typ.IsLeafType():
		return
	}
	if field.Directives.ForName("auth") != nil && v != drafts {
		return
	}
	selection := w.look(typ, w.itself)
	if w.isEntry(typ) {
		selection = w.around(typ)
	}
	f.send(t, s, v, field.Name, "{"+field.Name+arguments+" "+selection+"}")
}

// send asks, and takes note of what there is.
func (f things) send(t *testing.T, s *testkit.Server, v view, name, query string) {
	t.Helper()
	var body map[string]any
	raw, err := json.Marshal(v.request(query))
	testkit.Must(t, err)
	a := s.Post(t, raw)
	testkit.Must(t, json.Unmarshal(a.Raw, &body))
	if len(a.Errors) > 0 {
		t.Fatalf("%s in %v: %.1000s", name, v, a.Raw)
	}
	f.see(t, name, body["data"], false)
}

// see takes note of all things in a value. What stands in a revision is what a thing was at another time.
func (f things) see(t *testing.T, at string, value any, former bool) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			f.see(t, fmt.Sprint(at, ".", i), item, former)
		}
	case map[string]any:
		typ, _ := value["__typename"].(string)
		former = former || slices.Contains([]string{"Revision", "Change"}, typ)
		if id, _ := value["id"].(string); id != "" {
			if before, ok := f.types[id]; ok && before != typ {
				t.Errorf("%s: %s is a %s, and a %s elsewhere", at, id, typ, before)
			}
			f.types[id] = typ
			if !former {
				f.same(t, at, id, value)
			}
		}
		for name, field := range value {
			f.see(t, at+"."+name, field, former)
		}
	}
}

// same demands that a thing says what it said before.
func (f things) same(t *testing.T, at, id string, thing map[string]any) {
	t.Helper()
	if f.values[id] == nil {
		f.values[id] = map[string]any{}
	}
	for name, value := range thing {
		if value = itsOwn(value); value == nil {
			continue
		}
		if before, ok := f.values[id][name]; ok && !reflect.DeepEqual(before, value) {
			t.Errorf("%s.%s: %s says %.100v, and %.100v elsewhere", at, name, id, value, before)
		}
		f.values[id][name] = value
	}
}

// itsOwn is a value or a text that a thing has; nil for other things, which are seen by themselves.
func itsOwn(value any) any {
	switch value := value.(type) {
	case map[string]any:
		return value["html"]
	case []any:
		for _, item := range value {
			if _, isThing := item.(map[string]any); isThing {
				return nil
			}
		}
	}
	return value
}
