package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/testkit"
)

// testEmptyLists asks for what is one of none, in each filter that can: there is nothing, while null is as good as no condition.
func testEmptyLists(t *testing.T, server *testkit.Server) {
	w, tried := walker{schema: loadSchema(t)}, 0
	count := func(f *ast.FieldDefinition, declared, filter string, variables vars) any {
		a := server.Query(t, "query"+declared+" {"+f.Name+"(filter: "+filter+") {totalCount}}", variables)
		list, _ := a.Data[f.Name].(vars)
		if len(a.Errors) > 0 && a.Code() != "UNAUTHENTICATED" && a.Code() != "FORBIDDEN" {
			t.Errorf("%s %s: %s", f.Name, filter, a.Raw)
		}
		return list["totalCount"]
	}
	for _, f := range fieldsOf(w.schema.Query) {
		filter := f.Arguments.ForName("filter")
		if filter == nil {
			continue
		}
		all := count(f, "", "{}", nil)
		for _, field := range w.schema.Types[filter.Type.Name()].Fields {
			in := w.typeOf(field).Fields.ForName("in")
			if in == nil {
				continue
			}
			none := count(f, "", "{"+field.Name+": {in: []}}", nil)
			variable := count(f, "($v: "+in.Type.String()+")", "{"+field.Name+": {in: $v}}", vars{"v": many{}})
			null := count(f, "", "{"+field.Name+": {in: null}}", nil)
			if none == nil && variable == nil { // which is not for everybody
				continue
			}
			if none != 0.0 || variable != 0.0 || null != all {
				t.Errorf("%s by %s: one of none finds %v, by a variable %v, and null %v of %v", f.Name, field.Name, none, variable, null, all)
			}
			if all != 0.0 {
				tried++
			}
		}
	}
	if tried < 30 {
		t.Errorf("tried only %d", tried)
	}
}

// testHugeValues sends texts and numbers of a million bytes, each of which is refused before the database is asked, in few words.
func testHugeValues(t *testing.T, server *testkit.Server) {
	const size = 1_000_000
	server = server.With("Accept", "application/graphql-response+json")
	for typ, query := range map[string]string{
		"Date":          "query(%) {measures(filter: {startsOn: {eq: VALUE}}) {totalCount}}",
		"DateTime":      "query(%) {events(filter: {startsAt: {eq: VALUE}}) {totalCount}}",
		"Int":           "query(%) {partners(first: VALUE) {totalCount}}",
		"Boolean!":      "query(%) {partners @skip(if: VALUE) {totalCount}}",
		"Sector":        "query(%) {partners(filter: {sector: {eq: VALUE}}) {totalCount}}",
		"Locale":        "query(%) @view(locale: VALUE) {partners {totalCount}}",
		"PartnerFilter": "query(%) {partners(filter: VALUE) {totalCount}}",
		"Upload!":       "mutation(%) {uploadMedia(file: VALUE, input: {decorative: true}) {errors {code}}}",
	} {
		for _, value := range []any{strings.Repeat("ä\u202e", size/5), json.Number(strings.Repeat("7", size))} {
			literal, err := json.Marshal(value)
			testkit.Must(t, err)
			for _, o := range []struct {
				query, code string
				variables   vars
			}{
				{strings.NewReplacer("%", "$v: "+typ, "VALUE", "$v").Replace(query), "BAD_INPUT", vars{"v": value}},
				{strings.NewReplacer("(%)", "", "VALUE", string(literal)).Replace(query), "QUERY_TOO_LONG", nil},
			} {
				before := server.DB.Commands()
				a := server.Query(t, o.query, o.variables)
				if a.Code() != o.code || a.Status/100 != 4 || a.Data != nil || len(a.Raw) > 1000 || server.DB.Commands() != before {
					t.Errorf("%s: %d %.300s after %d commands", typ, a.Status, a.Raw, server.DB.Commands()-before)
				}
			}
		}
	}
}
