package e2e_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"

	"partnernetz/playground"
)

// inLocale is what a website shows in a language.
type inLocale struct {
	locale                               string
	start, network, partners, lead, join string   // titles, the lead of the start page, and the words of its button
	menu                                 []string // labels of the main menu, with those below them
	alt, caption                         string
	figure                               string
	text                                 string // how the list of partners begins
}

func inLocales() []inLocale {
	return []inLocale{
		{"DE", "Willkommen im Partnernetz", "Das Netzwerk", "Die Partner",
			"Ganz verschiedene Organisationen in Nordrhein-Westfalen öffnen sich interkulturell – jede auf ihre Weise, alle im Austausch.", "Partner werden",
			[]string{"Start", "Die Partnerinitiative", "Das Netzwerk", "Die Partner", "Veranstaltungen", "Mitmachen"},
			"Viele verschieden große, bunte Kreise, die durch Linien zu einem Netz verbunden sind.", "Ein Kreis für jeden Partner", "Partnerorganisationen",
			"<p>39 Organisationen aus ganz verschiedenen Bereichen gehören zum Netzwerk. Welcher Partner hier unter welcher Überschrift steht, ist die Zuordnung dieser Website, nicht die der Initiative.</p>"},
		{"EN", "Welcome to Partnernetz", "The network", "The partners",
			"Very different organisations in North Rhine-Westphalia open up to cultural diversity – each in its own way, all in exchange.", "Become a partner",
			[]string{"Home", "The partner initiative", "The network", "The partners", "Events", "Join in"},
			"Many coloured circles of different sizes, joined by lines into a net.", "One circle for each partner", "Partner organisations",
			"<p>39 organisations from very different sectors belong to the network. Which partner stands under which heading is the grouping of this website, not that of the initiative.</p>"},
		{"DE_SIMPLE", "Willkommen im Partner-Netz", "Das Netzwerk", "Die Partner",
			"Hier lesen Sie etwas über die Partner-Initiative in Nordrhein-Westfalen.", "So können Sie mitmachen",
			[]string{"Start", "Die Partner-Initiative", "Das Netzwerk", "Die Partner", "Termine", "Mitmachen"},
			"Das Bild zeigt viele bunte Kreise. Linien verbinden die Kreise zu einem Netz.", "Jeder Kreis ist ein Partner.", "So viele Partner machen mit",
			"<p>Es machen 39 Partner mit.<br>\nDie Partner sind sehr verschieden.<br>\nHier ist die Liste.</p>"},
	}
}

