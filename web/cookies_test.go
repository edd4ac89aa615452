package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// Only callers who may be more than the public do not get answers that are kept for the public. Cookies of other programs,
// and headers for a proxy in front, make no difference to an answer.
func TestCookiesOfOthers(t *testing.T) {
	s := testkit.Start(t, "none")
	session := "partnernetz_session=" + testkit.Session(t, s.Store, testkit.Account(t, s.Store, auth.Editor, "").ID)
	expired, over := auth.NewSession(testkit.Account(t, s.Store, auth.Admin, "").ID, time.Now().Add(-time.Hour), time.Minute)
	testkit.Must(t, s.Store.Directory().Sessions.Add(t.Context(), over))
	const kept, proxied, private, unknown = "public, no-cache", "private, no-cache", "private, no-store", "no-store"
	for _, c := range []struct {
		name, header string
		values       []string
		want         string // of Cache-Control
		viewer       bool
	}{
		{"nothing", "Cookie", nil, kept, false},
		{"a cookie of others", "Cookie", []string{"_ga=1"}, kept, false},
		{"several", "Cookie", []string{"_ga=1; a=b; theme=dark", "c=d"}, kept, false},
		{"some whose names are like ours", "Cookie", []string{"partnernetz_session2=x; a=partnernetz_session; xpartnernetz_session=y; Partnernetz_Session=z"}, kept, false},
		{"ours inside of another", "Cookie", []string{"a=partnernetz_session=x"}, kept, false},
		{"what is none", "Cookie", []string{";;=; =x; \"; \t"}, kept, false},
		{"nothing in it", "Cookie", []string{""}, kept, false},
		{"a session", "Cookie", []string{session}, private, true},
		{"a session among others", "Cookie", []string{"_ga=1", "a=b; " + session + "; c=d"}, private, true},
		{"one that has ended", "Cookie", []string{"partnernetz_session=" + expired}, private, false},
		{"one that never was", "Cookie", []string{"_ga=1; partnernetz_session=x"}, private, false},
		{"one that was cleared", "Cookie", []string{"partnernetz_session="}, private, false},
		{"one without a value", "Cookie", []string{"partnernetz_session"}, private, false},
		{"for a proxy", "Authorization", []string{"Basic eA=="}, proxied, false},
		{"for a proxy, with another word", "Authorization", []string{"Negotiate YII="}, proxied, false},
		{"nothing for a proxy", "Authorization", []string{""}, proxied, false},
		{"a bearer token that is none", "Authorization", []string{"bearer x"}, unknown, false},
		{"a token without a scheme", "Authorization", []string{strings.TrimPrefix(session, "partnernetz_session=")}, unknown, false},
		{"a scheme without anything", "Authorization", []string{"Negotiate"}, unknown, false},
		{"a bearer without a token", "Authorization", []string{"Bearer"}, unknown, false},
	} {
		for round := range 2 {
			before := s.DB.Commands()
			r, err := http.NewRequest(http.MethodGet, s.URL+"/graphql?query="+url.QueryEscape(`{ viewer { email } partners { totalCount } }`), nil)
			testkit.Must(t, err)
			r.Header[c.header] = c.values
			resp, err := http.DefaultClient.Do(r)
			testkit.Must(t, err)
			body, err := io.ReadAll(resp.Body)
			testkit.Must(t, err)
			resp.Body.Close()
			if (resp.StatusCode == http.StatusUnauthorized) != (c.want == unknown) || c.want == unknown && !strings.Contains(string(body), `"code":"UNAUTHENTICATED"`) {
				t.Errorf("%s: %d %s", c.name, resp.StatusCode, body)
			}
			h, isKept := resp.Header, c.want == kept || c.want == proxied
			if h.Get("Cache-Control") != c.want || (h.Get("ETag") != "") != isKept || strings.Contains(string(body), "@example.org") != c.viewer {
				t.Errorf("%s: %d %v %s", c.name, resp.StatusCode, h, body)
			}
			if isKept && round == 1 && s.DB.Commands() != before {
				t.Errorf("%s: what was kept is worked out anew", c.name)
			}
			if vary := strings.Join(h.Values("Vary"), ","); isKept && vary != "Origin,Accept,Accept-Encoding" {
				t.Errorf("%s: it varies by %s", c.name, vary)
			}
		}
	}
}
