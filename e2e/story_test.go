package e2e_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/playground"
)

// scene is one operation of the story of an editor.
type scene struct {
	name    string         // of the example; what follows a space tells it from others
	change  map[string]any // variables of the example that are others here
	visitor bool           // who has not signed in
	query   string         // instead of an example
	file    []byte         // that is sent along
	want    string         // what the answer has; see alike
}

// editorsStory is what an editor does from signing in to signing out. All examples of editors are in it, with the
// variables that the query page shows; ids come from earlier answers.
func editorsStory() []scene {
	german, english := map[string]any{"locale": "DE"}, map[string]any{"locale": "EN"}
	measure := map[string]any{"id": "$measure"}
	inEnglish := map[string]any{"id": "$measure", "expectedRevision": 2, "locale": "EN", "input": map[string]any{"title": "Training for all managers"}}
	wants := func(fields string) string { return `{"errors":[],` + fields + `}` }
	public := `query($slug: String!) @view(fallback: false) { measure(slug: $slug) { title revision stage } }`
	slug := map[string]any{"slug": "fortbildung-fuer-fuehrungskraefte"}
	nextYear := time.Now().AddDate(1, 0, 0).UTC().Truncate(time.Second).Format("2006-01-02T15:04:05.000Z") // the moment of the example goes by one day
	return []scene{
		{name: "WhoAmI before", visitor: true, want: `{"viewer":null}`},
		{name: "SignIn wrongly", visitor: true, want: `{"signIn":{"token":null,"expiresAt":null,"viewer":null,"errors":[{"code":"BAD_CREDENTIALS","message":"E-Mail-Adresse oder Passwort ist falsch.","path":[]}]}}`},
		{name: "SignIn", visitor: true, change: map[string]any{"password": adminPassword},
			want: `{"signIn":` + wants(`"token":"$token","expiresAt":"…","viewer":{"id":"$me","name":"Administration","email":"admin@example.org","roles":["ADMIN"],"partner":null}`) + `}`},
		{name: "WhoAmI", want: `{"viewer":{"id":"$me","email":"admin@example.org","permissions":["READ_DRAFTS","EDIT","PUBLISH","READ_AUDIT","MANAGE_ACCOUNTS"]}}`},

		{query: `{ agreements(first: 1) { nodes { id partner { slug } } } }`, want: `{"agreements":{"nodes":[{"id":"$agreement","partner":{"slug":"$partner"}}]}}`},
		{name: "CreateMeasure", want: `{"createMeasure":` + wants(`"measure":{"id":"$measure","slug":"fortbildung-fuer-fuehrungskraefte","title":"Fortbildung für Führungskräfte","area":"TRAINING","status":"PLANNED",
			"revision":1,"stage":"DRAFT","partner":{"slug":"$partner"},"agreement":{"id":"$agreement"}}`) + `}`},
		{name: "CreateMeasure in English", change: english, want: `{"createMeasure":{"measure":null,"errors":[{"code":"REQUIRED","path":["input","title"],"message":"the German text is missing"},
			{"code":"REQUIRED","path":["input","description"],"message":"…"}]}}`},
		{name: "CreateMeasure in English too", change: map[string]any{"locale": "EN", "input": map[string]any{"agreement": "$agreement", "title": "Training", "area": "TRAINING", "status": "PLANNED",
			"translations": []any{map[string]any{"locale": "DE", "title": "Fortbildung für Führungskräfte"}}}},
			want: `{"createMeasure":` + wants(`"measure":{"slug":"fortbildung-fuer-fuehrungskraefte-2","title":"Training","revision":1}`) + `}`},
		{name: "UpdateMeasure", change: measure, want: `{"updateMeasure":` + wants(`"measure":{"id":"$measure","title":"Fortbildung für alle Führungskräfte","revision":2,"stage":"DRAFT","hasUnpublishedChanges":true}`) + `}`},
		{name: "UpdateMeasure too late", change: measure, want: `{"updateMeasure":{"measure":null,"errors":[{"code":"CONFLICT","path":["expectedRevision"],"message":"…"}]}}`},
		{name: "UpdateMeasure in English", change: inEnglish, want: `{"updateMeasure":` + wants(`"measure":{"title":"Training for all managers","revision":3}`) + `}`},

		{query: public, change: slug, visitor: true, want: `{"measure":null}`},
		{name: "Publish", want: `{"publish":` + wants(`"entries":[{"__typename":"Measure","id":"$measure","revision":2,"stage":"PUBLISHED","publishedAt":"…"}]`) + `}`},
		{query: public, change: slug, visitor: true, want: `{"measure":{"title":"Fortbildung für alle Führungskräfte","revision":2,"stage":"PUBLISHED"}}`},
		{name: "SchedulePublication", change: map[string]any{"id": "$measure", "publishAt": nextYear},
			want: `{"schedule":` + wants(`"schedule":{"id":"…","publishAt":"`+nextYear+`","unpublishAt":null,"state":"WAITING"}`) + `}`},
		{name: "Unpublish", want: `{"unpublish":` + wants(`"entries":[{"__typename":"Measure","id":"$measure","revision":3,"stage":"DRAFT"}]`) + `}`},
		{query: public, change: slug, visitor: true, want: `{"measure":null}`},
		{name: "RestoreRevision", change: measure, want: `{"restoreRevision":` + wants(`"entry":{"__typename":"Measure","id":"$measure","revision":4,"stage":"DRAFT"}`) + `}`},
		{name: "RevisionHistory", change: measure, want: `{"entry":{"__typename":"Measure","id":"$measure","revision":4,"usedIn":{"totalCount":0,"nodes":[]},"revisions":{"totalCount":4,"nodes":[
			{"revision":4,"stage":"DRAFT","action":"RESTORED","author":{"name":"Administration"},"note":null,"at":"…","changes":[
				{"path":"title.de","before":"Fortbildung für alle Führungskräfte","after":"Fortbildung für Führungskräfte"},{"path":"title.en","before":"Training for all managers","after":null}]},
			{"revision":3,"stage":"DRAFT","action":"UPDATED","changes":[{"path":"title.en","before":null,"after":"Training for all managers"}]},
			{"revision":2,"stage":"DRAFT","action":"UPDATED","changes":[{"path":"title.de","before":"Fortbildung für Führungskräfte","after":"Fortbildung für alle Führungskräfte"}]},
			{"revision":1,"stage":"DRAFT","action":"CREATED","changes":"…"}]}}}`},

		{name: "DraftPreview", change: german, want: `{"page":{"id":"$page","title":"Willkommen im Partnernetz","stage":"PUBLISHED","revision":1,"hasUnpublishedChanges":false,"blocks":"…"}}`},
		{name: "SavePage", change: map[string]any{"id": "$page"}, want: `{"updatePage":` + wants(`"page":{"id":"$page","path":"/","title":"Get involved","revision":2,"stage":"DRAFT","alternates":[
			{"locale":"DE","path":"/","stale":false},{"locale":"EN","path":"/","stale":false},{"locale":"DE_SIMPLE","path":"/","stale":false}]}`) + `}`},
		{name: "SavePage in German", change: map[string]any{"id": "$page", "expectedRevision": 2, "locale": "DE", "input": map[string]any{"title": "Mitmachen"}},
			want: `{"updatePage":` + wants(`"page":{"title":"Mitmachen","revision":3,"alternates":[{"locale":"DE","stale":false},{"locale":"EN","stale":true},{"locale":"DE_SIMPLE","stale":true}]}`) + `}`},
		{name: "DraftPreview after", change: german, want: `{"page":{"title":"Mitmachen","stage":"DRAFT","revision":3,"hasUnpublishedChanges":true}}`},
		{name: "DraftPreview in English", change: english, want: `{"page":{"title":"Get involved","stage":"DRAFT","revision":3}}`},
		{name: "DraftPreview by a visitor", change: german, visitor: true, want: `UNAUTHENTICATED`},
		{name: "Publish by a visitor", visitor: true, want: `UNAUTHENTICATED`},

		{name: "UploadMedia", change: german, file: picture(80, 60, 6), want: `{"uploadMedia":` + wants(`"media":{"id":"$logo","filename":"bild.png","contentType":"image/png","byteSize":"…","width":80,"height":60,"alt":"Logo der Stadt Wuppertal","url":"…","placeholder":"…"}`) + `}`},
		{name: "UploadMedia in English", file: picture(80, 60, 7), change: map[string]any{"locale": "EN", "input": map[string]any{"alt": "A logo", "translations": []any{
			map[string]any{"locale": "DE", "alt": "Ein Logo"}, map[string]any{"locale": "DE_SIMPLE", "alt": "Das ist ein Logo."}}}},
			want: `{"uploadMedia":` + wants(`"media":{"filename":"bild.png","alt":"A logo"}`) + `}`},
		{name: "UploadMedia in English alone", file: picture(80, 60, 8), change: map[string]any{"locale": "EN", "input": map[string]any{"alt": "A logo"}},
			want: `{"uploadMedia":{"media":null,"errors":[{"code":"REQUIRED","path":["input","alt"],"message":"the German text is missing"}]}}`},
		{name: "UploadMedia by a visitor", change: german, file: picture(80, 60, 9), visitor: true, want: `UNAUTHENTICATED`},

		{query: `mutation { openImplementationYear(label: "2025", dueOn: "2099-01-31") { implementationYear { label } begun { id partner { slug } state } errors { code } } }`,
			want: `{"openImplementationYear":` + wants(`"implementationYear":{"label":"2025"},"begun":"…"`) + `}`},
		{query: `query($slug: String!) @view(stage: DRAFT) { partner(slug: $slug) { reports(filter: {year: {label: {eq: "2025"}}}) { nodes { id revision } } } }`, change: map[string]any{"slug": "$partner"},
			want: `{"partner":{"reports":{"nodes":[{"id":"$report","revision":1}]}}}`},
		{query: `mutation($id: ID!) { updateReport(id: $id, input: {summary: {expectedRevision: 1, text: "Alles getan"}}) { report { revision summary { text } } errors { code path } } }`, change: map[string]any{"id": "$report"},
			want: `{"updateReport":` + wants(`"report":{"revision":2,"summary":{"text":"Alles getan"}}`) + `}`},
		{name: "SubmitReport too late", change: map[string]any{"id": "$report", "expectedRevision": 1},
			want: `{"submitReport":{"report":null,"errors":[{"code":"CONFLICT","path":["expectedRevision"],"message":"…"}]}}`},
		{name: "SubmitReport", change: map[string]any{"id": "$report", "expectedRevision": 2},
			want: `{"submitReport":` + wants(`"report":{"id":"$report","state":"SUBMITTED","submittedAt":"…","partner":{"slug":"$partner"}}`) + `}`},
		{name: "ReportInbox", want: `{"implementationYear":{"collection":{"expected":"…","submitted":1,"accepted":0,"missing":"…","toReview":[{"id":"$report","partner":{"slug":"$partner"},"state":"SUBMITTED","submittedAt":"…"}]}}}`},
		{name: "ReportInbox of a visitor", visitor: true, want: `UNAUTHENTICATED`},
		{name: "ReviewReport", change: map[string]any{"id": "$report", "expectedRevision": 3, "comments": []any{map[string]any{"path": "summary", "text": "Bitte die Zahl der Teilnehmenden ergänzen."}}},
			want: `{"reviewReport":` + wants(`"report":{"id":"$report","state":"RETURNED","comments":[{"path":"summary","text":"Bitte die Zahl der Teilnehmenden ergänzen.","author":{"name":"Administration"}}]}`) + `}`},

		{query: `mutation { signOut { errors { code } } }`, want: `{"signOut":{"errors":[]}}`},
		{name: "WhoAmI after", want: `UNAUTHENTICATED`},
	}
}

