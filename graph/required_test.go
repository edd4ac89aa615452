package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// made has what each type is made of, with nothing in it that may be left out.
func made(agreement, partner string) map[string]vars {
	return map[string]vars{
		"createPartner":            {"name": "A", "sector": "COMPANY"},
		"createAgreement":          {"partner": partner, "title": "A"},
		"createMeasure":            {"agreement": agreement, "title": "A", "area": "TRAINING", "status": "PLANNED"},
		"createEvent":              {"kind": "PUBLIC_EVENT", "title": "A", "startsAt": "2027-03-01T10:00:00+01:00"},
		"createPage":               {"path": "/a", "title": "A"},
		"createGoodPractice":       {"partner": partner, "title": "A", "area": "TRAINING"},
		"createImplementationYear": {"label": "2031"},
		"createMenu":               {"key": "MAIN", "items": many{}},
		"createRelease":            {"label": "2031", "title": "A"},
	}
}

// isRequired reports whether the schema says of a field that nothing can be saved without it.
func isRequired(f *ast.FieldDefinition) bool {
	return f.Directives.ForName("mandatory") != nil || f.Type.NonNull && f.DefaultValue == nil
}

// The schema says what a new entry needs: with that it is saved, and without any of it refused. A text may come in another
// language than that of the view, and one that shows nothing is missing.
func TestRequired(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	schema, by := loadSchema(t), as(t, s, office)
	agreements, err := s.Agreements.AllNewest(t.Context())
	testkit.Must(t, err)
	agreement := agreements[0].(*network.Agreement)
	inputs := made(agreement.ID, agreement.PartnerID)
	for _, f := range fieldsOf(schema.Mutation) {
		if !strings.HasPrefix(f.Name, "create") || f.Name == "createToken" || f.Name == "createPreviewLink" {
			continue
		}
		def := schema.Types[f.Arguments.ForName("input").Type.Name()]
		input := inputs[f.Name]
		query := "mutation($input: " + def.Name + "!, $l: Locale) @view(locale: $l) {" + f.Name + "(input: $input) {errors {code path message}}}"
		ask := func(l string, changes vars) *testkit.Answer {
			in := vars{}
			for name, v := range input {
				in[name] = v
			}
			for name, v := range changes {
				if in[name] = v; v == none {
					delete(in, name)
				}
			}
			return by.Query(t, query, vars{"input": in, "l": l})
		}
		for _, field := range def.Fields {
			if _, given := input[field.Name]; given != isRequired(field) {
				t.Errorf("%s.%s: is required: %t", def.Name, field.Name, isRequired(field))
			}
			if !isRequired(field) {
				continue
			}
			a, told := ask("DE", vars{field.Name: none}), "BAD_INPUT"
			if field.Directives.ForName("mandatory") != nil {
				told = "REQUIRED"
				for _, blank := range []any{nil, "", " ", "\u00a0", "\u200b\u2060"} {
					if a := ask("EN", vars{field.Name: blank}); !strings.Contains(string(a.Raw), `"code":"REQUIRED","path":["input","`+field.Name+`"]`) {
						t.Errorf("%s.%s = %q: %s", def.Name, field.Name, blank, a.Raw)
					}
				}
			}
			if !strings.Contains(string(a.Raw), `"code":"`+told+`"`) || !strings.Contains(string(a.Raw), field.Name) {
				t.Errorf("%s without %s: %s", def.Name, field.Name, a.Raw)
			}
			if field.Name == "title" || field.Name == "name" {
				hidden := ask("DE", vars{field.Name: "A\u202eB"})
				if !strings.Contains(string(hidden.Raw), `"code":"BAD_INPUT","path":["input","`+field.Name+`"],"message":"Der Text enthält ein Steuerzeichen (U+202E)`) {
					t.Errorf("%s.%s: %s", def.Name, field.Name, hidden.Raw)
				}
				elsewhere := ask("EN", vars{field.Name: none, "translations": many{vars{"locale": "DE", field.Name: "Anders"}}, "path": either(input["path"] != nil, "/anders"), "label": either(input["label"] != nil, "anders")})
				if elsewhere.Code() != "" || strings.Contains(string(elsewhere.Raw), `"code"`) {
					t.Errorf("%s with its German in translations: %s", def.Name, elsewhere.Raw)
				}
			}
		}
		if f.Name == "createMenu" {
			continue // of which the demonstration has all
		}
		if a := ask("DE", nil); strings.Contains(string(a.Raw), `"code"`) {
			t.Errorf("%s with what is required: %s", f.Name, a.Raw)
		}
	}
}

// none stands for a field that is left out.
const none = word("none")

// either is a value, or nothing to be given.
func either(given bool, v any) any {
	if given {
		return v
	}
	return none
}

// Updates say the same of what may stay as it is: null is refused where the schema says so, and nowhere else.
func TestRequiredInUpdates(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	schema, by := loadSchema(t), as(t, s, office)
	tried := 0
	for kind, name := range map[content.Kind]string{content.Partners: "Partner", content.Agreements: "Agreement", content.Measures: "Measure", content.Pages: "Page",
		content.Events: "Event", content.GoodPractices: "GoodPractice", content.ImplementationYears: "ImplementationYear", content.Initiatives: "Initiative"} {
		entries, err := s.Of(kind).AllNewest(t.Context())
		testkit.Must(t, err)
		id := entries[0].Head().ID
		def := schema.Types["Update"+name+"Input"]
		for _, f := range def.Fields {
			input, translations := vars{f.Name: nil}, many{}
			if also := def.Fields.ForName("translations"); also != nil && schema.Types[also.Type.Name()].Fields.ForName(f.Name) != nil {
				for _, l := range []string{"EN", "DE_SIMPLE"} { // without which German would be missing
					translations = append(translations, vars{"locale": l, f.Name: nil})
				}
				input["translations"] = translations
			}
			a := by.Query(t, "mutation($input: "+def.Name+"!) {update"+name+"(id: \""+id+"\", expectedRevision: 1, input: $input) {errors {code path}}}", vars{"input": input})
			refused := strings.Contains(string(a.Raw), `"path":["input","`+f.Name+`"]`)
			if f.Name != "slug" && f.Name != "path" && refused != isRequired(f) {
				t.Errorf("%s.%s: null is refused: %t (%s)", def.Name, f.Name, refused, a.Raw)
			}
			tried++
		}
	}
	if tried < 60 {
		t.Errorf("tried only %d", tried)
	}
}
