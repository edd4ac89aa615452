package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

// readElsewhere has the inputs, and fields of inputs, that are no part of a form, with where what they write is read.
var readElsewhere = map[string]string{
	"CreateAgreementInput.partner": "Agreement.partner", // for good, so that no update has it
	"CreateAgreementInput.status":  "Agreement.status",  // which has mutations of its own
	"CreateMenuInput.key":          "Menu.name",
	"InviteAccountInput":           "Account",
	"UpdateAccountInput":           "Account",
	"CreateTokenInput":             "Token",
}

// Whatever can be written can be read: an input of an entry field by field as its form, which has no fields besides.
func TestEveryInputIsRead(t *testing.T) {
	schema, met := loadSchema(t), map[string]bool{}
	var read func(input, as string)
	read = func(input, as string) {
		if met[input] {
			return
		}
		met[input] = true
		if other := readElsewhere[input]; other != "" {
			met[input+" elsewhere"], as = true, other
		}
		for _, in := range schema.Types[input].Fields {
			if in.Name == "remove" { // which is an order, and nothing to be read
				continue
			}
			where := as + "." + in.Name
			if other := readElsewhere[input+"."+in.Name]; other != "" {
				met[input+"."+in.Name+" elsewhere"], where = true, other
			}
			typ, name, _ := strings.Cut(where, ".")
			var f *ast.FieldDefinition
			if def := schema.Types[typ]; def != nil {
				f = def.Fields.ForName(name)
			}
			switch inner := schema.Types[in.Type.Name()]; {
			case f == nil:
				t.Errorf("%s.%s can be written, and there is no %s to read it; readElsewhere says where else", input, in.Name, where)
			case inner.Kind == ast.InputObject:
				read(inner.Name, f.Type.Name())
			case inner.Name != f.Type.Name() && !(inner.Name == "ID" && isEntry(schema, f.Type.Name())) || (in.Type.Elem == nil) != (f.Type.Elem == nil):
				t.Errorf("%s.%s is %s, and %s is %s", input, in.Name, in.Type, where, f.Type)
			}
		}
		if def := schema.Types[as]; strings.HasPrefix(input, "Update") && strings.HasSuffix(as, "Form") && def != nil && len(fieldsOf(def)) != len(schema.Types[input].Fields) {
			t.Errorf("%s has fields that %s has not, so that it cannot be written back as it is", as, input)
		}
	}
	for _, m := range fieldsOf(schema.Mutation) {
		for _, a := range m.Arguments {
			if input := a.Type.Name(); a.Name == "input" {
				read(input, strings.TrimSuffix(strings.NewReplacer("Create", "", "Update", "", "Upload", "").Replace(input), "Input")+"Form")
			}
		}
	}
	for name := range readElsewhere {
		if !met[name+" elsewhere"] {
			t.Errorf("readElsewhere has %s, which no input is", name)
		}
	}
	if len(met) < 40 {
		t.Errorf("saw only %v", slices.Sorted(maps.Keys(met)))
	}
}

// A form that writes back what it has read changes nothing: whatever it is of, in every language, with and without fallback.
func TestFormsChangeNothing(t *testing.T) {
	schema, server := loadSchema(t), testkit.Start(t, "demo")
	rich := fillWithAll(t, server.Store)
	everyone := []*formWriter{{Server: server.As(t, auth.Editor, "")}, {Server: server.As(t, auth.Partner, rich.ID)}}
	for _, w := range everyone {
		w.schema, w.seen = schema, map[string]bool{}
		for _, k := range content.Kinds() {
			all, err := server.Store.Of(k).Every(t.Context(), content.Everything())
			testkit.Must(t, err)
			for _, v := range []view{{"DRAFT", "DE", true, nil, nil}, {"DRAFT", "DE", false, nil, nil}, {"DRAFT", "EN", true, nil, nil}, {"DRAFT", "EN", false, nil, nil}, {"DRAFT", "DE_SIMPLE", true, nil, nil}, {"DRAFT", "DE_SIMPLE", false, nil, nil}} {
				w.writeBack(t, v, all)
			}
		}
	}
	for _, of := range slices.Sorted(maps.Keys(schema.Types)) {
		for _, f := range schema.Types[of].Fields {
			if where := of + "." + f.Name; strings.HasSuffix(of, "Form") && !everyone[0].seen[where] {
				t.Errorf("nothing has a %s: fillWithAll is to write one", where)
			}
		}
	}
	if n := everyone[1].written; n < 6*5 {
		t.Errorf("a partner's own people wrote only %d forms", n)
	}
	t.Logf("the office wrote %d forms, a partner's own people %d", everyone[0].written, everyone[1].written)
}