// TestEditorsStory tells the story to the program.
func TestEditorsStory(t *testing.T) {
	p, k, told := serve(t, data(t), withAdmin...), known{}, map[string]bool{}
	examples := map[string]playground.Operation{}
	for _, o := range must(playground.Operations()) {
		examples[o.Name] = o
	}
	for _, s := range editorsStory() {
		name, _, _ := strings.Cut(s.name, " ")
		query, variables := s.query, map[string]any{}
		if s.query == "" {
			query, told[name] = examples[name].Query, true
			if err := json.Unmarshal(examples[name].Variables, &variables); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			k["(id)"] = k["$measure"] // what most of them are about
			if name == "CreateMeasure" {
				k["(id)"] = k["$agreement"]
			}
		}
		maps.Copy(variables, s.change)
		token, _ := k["$token"].(string)
		if s.visitor {
			token = ""
		}
		send := p.as(token).send
		if s.file != nil {
			send = func(query string, variables any) (*answer, error) {
				return p.as(token).upload(query, variables.(map[string]any), file{"Bild.png", s.file})
			}
		}
		a, err := send(query, k.fill(variables))
		if err != nil {
			t.Fatalf("%s%s: %v", s.name, s.query, err)
		}
		if s.want[0] != '{' {
			if a.code() != s.want {
				t.Errorf("%s: %v with %s, want %s", s.name, a.Errors, a.Data, s.want)
			}
		} else if len(a.Errors) > 0 {
			t.Fatalf("%s%s: %v", s.name, s.query, a.Errors)
		} else {
			k.alike(t, s.want, a.Data)
		}
		if t.Failed() {
			t.Fatalf("in %s%s", s.name, s.query)
		}
	}
	for _, o := range examples {
		if o.Account && !told[o.Name] {
			t.Errorf("the story does not have %s", o.Name)
		}
	}
}

