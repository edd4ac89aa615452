package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// A file that changed hands shows its new owner what was saved since then, and nothing that the former owner saved and did not
// publish: neither by itself nor in numbers, and nothing of that comes back.
func TestHandedOver(t *testing.T) {
	server := testkit.Start(t, "none")
	company := func(slug string) string {
		return save(t, server.Store.Partners, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners)}, Slug: slug, Names: content.Text{content.DE: slug}, Sector: "COMPANY"})[0].ID
	}
	former, owner := company("former"), company("owner")
	m := &network.Media{Meta: content.Meta{ID: content.NewID(content.MediaFiles)}, Slug: "bild", PartnerID: former, File: picture("bild.png")}
	for _, alt := range []string{"Geheim eins", "Geheim zwei"} {
		m.Alts = content.Text{content.DE: alt}
		m = draft(t, server.Store.Media, m)[0]
	}
	m.PartnerID, m.Alts = owner, content.Text{content.DE: "Offen drei"}
	m = draft(t, server.Store.Media, m)[0]
	m.Alts = content.Text{content.DE: "Offen vier"}
	draft(t, server.Store.Media, m)

	history := fmt.Sprintf(`query @view(stage: DRAFT) { node(id: %q) { ... on Media { revisions(first: 10) { totalCount nodes { revision entry { ... on Media { alt } } changes { before after } } pageInfo { hasNextPage } } } }
		old: revision(id: %[1]q, revision: 2) { revision } own: revision(id: %[1]q, revision: 3) { revision changes { before } }`, m.ID)
	for who, s := range map[string]*testkit.Server{"the owner": server.As(t, auth.Partner, owner), "the office": server.As(t, auth.Editor, "")} {
		got, all := string(s.Query(t, history+"}", nil).Raw), who == "the office"
		if strings.Contains(got, "Geheim") != all || strings.Contains(got, `"totalCount":4`) != all || strings.Contains(got, `"totalCount":2`) == all || !strings.Contains(got, "Offen vier") {
			t.Errorf("%s reads %s", who, got)
		}
		if strings.Contains(got, `"old":null`) == all || !strings.Contains(got, `"own":{"revision":3`) {
			t.Errorf("%s reads of revisions %s", who, got)
		}
		diff := string(s.Query(t, fmt.Sprintf(`{ diff(id: %q, from: 2, to: 4) { before after } }`, m.ID), nil).Raw)
		if strings.Contains(diff, "Geheim zwei") != all {
			t.Errorf("%s compares %s", who, diff)
		}
	}
	restore := `mutation($id: ID!, $n: Int!) { restoreRevision(id: $id, revision: $n, expectedRevision: 4) { errors { code path } } }`
	if got := problemsOf(t, server.As(t, auth.Partner, owner).Query(t, restore, vars{"id": m.ID, "n": 2}), "restoreRevision"); got == "" {
		t.Error("the owner brings back what was the former owner's")
	}
	if got := problemsOf(t, server.As(t, auth.Partner, owner).Query(t, restore, vars{"id": m.ID, "n": 3}), "restoreRevision"); got != "" {
		t.Errorf("the owner cannot bring back what is his: %s", got)
	}
}
