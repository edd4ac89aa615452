package graph_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

// An editor sees drafts, and what an editor was shown is never kept for anybody else.
func TestEditorSeesDrafts(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	handler := web.NewHandler(s, []string{"*"})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Test-Role") != "" {
			r = r.WithContext(auth.With(r.Context(), auth.Caller{Roles: []auth.Role{auth.Editor}}))
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	ctx := context.Background()
	p, err := s.Partners.ByKey(ctx, content.PublicView(), "kreis-soest")
	testkit.Must(t, err)
	p.Names = content.Text{content.DE: "Kreis Soest (Entwurf)"}
	_, err = s.Partners.Save(ctx, store.Stamp{At: time.Now(), Author: "test"}, p)
	testkit.Must(t, err)

	ask := func(role string) string {
		body := `{"query":"query Q @view(stage: DRAFT) { partner(slug: \"kreis-soest\") { name revision publishedAt } }"}`
		r, err := http.NewRequest(http.MethodPost, server.URL+"/graphql", strings.NewReader(body))
		testkit.Must(t, err)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Test-Role", role)
		resp, err := http.DefaultClient.Do(r)
		testkit.Must(t, err)
		defer resp.Body.Close()
		var b strings.Builder
		_ = resp.Write(&b)
		return b.String()
	}
	for range 2 {
		if got := ask("editor"); !strings.Contains(got, `"name":"Kreis Soest (Entwurf)","revision":2,"publishedAt":null`) || strings.Contains(got, "public") {
			t.Errorf("an editor is answered %s", got)
		}
		if got := ask(""); strings.Contains(got, "Entwurf") || !strings.Contains(got, `"code":"UNAUTHENTICATED"`) {
			t.Errorf("the public is answered %s", got)
		}
	}
}
