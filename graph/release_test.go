package graph_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/seed"
	"partnernetz/testkit"
)

const inRelease = ` {
  partners(first: 100) { totalCount nodes { id revision publishedAt name slug description { html } agreements { nodes { title } } measureCount } }
  measures(first: 100, orderBy: [{field: TITLE, direction: DESC}]) { totalCount nodes { title status partner { name } usedIn { totalCount } } }
  pages(first: 100) { nodes { path title blocks { __typename ... on PartnerListBlock { partners { name } } } } }
  events(first: 100) { nodes { title startsAt shortReportDue } }
  mediaLibrary(first: 100) { totalCount nodes { url checksum } }
  statistics { partnerCount measureCount }
  search(query: "Beispiel") { totalCount nodes { snippet } }
  menu(key: MAIN) { items { label path } }
  release(label: "2024") { label title state frozenAt year { label } parts { section order text { html } } html { url } pdf(locale: EN) { url contentType byteSize checksum } changedSinceFrozen { pinnedRevision } }
}`

// fetched is what an address serves.
func fetched(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	r, err := http.Get(address)
	testkit.Must(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	testkit.Must(t, err)
	return r, string(body)
}

// A release is read for good as it was, by @view and by the address, in every language, fresh and kept, whatever becomes of what it
// has; and so are its files.
func TestReleaseStays(t *testing.T) {
	server := testkit.Start(t, "demo")
	_, err := seed.Release(t.Context(), server.Store, testkit.Library(t), editing.UsualPeopleThreshold)
	testkit.Must(t, err)
	ask := func(address, directive string) string {
		t.Helper()
		r, body := fetched(t, server.URL+"/graphql?query="+url.QueryEscape("query"+directive+inRelease)+address)
		if r.StatusCode != http.StatusOK || strings.Contains(body, `"errors"`) {
			t.Fatalf("%s%s: %d %.2000s", address, directive, r.StatusCode, body)
		}
		return body
	}
	asked := func() (all []string) {
		return []string{ask("", ` @view(release: "2024")`), ask("&release=2024", ""), ask("", ` @view(release: "2024", locale: EN)`), ask("&release=2024&locale=EN", ""),
			ask("", ` @view(release: "2024", locale: EN, fallback: false)`)}
	}
	before := asked()
	if before[0] != before[1] || before[2] != before[3] || before[0] == before[2] {
		t.Error("the address says something else than @view")
	}
	var release struct {
		Data struct {
			Release struct {
				HTML struct{ URL string }
				PDF  struct {
					URL, ContentType string
					ByteSize         int
				}
				ChangedSinceFrozen []any
			}
		}
	}
	testkit.Must(t, json.Unmarshal([]byte(before[0]), &release))
	html, page := fetched(t, server.URL+pathIn(release.Data.Release.HTML.URL))
	pdf, file := fetched(t, server.URL+pathIn(release.Data.Release.PDF.URL))
	if html.Header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(html.Header.Get("Content-Security-Policy"), "sandbox") || !strings.Contains(page, `lang="de"`) {
		t.Errorf("the HTML comes with %v", html.Header)
	}
	if pdf.Header.Get("Content-Type") != "application/pdf" || len(file) != release.Data.Release.PDF.ByteSize || len(release.Data.Release.ChangedSinceFrozen) > 0 {
		t.Errorf("the PDF has %d bytes and comes with %v", len(file), pdf.Header)
	}
	if a := server.Query(t, `{ implementationYear(label: "2024") { brochure { title publishedAt html { url } pdf { url byteSize } } } other: implementationYear(label: "2022") { brochure { title } } }`, nil); !strings.Contains(string(a.Raw), `"brochure":{"title":"Beispiel: `) || !strings.Contains(string(a.Raw), `"other":{"brochure":null}`) {
		t.Errorf("the year has %s", a.Raw)
	}
	editAll(t, server)
	for i, now := range asked() {
		if now != before[i] {
			t.Errorf("%d: it is another one: %s", i, difference(before[i], now))
		}
	}
	if _, again := fetched(t, server.URL+pathIn(release.Data.Release.HTML.URL)); again != page {
		t.Error("the HTML is another one")
	}
	admin := server.As(t, auth.Admin, "")
	a := admin.Query(t, `query @view(stage: DRAFT) { release(label: "2024") { changedSinceFrozen { entry { __typename id } pinnedRevision currentRevision } } }`, nil)
	for _, want := range []string{`"pinnedRevision":1,"currentRevision":2`, `"currentRevision":null`, `"__typename":"Partner"`} {
		if !strings.Contains(string(a.Raw), want) {
			t.Errorf("%s is missing in what has changed: %.1000s", want, a.Raw)
		}
	}
}

func pathIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return err.Error()
	}
	return u.Path
}