// formWriter is somebody who writes back what forms have read.
type formWriter struct {
	*testkit.Server
	schema  *ast.Schema
	seen    map[string]bool // fields of forms that had something in them
	written int
}

// writeBack reads the forms of entries of a type, and writes those that there are.
func (w *formWriter) writeBack(t *testing.T, v view, entries []content.Entry) {
	t.Helper()
	for some := range slices.Chunk(entries, 20) {
		name := strings.TrimPrefix(fmt.Sprintf("%T", some[0]), "*network.")
		ids := make([]string, len(some))
		for i, e := range some {
			ids[i] = e.Head().ID
		}
		head := fmt.Sprintf("@view(stage: %s, locale: %s, fallback: %v)", v.Stage, v.Locale, v.Fallback)
		a := w.Query(t, "query($ids: [ID!]!) "+head+" { nodes(ids: $ids) { ... on "+name+" { id revision form "+w.all(name+"Form", 0)+" } } }", vars{"ids": ids})
		nodes, _ := valueAt(a, "nodes").([]any)
		if len(a.Errors) > 0 || len(nodes) != len(some) {
			t.Fatalf("%s", a.Raw)
		}
		for _, n := range nodes {
			if n == nil { // which the view does not have
				continue
			}
			read := n.(map[string]any)
			w.see(name+"Form", read["form"])
			field := strings.ToLower(name[:1]) + name[1:]
			a := w.Query(t, fmt.Sprintf("mutation($id: ID!, $revision: Int!, $form: Update%sInput!) %s { update%s(id: $id, expectedRevision: $revision, input: $form) { %s { revision } errors { code path message } } }", name, head, name, field),
				vars{"id": read["id"], "revision": read["revision"], "form": read["form"]})
			if now := valueAt(a, "update"+name+"."+field+".revision"); read["form"] == nil || now != read["revision"] {
				t.Fatalf("in %v revision %v of the %s %v has become another by %v: %s", v, read["revision"], name, read["id"], read["form"], a.Raw)
			}
			w.written++
		}
	}
}

// all selects everything in a form; what has parts of its own type, to the depth that fillWithAll goes.
func (w *formWriter) all(form string, depth int) string {
	var b strings.Builder
	for _, f := range fieldsOf(w.schema.Types[form]) {
		switch typ := w.schema.Types[f.Type.Name()]; {
		case typ.IsLeafType():
			b.WriteString(" " + f.Name)
		case typ.Name != form:
			b.WriteString(" " + f.Name + " " + w.all(typ.Name, 0))
		case depth < 2:
			b.WriteString(" " + f.Name + " " + w.all(typ.Name, depth+1))
		}
	}
	return "{" + b.String() + " }"
}

// see notes which fields of a form have something in them.
func (w *formWriter) see(form string, v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			w.see(form, item)
		}
	case map[string]any:
		for _, f := range fieldsOf(w.schema.Types[form]) {
			if inner := v[f.Name]; inner != nil && inner != "" && inner != false && fmt.Sprint(inner) != "[]" {
				w.seen[form+"."+f.Name] = true
				w.see(f.Type.Name(), inner)
			}
		}
	}
}

// A form is there for those who edit, where they edit, and for nobody else.
func TestWhoSeesForms(t *testing.T) {
	server := testkit.Start(t, "network")
	p, err := server.Store.Partners.ByKey(t.Context(), content.PublicView(), "kreis-soest")
	testkit.Must(t, err)
	office := server.As(t, auth.Editor, "")
	link := office.Query(t, `mutation($id: ID!) { createPreviewLink(id: $id) { link { token } } }`, vars{"id": p.ID})
	preview, _ := valueAt(link, "createPreviewLink.link.token").(string)
	for _, c := range []struct {
		what  string
		who   *testkit.Server
		stage string
		want  string
	}{
		{"the office", office, "DRAFT", `{"slug":"kreis-soest"}`},
		{"its own people", server.As(t, auth.Partner, p.ID), "DRAFT", `{"slug":"kreis-soest"}`},
		{"the office reading what is public", office, "PUBLISHED", "null"},
		{"its own people reading what is public", server.As(t, auth.Partner, p.ID), "PUBLISHED", "null"},
		{"a preview link", server.Bearer(preview), "DRAFT", "null"},
		{"the public", server, "PUBLISHED", "null"},
	} {
		a := c.who.Query(t, `query($id: ID!, $stage: Stage) @view(stage: $stage) { node(id: $id) { ... on Partner { form { slug } } } }`, vars{"id": p.ID, "stage": c.stage})
		if want := `{"data":{"node":{"form":` + c.want + `}}}`; strings.TrimSpace(string(a.Raw)) != want {
			t.Errorf("%s: %s, want %s", c.what, a.Raw, want)
		}
	}
}
