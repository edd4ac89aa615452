package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

var saidToBe = regexp.MustCompile(`⟦(de|en|de-simple)⟧`)

// tags are what a walk finds of the languages of texts: by type and field those that it has seen.
type tags map[string]map[string]bool

// Whoever shows a text has to say which language it is in, also if it is in German among English ones (WCAG 3.1.2). So each text
// that there is in languages says so: with `languageTag` of what it is the headline of or the text, or with a tag of its own.
func TestTextsSayTheirLanguage(t *testing.T) {
	server := testkit.Start(t, "demo")
	marked, frozen := 0, time.Now()
	keep(t, server.Store.Releases, &network.Release{Label: "2024", Titles: content.Text{content.DE: "Bericht"}, State: network.ReleasePublic, FrozenAt: &frozen, People: []network.StoredPeople{
		{Key: "a", Labels: network.CopiedText{content.DE: "⟦de⟧", content.EN: "⟦en⟧"}, Units: network.CopiedText{content.DE: "⟦de⟧", content.EN: "⟦en⟧"}},
		{Key: "b", Labels: network.CopiedText{content.DE: "⟦de⟧"}, Units: network.CopiedText{content.DE: "⟦de⟧"}}}})
	for _, k := range append(content.Kinds(), content.Partners) { // partners twice, so that they have former names
		all, err := server.Store.Of(k).AllNewest(t.Context())
		testkit.Must(t, err)
		for i, e := range all {
			all[i] = content.Clone(e)
			if p, ok := all[i].(*network.Partner); ok {
				p.People = []network.StoredContact{{Name: "Muster"}}
			}
			if a, ok := all[i].(*network.Agreement); ok {
				a.StoredClauses = []network.StoredClause{{Number: "1"}}
			}
			if p, ok := all[i].(*network.Page); ok {
				p.Parts = append(slices.Clone(p.Parts), network.StoredBlock{Type: network.BlockVideo, Language: network.SignedGerman, Labels: content.Text{}, Texts: content.Text{}})
			}
			if p, ok := all[i].(*network.GoodPractice); ok {
				p.StoredAdoptions = []network.StoredAdoption{{PartnerID: p.PartnerID}}
			}
			if e, ok := all[i].(*network.Event); ok {
				e.State = network.EventCancelled
			}
			if r, ok := all[i].(*network.Report); ok {
				r.StoredEntries = slices.Clone(r.StoredEntries)
				for n := range r.StoredEntries {
					r.StoredEntries[n].Proofs, r.StoredEntries[n].Indicators = []network.StoredEvidence{{URL: "/"}}, []network.StoredIndicator{{Key: "a"}}
				}
			}
			content.EachText(all[i], func(_ content.TextPlace, text content.Text) content.Text {
				if marked++; marked%2 == 0 {
					return content.Text{content.DE: "⟦de⟧ Muster " + text[content.DE], content.EN: "⟦en⟧ Muster " + text[content.EN]}
				}
				return content.Text{content.DE: "⟦de⟧ Muster " + text[content.DE], content.DESimple: "⟦de-simple⟧ Muster " + text[content.DESimple]}
			})
		}
		saved, err := server.Store.Of(k).SaveAll(t.Context(), store.Stamp{Author: "test"}, all)
		testkit.Must(t, err)
		for _, e := range saved {
			testkit.Must(t, server.Store.Of(k).Publish(t.Context(), store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}, At: time.Now()}))
		}
	}
	w, admin, seen := walker{loadSchema(t), true}, server.As(t, auth.Admin, ""), tags{}
	for _, v := range []view{{"PUBLISHED", "EN", true, nil, nil}, {"PUBLISHED", "EN", false, nil, nil}, {"PUBLISHED", "DE_SIMPLE", true, nil, nil}} {
		for _, field := range fieldsOf(w.schema.Query) {
			typ, arguments, inner := w.typeOf(field), "(first: 50)", w.itself
			switch {
			case field.Name == "goodPractices": // whose adoptions lead to partners
				inner = func(def *ast.Definition) string {
					return w.look(def, func(*ast.Definition) string { return "{__typename}" })
				}
			case field.Name == "menu":
				arguments = `(key: MAIN)`
			case field.Name == "initiative" || field.Name == "statistics":
				arguments = ""
			case field.Name == "search":
				arguments = `(query: "Muster", first: 50)`
			case !strings.HasSuffix(typ.Name, "Connection") || field.Directives.ForName("auth") != nil:
				continue
			}
			raw, err := json.Marshal(v.request("{" + field.Name + arguments + " " + w.look(typ, inner) + "}"))
			testkit.Must(t, err)
			var body struct{ Data map[string]any }
			a := admin.Post(t, raw)
			testkit.Must(t, json.Unmarshal(a.Raw, &body))
			if len(a.Errors) > 0 {
				t.Fatalf("%s: %.500s", field.Name, a.Raw)
			}
			seen.see(t, w, field.Name, body.Data, nil)
		}
	}
	ours(w.schema, func(def *ast.Definition) {
		for _, f := range def.Fields {
			if strings.HasSuffix(f.Name, "LanguageTag") && len(seen[def.Name+"."+f.Name]) < 2 {
				t.Errorf("%s.%s: seen %v", def.Name, f.Name, slices.Collect(maps.Keys(seen[def.Name+"."+f.Name])))
			}
		}
	})
}

// see compares the texts of a value with what it says of their language. Around it is a text that it is a part of.
func (s tags) see(t *testing.T, w walker, at string, value any, around any) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			s.see(t, w, fmt.Sprint(at, ".", i), item, around)
		}
	case map[string]any:
		typ, _ := value["__typename"].(string)
		if slices.Contains([]string{"LocalisedText", "Change"}, typ) { // which have all languages
			return
		}
		if tag, is := value["languageTag"]; is && value["html"] != nil { // not that of a video
			around = tag
		}
		for name, field := range value {
			name = strings.TrimPrefix(name, typ+"_") // an alias
			s.see(t, w, at+"."+name, field, around)
			text, _ := field.(string)
			in := saidToBe.FindStringSubmatch(text)
			if in == nil {
				continue
			}
			if name == "jsonLd" { // which says itself which language its texts are in, names of hosts and places aside
				var node struct{ Name, Description, InLanguage string }
				testkit.Must(t, json.Unmarshal([]byte(text), &node))
				for _, other := range saidToBe.FindAllStringSubmatch(node.Name+node.Description, -1) {
					if other[1] != node.InLanguage {
						t.Errorf("%s.%s has a text in %s: %s", at, name, other[1], text)
					}
				}
				continue
			}
			tag, own := value[name+"LanguageTag"]
			if !own {
				tag, own = value[typ+"_"+name+"LanguageTag"]
			}
			if !own && around != nil {
				tag, own = around, true
			}
			if headline := slices.Contains([]string{"name", "title", "alt"}, name); !own && headline {
				tag = value["languageTag"]
			}
			if tag != in[1] {
				t.Errorf("%s.%s (of a %s) is in %s, and is said to be in %v: %.60s", at, name, typ, in[1], tag, text)
			}
			if key := typ + "." + name + "LanguageTag"; own {
				if s[key] == nil {
					s[key] = map[string]bool{}
				}
				s[key][in[1]] = true
			}
		}
	}
}