// editAll changes and publishes partners, and puts all events away.
func editAll(t *testing.T, server *testkit.Server) {
	t.Helper()
	admin := server.As(t, auth.Admin, "")
	partners, err := server.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	for _, p := range partners[:5] {
		change[struct{}](t, admin, `mutation($id: ID!) { updatePartner(id: $id, expectedRevision: 1, input: {name: "Neu"}) { errors { code } } }`, vars{"id": p.ID})
		change[struct{}](t, admin, `mutation($id: ID!) { publish(entries: [{id: $id, revision: 2}], despite: [DEAD_LINK]) { errors { code } } }`, vars{"id": p.ID})
	}
	events, err := server.Store.Events.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	for _, e := range events {
		change[struct{}](t, admin, `mutation($id: ID!) { archive(entries: [{id: $id, expectedRevision: 1}], links: LEAVE, reason: "Test") { errors { code } } }`, vars{"id": e.ID})
	}
	if a := server.Query(t, `{ partners(filter: {name: {eq: "Neu"}}) { totalCount } events { totalCount } }`, nil); !strings.Contains(string(a.Raw), `"partners":{"totalCount":5},"events":{"totalCount":0}`) {
		t.Fatalf("it was not edited: %s", a.Raw)
	}
}

func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-200):min(len(a), i+100)] + " — " + b[max(0, i-200):min(len(b), i+100)]
}

// A release that is unknown and one that is secret are answered alike, and neither goes with another stage, a moment or a mutation.
func TestWrongReleases(t *testing.T) {
	server := testkit.Start(t, "network")
	admin := server.As(t, auth.Admin, "")
	change[struct{}](t, admin, `mutation { createRelease(input: {label: "geheim", title: "Geheim"}) { errors { code } } }`, nil)
	frozen := change[struct{ Release struct{ ID string } }](t, admin, `mutation { createRelease(input: {label: "fest", title: "Fest"}) { release { id } errors { code } } }`, nil)
	got := change[struct {
		Release struct {
			State string
			PDF   struct{ ContentType string }
		}
	}](t, admin, `mutation($id: ID!) { freezeRelease(id: $id, expectedRevision: 1) { release { state pdf { contentType } } errors { code message } } }`, vars{"id": frozen.Release.ID})
	if got.Release.State != "FROZEN" || got.Release.PDF.ContentType != "application/pdf" {
		t.Fatalf("it is %+v", got)
	}
	want := server.Query(t, `query @view(release: "unbekannt") { partners { totalCount } }`, nil)
	for _, label := range []string{"geheim", "fest"} {
		if a := server.Query(t, `query @view(release: "`+label+`") { partners { totalCount } }`, nil); a.Code() != "NOT_FOUND" || string(a.Raw) != string(want.Raw) {
			t.Errorf("%s: %s, and an unknown one: %s", label, a.Raw, want.Raw)
		}
	}
	if a := admin.Query(t, `query @view(release: "fest") { partners { totalCount } }`, nil); !strings.Contains(string(a.Raw), `"totalCount":39`) {
		t.Errorf("to the office: %s", a.Raw)
	}
	for _, query := range []string{
		`query @view(release: "fest", stage: DRAFT) { partners { totalCount } }`,
		`query @view(release: "fest", asOf: "2024-01-01T00:00:00Z") { partners { totalCount } }`,
		`mutation @view(release: "fest") { signOut { errors { code } } }`,
	} {
		if a := admin.Query(t, query, nil); a.Code() != "BAD_INPUT" {
			t.Errorf("%s: %s", query, a.Raw)
		}
	}
}
