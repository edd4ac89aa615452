package web_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/testkit"
	"partnernetz/web"
)

const goodPassword = "sieben Zwetschgen im Schnee"

// browser asks as a browser does: it keeps cookies, and its pages send headers.
type browser struct {
	t      *testing.T
	url    string
	cookie *http.Cookie // the one that was set last
}

// ask sends an operation; header has names and values in turn.
func (b *browser) ask(query string, header ...string) (status int, body string) {
	b.t.Helper()
	request, err := json.Marshal(map[string]string{"query": query})
	testkit.Must(b.t, err)
	r, err := http.NewRequest(http.MethodPost, b.url+"/graphql", strings.NewReader(string(request)))
	testkit.Must(b.t, err)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if b.cookie != nil && b.cookie.MaxAge >= 0 {
		r.AddCookie(&http.Cookie{Name: b.cookie.Name, Value: b.cookie.Value})
	}
	resp, err := http.DefaultClient.Do(r)
	testkit.Must(b.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	testkit.Must(b.t, err)
	for _, c := range resp.Cookies() {
		b.cookie = c
	}
	return resp.StatusCode, string(raw)
}

func newBrowser(t *testing.T, publicURL string) (*browser, *testkit.Server) {
	t.Helper()
	s, db := testkit.Store(t, "none")
	accounts := auth.NewAccounts(s.Directory(), auth.Settings{PublicURL: publicURL})
	_, err := accounts.First(t.Context(), "admin@example.org", goodPassword)
	testkit.Must(t, err)
	options := testkit.Options(t, s, "*")
	options.Accounts = accounts
	server := httptest.NewServer(web.NewHandler(s, options))
	t.Cleanup(server.Close)
	return &browser{t: t, url: server.URL}, &testkit.Server{URL: server.URL, Store: s, DB: db, Accounts: accounts}
}

const (
	signIn  = `mutation { signIn(email: "admin@example.org", password: "` + goodPassword + `") { errors { code } } }`
	signOut = `mutation { signOut { errors { code } } }`
	whoAmI  = `{ viewer { email } }`
	admin   = `{"data":{"viewer":{"email":"admin@example.org"}}}`
	nobody  = `{"data":{"viewer":null}}`
)

// Pages of this program sign in with a cookie that no script can read; requests that other websites can send change nothing.
func TestCookie(t *testing.T) {
	b, _ := newBrowser(t, "http://localhost:8080")
	if b.ask(signIn); b.cookie != nil {
		t.Errorf("without the header there is a cookie: %v", b.cookie)
	}
	b.ask(signIn, "GraphQL-Require-Preflight", "1")
	c := b.cookie
	if c == nil || c.Name != "partnernetz_session" || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Secure || c.Domain != "" || c.MaxAge < 12*3600-10 {
		t.Fatalf("the cookie is %v", c)
	}
	if _, body := b.ask(whoAmI); body != admin {
		t.Errorf("with the cookie: %s", body)
	}
	for _, mutation := range []string{signOut, signIn} {
		if status, body := b.ask(mutation); status != http.StatusForbidden || !strings.Contains(body, `"code":"CSRF"`) {
			t.Errorf("without the header, %s is answered %d %s", mutation, status, body)
		}
	}
	if _, body := b.ask(whoAmI); body != admin {
		t.Errorf("after forged requests: %s", body)
	}
	if status, body := b.ask(whoAmI, "Authorization", "Bearer pns_X"); status != http.StatusUnauthorized || !strings.Contains(body, `"code":"UNAUTHENTICATED"`) {
		t.Errorf("a bearer token does not win over the cookie: %d %s", status, body)
	}
	b.ask(signOut, "GraphQL-Require-Preflight", "1")
	if b.cookie.MaxAge >= 0 || b.cookie.Value != "" {
		t.Errorf("signed out, the cookie is %v", b.cookie)
	}
	b.cookie = c
	if _, body := b.ask(whoAmI); body != nobody || b.cookie.MaxAge >= 0 {
		t.Errorf("with the cookie of a session that has ended: %s, cookie %v", body, b.cookie)
	}
}

// An expired cookie is not an error: it is cleared, and the page goes on as one of the public.
func TestExpiredCookie(t *testing.T) {
	b, server := newBrowser(t, "https://netz.example.org")
	b.ask(signIn, "GraphQL-Require-Preflight", "1")
	if !b.cookie.Secure {
		t.Errorf("people come over TLS, but the cookie is %v", b.cookie)
	}
	id := testkit.Account(t, server.Store, auth.Admin, "").ID
	secret, session := auth.NewSession(id, time.Now().Add(-time.Hour), time.Minute)
	testkit.Must(t, server.Store.Directory().Sessions.Add(t.Context(), session))
	b.cookie = &http.Cookie{Name: "partnernetz_session", Value: secret}
	if status, body := b.ask(whoAmI); status != http.StatusOK || body != nobody || b.cookie.MaxAge >= 0 || !b.cookie.Secure {
		t.Errorf("%d %s, cookie %v", status, body, b.cookie)
	}
}

// Other websites cannot send the header, as they would need a preflight first.
func TestHeaderIsNotForOthers(t *testing.T) {
	b, _ := newBrowser(t, "")
	r, err := http.NewRequest(http.MethodOptions, b.url+"/graphql", nil)
	testkit.Must(t, err)
	for name, value := range map[string]string{"Origin": "https://evil.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,graphql-require-preflight"} {
		r.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(r)
	testkit.Must(t, err)
	resp.Body.Close()
	if resp.Header.Get("Access-Control-Allow-Headers") != "" || resp.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("the preflight is answered %v", resp.Header)
	}
}

// A caller with a secret that is not valid gets a GraphQL answer, of the type that he asks for, that pages of other websites
// can read.
func TestUnknownBearer(t *testing.T) {
	b, server := newBrowser(t, "")
	for accept, media := range map[string]string{"": "application/json; charset=utf-8", "application/graphql-response+json, application/json;q=0.9": "application/graphql-response+json; charset=utf-8"} {
		r, err := http.NewRequest(http.MethodPost, b.url+"/graphql", strings.NewReader(`{"query":"{viewer{id}}"}`))
		testkit.Must(t, err)
		for name, value := range map[string]string{"Authorization": "bearer pnt_X", "Accept": accept, "Content-Type": "application/json", "Origin": "https://a.example"} {
			r.Header.Set(name, value)
		}
		resp, err := http.DefaultClient.Do(r)
		testkit.Must(t, err)
		resp.Body.Close()
		h := resp.Header
		if resp.StatusCode != http.StatusUnauthorized || h.Get("Content-Type") != media || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cache-Control") != "no-store" || h.Get("WWW-Authenticate") == "" {
			t.Errorf("%d %v", resp.StatusCode, h)
		}
	}
	testkit.Must(t, server.DB.Close(context.Background()))
	if status, body := b.ask(whoAmI, "Authorization", "Bearer pnt_X"); status != http.StatusInternalServerError || !strings.Contains(body, `"code":"INTERNAL_ERROR"`) || !strings.Contains(body, `"id":`) || strings.Contains(body, "engine") {
		t.Errorf("without a database: %d %s", status, body)
	}
}