// TestWebsite sends the operations of the website and of editors as they stand, in each language, and demands what a website shows.
func TestWebsite(t *testing.T) {
	p := serve(t, data(t), append(withAdmin, "PUBLIC_URL=https://netz.example.org")...)
	visitor, admin := p.as(""), p.admin(t)
	made := mustAsk[struct{ Page struct{ ID string } }](t, admin, `mutation($start: ID!) { createPage(input: {path: "/nur-deutsch", parent: $start, title: "Nur Deutsch"}) { page { id } errors { code path } } }`,
		map[string]any{"start": mustAsk[struct{ ID string }](t, visitor, `{ page(path: "/") { id } }`, nil).ID})
	if wrong := mustAsk[said](t, admin, `mutation($id: ID!) { publish(entries: [{id: $id, revision: 1}]) { errors { code path message } } }`, map[string]any{"id": made.Page.ID}).Errors; len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for i, l := range inLocales() {
		t.Run(l.locale, func(t *testing.T) {
			k := known{"$locale": l.locale, "$start": l.start, "$network": l.network, "$partners": l.partners, "$lead": l.lead, "$join": l.join, "$alt": l.alt,
				"$caption": l.caption, "$figure": l.figure, "$text": l.text}
			for n, label := range l.menu {
				k[fmt.Sprint("$menu", n)] = label
			}
			step := func(c *client, name string, change map[string]any, want string) {
				t.Helper()
				variables := map[string]any{}
				for _, o := range must(playground.Operations()) {
					if o.Name == name {
						if err := json.Unmarshal(o.Variables, &variables); err != nil {
							t.Fatal(err)
						}
					}
				}
				variables["locale"] = l.locale
				maps.Copy(variables, change)
				a, err := c.send(example(name), k.fill(variables))
				if err != nil || len(a.Errors) > 0 {
					t.Fatalf("%s: %v %v", name, err, a)
				}
				if k.alike(t, want, a.Data); t.Failed() {
					t.Fatalf("in %s", name)
				}
			}
			alternates := `"alternates":[{"locale":"DE","path":"%[1]s","stale":false},{"locale":"EN","path":"%[1]s","stale":false},{"locale":"DE_SIMPLE","path":"%[1]s","stale":false}]`

			step(visitor, "Navigation", nil, `{"menu":{"items":[{"label":"$menu0","path":"/","external":false,"children":[]},{"label":"$menu1","path":"/initiative","children":[]},
				{"label":"$menu2","path":"/netzwerk","children":[{"label":"$menu3","path":"/partner","external":false},{"label":"$menu4","path":"/veranstaltungen"}]},{"label":"$menu5","path":"/mitmachen"}]}}`)
			step(visitor, "PageByPath", map[string]any{"path": "/"}, `{"page":{"id":"$id","path":"/","title":"$start","lead":"$lead","servedLocale":"$locale",`+fmt.Sprintf(alternates, "/")+`,"breadcrumbs":[],
				"seo":{"title":"…","description":"…"},"publishedAt":"…","blocks":[
				{"__typename":"TextBlock","text":{"html":"…","markdown":"…","readingTimeMinutes":1,"links":[
					{"target":{"__typename":"Page","id":"…"},"path":"/initiative","title":"$menu1"},{"path":"/netzwerk","title":"$menu2"},{"path":"/partner","title":"$menu3"},{"path":"/veranstaltungen","title":"$menu4"},{"path":"/mitmachen","title":"$menu5"}]}},
				{"__typename":"ImageBlock","caption":"$caption","media":{"alt":"$alt","decorative":false,"placeholder":"…","image":{"url":"…","width":960,"height":540,"srcset":"…"}}},
				{"__typename":"FigureBlock","label":"$figure","value":"39","source":"…","asOf":null},{"__typename":"CallToActionBlock","label":"$join","href":"/mitmachen"},{"__typename":"EventListBlock"}]}}`)
			step(visitor, "PageByPath", map[string]any{"path": "/partner"}, `{"page":{"path":"/partner","title":"$partners","servedLocale":"$locale",`+fmt.Sprintf(alternates, "/partner")+`,
				"breadcrumbs":[{"path":"/","title":"$start"},{"path":"/netzwerk","title":"$network"}],"blocks":[{"__typename":"TextBlock","text":{"html":"$text","links":[]}},
				{"__typename":"PartnerListBlock","partners":"…"},{"partners":"…"},{"partners":"…"},{"partners":"…"},{"partners":"…"},{"partners":[{"slug":"rheinbahn-ag-duesseldorf","name":"Rheinbahn AG Düsseldorf"}]},
				{"__typename":"CallToActionBlock","href":"/mitmachen"}]}}`)
			step(visitor, "PageByPath", map[string]any{"path": "/gibt-es-nicht"}, `{"page":null}`)
			step(visitor, "PageByPath", map[string]any{"path": "/nur-deutsch"}, `{"page":{"title":"Nur Deutsch","servedLocale":"DE","alternates":[{"locale":"DE","path":"/nur-deutsch","stale":false}],"breadcrumbs":[{"path":"/","title":"$start"}]}}`)
			if keys := mustAsk[found](t, visitor, example("Search"), map[string]any{"query": l.network, "types": []string{"PAGE"}, "locale": l.locale}).keys(); len(keys) == 0 || keys[0] != "/netzwerk" {
				t.Errorf("%s finds %q", l.network, keys)
			}

			// An editor uploads an image, with an alternative text in this language beside the German one that has to be there.
			input := map[string]any{"alt": "Bild " + l.locale}
			if l.locale != "DE" {
				input["translations"] = []any{map[string]any{"locale": "DE", "alt": "Ein Bild"}}
			}
			a, err := admin.upload(uploadMedia(), map[string]any{"file": nil, "input": input, "locale": l.locale}, file{l.locale + ".png", picture(64, 48, uint8(10+i))})
			if err != nil || len(a.Errors) > 0 {
				t.Fatal(err, a)
			}
			k.alike(t, fmt.Sprintf(`{"uploadMedia":{"errors":[],"media":{"id":"…","contentType":"image/png","width":64,"height":48,"alt":"Bild %s","url":"…"}}}`, l.locale), a.Data)

			// An editor changes the title in this language alone. Readers see nothing of it until it is published.
			step(admin, "DraftPreview", map[string]any{"path": "/netzwerk"}, `{"page":{"id":"$page","title":"$network","stage":"PUBLISHED","revision":"$revision","hasUnpublishedChanges":false,"blocks":"…"}}`)
			after := k["$revision"].(float64) + 1
			k["$after"], k["$new"] = after, "Neu "+l.locale
			step(admin, "SavePage", map[string]any{"id": "$page", "expectedRevision": "$revision", "input": map[string]any{"title": "$new"}},
				`{"updatePage":{"errors":[],"page":{"id":"$page","path":"/netzwerk","title":"$new","revision":"$after","stage":"DRAFT","alternates":"…"}}}`)
			step(admin, "DraftPreview", map[string]any{"path": "/netzwerk"}, `{"page":{"title":"$new","stage":"DRAFT","revision":"$after","hasUnpublishedChanges":true}}`)
			step(visitor, "PageByPath", map[string]any{"path": "/netzwerk"}, `{"page":{"title":"$network","servedLocale":"$locale"}}`)
			step(visitor, "Navigation", nil, `{"menu":{"items":["…","…",{"label":"$menu2"},"…"]}}`)
			for _, other := range inLocales() {
				if other.locale != l.locale {
					step(admin, "DraftPreview", map[string]any{"path": "/netzwerk", "locale": other.locale}, fmt.Sprintf(`{"page":{"title":%q}}`, other.network))
				}
			}
			step(admin, "SavePage", map[string]any{"id": "$page", "expectedRevision": "$revision", "input": map[string]any{"title": "Zu spät"}},
				`{"updatePage":{"page":null,"errors":[{"code":"CONFLICT","message":"…","path":["expectedRevision"]}]}}`)
			publish := func(revision string) {
				t.Helper()
				entries := map[string]any{"entries": []any{map[string]any{"id": "$page", "revision": revision}}}
				if l.locale == "DE_SIMPLE" { // which a test group has to have read
					step(admin, "Publish", entries, `{"publish":{"entries":[],"errors":[{"code":"UNCHECKED","path":["entries","0"],"message":"…"}]}}`)
					k[revision] = checkEasyLanguage(t, admin, k["$page"], k[revision])
				}
				step(admin, "Publish", entries, fmt.Sprintf(`{"publish":{"errors":[],"entries":[{"id":"$page","revision":%q,"stage":"PUBLISHED"}]}}`, revision))
			}
			publish("$after")
			step(visitor, "PageByPath", map[string]any{"path": "/partner"}, `{"page":{"breadcrumbs":[{"title":"$start"},{"path":"/netzwerk","title":"$new"}]}}`)
			step(visitor, "Navigation", nil, `{"menu":{"items":["…","…",{"label":"$new","children":[{"label":"$menu3"},"…"]},"…"]}}`)

			k["$last"] = k["$after"].(float64) + 1
			step(admin, "SavePage", map[string]any{"id": "$page", "expectedRevision": "$after", "input": map[string]any{"title": "$network"}}, `{"updatePage":{"errors":[],"page":{"revision":"$last"}}}`)
			publish("$last")
			step(visitor, "Navigation", nil, `{"menu":{"items":["…","…",{"label":"$menu2"},"…"]}}`)
		})
	}
}

// checkEasyLanguage records that a test group has read a revision of an entry, and returns the number of the one that says so.
func checkEasyLanguage(t *testing.T, admin *client, id, revision any) any {
	t.Helper()
	checked := mustAsk[struct {
		Entry  *struct{ Revision float64 }
		Errors []problem
	}](t, admin, `mutation($id: ID!, $n: Int!) { recordEasyLanguageCheck(id: $id, revision: $n, group: "Prüfgruppe", checkedOn: "2026-01-01") { entry { revision } errors { code path message } } }`,
		map[string]any{"id": id, "n": revision})
	if checked.Entry == nil {
		t.Fatal(checked.Errors)
	}
	return checked.Entry.Revision
}
