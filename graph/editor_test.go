package graph_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

// An editor sees drafts, and what an editor was shown is never kept for anybody else.
func TestEditorSeesDrafts(t *testing.T) {
	server := testkit.Start(t, "network")
	editor, s := server.As(t, auth.Editor, ""), server.Store
	ctx := context.Background()
	p, err := s.Partners.ByKey(ctx, content.PublicView(), "kreis-soest")
	testkit.Must(t, err)
	p.Names = content.Text{content.DE: "Kreis Soest (Entwurf)"}
	_, err = s.Partners.Save(ctx, store.Stamp{At: time.Now(), Author: "test"}, p)
	testkit.Must(t, err)

	ask := func(who *testkit.Server) string {
		a := who.Query(t, `query Q @view(stage: DRAFT) { partner(slug: "kreis-soest") { name revision publishedAt } }`, nil)
		return a.Header.Get("Cache-Control") + string(a.Raw)
	}
	for range 2 {
		if got := ask(editor); !strings.Contains(got, `"name":"Kreis Soest (Entwurf)","revision":2,"publishedAt":null`) || strings.Contains(got, "public,") {
			t.Errorf("an editor is answered %s", got)
		}
		if got := ask(server); strings.Contains(got, "Entwurf") || !strings.Contains(got, `"code":"UNAUTHENTICATED"`) {
			t.Errorf("the public is answered %s", got)
		}
	}
}
