package graph_test

import (
	"strings"
	"testing"

	"partnernetz/testkit"
)

// What was pasted from Word keeps its words, is found, and is made Markdown of in one step, which can be tried before.
func TestCleanTexts(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	by := as(t, s, office)
	made := by.Query(t, `mutation($d: String) { createEvent(input: {title: "Probe", kind: PUBLIC_EVENT, startsAt: "2027-03-01T10:00:00+01:00", description: $d}) {
		event { id description { text } findings { nodes { rule line message } } } errors { message } } }`,
		map[string]any{"d": "Vorab.\n\n<p class=\"MsoNormal\">Die Zielvereinbarung wurde <b>verlängert</b>.</p>"})
	for _, want := range []string{`"text":"Vorab.\nDie Zielvereinbarung wurde verlängert."`, `{"rule":"PASTED_HTML","line":3,"message":"Ab Zeile 3 steht HTML im Text (\u003cp\u003e, \u003cb\u003e; wohl aus Word).`} {
		if got := strings.NewReplacer("<", `\u003c`, ">", `\u003e`).Replace(string(made.Raw)); !strings.Contains(got, want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
	clean := func(rest string) string {
		return string(by.Query(t, `mutation($id: ID!) { cleanTexts(id: $id, `+rest+`) { entry { revision ... on Event { description { markdown text } findings { totalCount } } } errors { code path } } }`,
			map[string]any{"id": valueAt(made, "createEvent.event.id")}).Raw)
	}
	const cleaned = `{"data":{"cleanTexts":{"entry":{"revision":2,"description":{"markdown":"Vorab.\n\nDie Zielvereinbarung wurde **verlängert**.","text":"Vorab.\nDie Zielvereinbarung wurde verlängert."},"findings":{"totalCount":0}},"errors":[]}}}`
	for _, step := range []struct{ arguments, want string }{
		{"expectedRevision: 1, dryRun: true", cleaned},
		{"expectedRevision: 2", `{"data":{"cleanTexts":{"entry":null,"errors":[{"code":"CONFLICT","path":["expectedRevision"]}]}}}`},
		{`expectedRevision: 1, note: "aus Word"`, cleaned},
		{"expectedRevision: 2", cleaned},
	} {
		if got := strings.TrimSpace(clean(step.arguments)); got != step.want {
			t.Errorf("with %s it answers\n%s, want\n%s", step.arguments, got, step.want)
		}
	}
}