// A preview link shows the draft of its entry to somebody without an account, but no other draft.
func TestPreview(t *testing.T) {
	b, server := newBrowser(t, "")
	editor := editing.New(server.Store, time.Now)
	ctx := auth.With(t.Context(), auth.Caller{Name: "Test", Roles: []auth.Role{auth.Editor}})
	var ids []string
	for _, path := range []string{"/eins", "/zwei"} {
		e, err := editor.Create(ctx, content.Pages, "", func(e content.Entry) {
			e.(*network.Page).Path, e.(*network.Page).Titles = path, content.Text{content.DE: path}
		})
		testkit.Must(t, err)
		ids = append(ids, e.Head().ID)
	}
	good, _, err := editor.Preview(ctx, ids[0], 1)
	testkit.Must(t, err)
	const draft = `query @view(stage: DRAFT) { pages { nodes { path } } }`
	for secret, want := range map[string]string{good: `{"data":{"pages":{"nodes":[{"path":"/eins"}]}}}`, good + "x": `"code":"UNAUTHENTICATED"`, "pnp_bad": `"code":"UNAUTHENTICATED"`} {
		if _, body := b.ask(draft, "Authorization", "Bearer "+secret); !strings.Contains(body, want) {
			t.Errorf("%s is answered %s", secret, body)
		}
	}
}
