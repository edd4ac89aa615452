package graph_test

import (
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// The office brings an agreement into force and ends it; why is for it alone, while the status and its days are public.
func TestAgreementLifecycle(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	by := as(t, s, office)
	a := by.Query(t, `mutation($p: ID!) {createAgreement(input: {partner: $p, title: "Neu", signedAt: "Köln", signatories: [{name: "N", office: "O"}], clauses: [{number: "1", text: "Wir"}]}) {
		agreement {id status signedAt signatories {name office organisation} clauses {number text {text} measures {id}}} errors {code path}}}`,
		map[string]any{"p": content.KeyID(content.Partners, "stadt-wuppertal")})
	for path, want := range map[string]any{"status": "NEGOTIATING", "signedAt": "Köln", "signatories.0.office": "O", "clauses.0.text.text": "Wir"} {
		if got := valueAt(a, "createAgreement.agreement."+path); got != want {
			t.Fatalf("%s is %v: %s", path, got, a.Raw)
		}
	}
	id := valueAt(a, "createAgreement.agreement.id")
	change := func(field string, revision int, more string) string {
		t.Helper()
		a := by.Query(t, `mutation($id: ID!, $n: Int!) {`+field+`(id: $id, expectedRevision: $n, on: "2024-03-01", reason: "Beschluss"`+more+`) {agreement {status transitions {status on reason revision}} errors {code path}}}`,
			map[string]any{"id": id, "n": revision})
		return string(a.Raw)
	}
	for _, step := range []struct {
		field    string
		revision int
		want     string
	}{
		{"pauseAgreement", 1, `"errors":[{"code":"ILLEGAL_TRANSITION","path":["id"]}]`},
		{"resumeAgreement", 1, `"errors":[{"code":"ILLEGAL_TRANSITION","path":["id"]}]`},
		{"activateAgreement", 1, `"status":"ACTIVE","transitions":[{"status":"ACTIVE","on":"2024-03-01","reason":"Beschluss","revision":2}]`},
		{"activateAgreement", 2, `"errors":[{"code":"ILLEGAL_TRANSITION","path":["id"]}]`},
		{"endAgreement", 1, `"errors":[{"code":"CONFLICT","path":["expectedRevision"]}]`},
		{"endAgreement", 2, `"status":"ENDED"`},
	} {
		if got := change(step.field, step.revision, ""); !strings.Contains(got, step.want) {
			t.Errorf("%s: %s, want %s", step.field, got, step.want)
		}
	}
	by.Query(t, `mutation($id: ID!) {publish(entries: [{id: $id, revision: 3}]) {errors {message}}}`, map[string]any{"id": id})
	public := (&testkit.Server{URL: by.URL, Store: s}).Query(t, `query($id: ID!) {agreement(id: $id) {status transitions {status on reason revision} signatories {name}}}`, map[string]any{"id": id})
	if want := `{"agreement":{"status":"ENDED","transitions":[{"status":"ACTIVE","on":"2024-03-01","reason":null,"revision":null},{"status":"ENDED","on":"2024-03-01","reason":null,"revision":null}],"signatories":[]}}`; !strings.Contains(string(public.Raw), want) {
		t.Errorf("in public: %s", public.Raw)
	}
	own := as(t, s, auth.Caller{AccountID: "acc_p", Name: "P", Roles: []auth.Role{auth.Partner}, PartnerID: content.KeyID(content.Partners, "stadt-wuppertal")})
	a = own.Query(t, `mutation($id: ID!) {endAgreement(id: $id, expectedRevision: 3, on: "2024-03-01") {errors {code}}}`, map[string]any{"id": id})
	if len(a.Errors) == 0 || !strings.Contains(string(a.Raw), "FORBIDDEN") {
		t.Errorf("by its own people: %s", a.Raw)
	}
	if newest, err := s.Agreements.ByID(t.Context(), content.Everything(), id.(string)); err != nil || newest.Revision != 3 || newest.Status != network.AgreementStatus("ENDED") {
		t.Errorf("it is %+v, %v", newest, err)
	}
}