// TestReadersOperations sends the examples of everybody to the program, in each language where they have one.
func TestReadersOperations(t *testing.T) {
	p := serve(t, data(t))
	for _, o := range must(playground.Operations()) {
		if o.Account {
			continue
		}
		variables := map[string]any{}
		if err := json.Unmarshal(o.Variables, &variables); err != nil {
			t.Fatal(err)
		}
		locales := []any{variables["locale"]}
		if locales[0] != nil {
			locales = []any{"DE", "EN"}
		}
		answers := []string{}
		for _, locale := range locales {
			if locale != nil {
				variables["locale"] = locale
			}
			a, err := p.as("").send(o.Query, variables)
			if err != nil || len(a.Errors) > 0 || len(a.Data) < 100 {
				t.Fatalf("%s %v: %v %v", o.Name, locale, err, a)
			}
			answers = append(answers, string(a.Data))
		}
		if slices.Sort(answers); len(slices.Compact(answers)) != len(locales) {
			t.Errorf("%s is the same in both languages", o.Name)
		}
	}
}

// TestAsOf asks what was public at moments before and after something became so.
func TestAsOf(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	admin := p.admin(t)
	asOf := func(at time.Time) (n struct{ PartnerCount int }) {
		t.Helper()
		return mustAsk[struct{ PartnerCount int }](t, p.as(""), `query($at: DateTime!) @view(asOf: $at) { statistics { partnerCount } }`, map[string]any{"at": at})
	}
	start, before := time.Now(), asOf(time.Now().Add(-time.Millisecond)).PartnerCount
	made := mustAsk[struct{ Partner struct{ ID string } }](t, admin, `mutation { createPartner(input: {name: "Neu", sector: COMPANY}) { partner { id } errors { code path } } }`, nil)
	publish := `mutation($i: ID!) { publish(entries: [{id: $i, revision: 1}]) { entries { publishedAt } errors { code message } } }`
	done := mustAsk[struct {
		Entries []struct{ PublishedAt time.Time }
	}](t, admin, publish, map[string]any{"i": made.Partner.ID})
	if len(done.Entries) != 1 {
		t.Fatal("it is not published")
	}
	at := done.Entries[0].PublishedAt
	for moment, want := range map[time.Time]int{start: before, at.Add(-time.Millisecond): before, at: before + 1} {
		if n := asOf(moment).PartnerCount; n != want {
			t.Errorf("at %s there are %d partners, want %d", moment, n, want)
		}
	}
}
