package graph_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

// What no account has saved has an author without an account; what somebody has saved tells whose account it was.
func TestAuthor(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	server := as(t, s, office)
	id := content.KeyID(content.Partners, "stadt-wuppertal")
	change[struct{}](t, server, `mutation($id: ID!) { updatePartner(id: $id, expectedRevision: 1, input: {name: "Stadt W."}) { partner { id } } }`, vars{"id": id})
	a := server.Query(t, `query($id: ID!) @view(stage: DRAFT) { nodes(ids: [$id]) { ... on Partner { revisions { nodes { author { accountId name } } } } } }`, vars{"id": id})
	const list = "nodes.0.revisions.nodes."
	if by := valueAt(a, list+"0.author.accountId"); by != office.AccountID || valueAt(a, list+"0.author.name") != office.Name {
		t.Errorf("saved by %v: %s", by, a.Raw)
	}
	if by, there := valueAt(a, list+"1.author").(map[string]any); !there || by["accountId"] != nil || by["name"] == "" {
		t.Errorf("the seed is by %v: %s", by, a.Raw)
	}
}
