package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// What everybody may read is compressed for whoever takes that, kept or fresh; what is for one caller is not.
func TestCompressedAnswers(t *testing.T) {
	server := testkit.Start(t, "demo")
	editor := testkit.Session(t, server.Store, testkit.Account(t, server.Store, auth.Editor, "").ID)
	ask := func(method, address, token, accept string) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequest(method, server.URL+address, nil)
		testkit.Must(t, err)
		r.Header.Set("Accept-Encoding", accept)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		resp, err := http.DefaultTransport.RoundTrip(r)
		testkit.Must(t, err)
		defer resp.Body.Close()
		var body io.Reader = resp.Body
		if resp.Header.Get("Content-Encoding") == "gzip" && method != http.MethodHead {
			body, err = gzip.NewReader(resp.Body)
			testkit.Must(t, err)
		}
		text, err := io.ReadAll(body)
		testkit.Must(t, err)
		return resp, string(text)
	}
	partners := "/graphql?query=" + url.QueryEscape("{ partners(first: 100) { nodes { name description { html } } } }")
	_, plain := ask(http.MethodGet, partners, "", "identity")
	for range 2 {
		for _, address := range []string{partners, "/", "/statistics.csv", "/measure-progress.csv", "/schema.graphql", "/calendar.ics", "/playground/operations.json"} {
			resp, body := ask(http.MethodGet, address, "", "gzip")
			head, none := ask(http.MethodHead, address, "", "gzip")
			if resp.Header.Get("Content-Encoding") != "gzip" || resp.ContentLength <= 0 || !strings.Contains(strings.Join(resp.Header.Values("Vary"), ","), "Accept-Encoding") || address == partners && body != plain {
				t.Errorf("%s: %d %v %.200s", address, resp.StatusCode, resp.Header, body)
			}
			if none != "" || head.StatusCode != http.StatusOK || head.Header.Get("ETag") != resp.Header.Get("ETag") || head.ContentLength != resp.ContentLength {
				t.Errorf("HEAD %s: %d %v, and GET %v", address, head.StatusCode, head.Header, resp.Header)
			}
		}
	}
	for address, token := range map[string]string{partners: editor, "/statistics.csv": editor, "/graphql?query={x}": ""} {
		if resp, _ := ask(http.MethodGet, address, token, "gzip, zstd"); resp.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s is compressed for one caller: %v", address, resp.Header)
		}
	}
}

// Browsers may send what well-known clients send along.
func TestHeadersOfClients(t *testing.T) {
	server := testkit.Start(t, "none")
	r := httptest.NewRequest(http.MethodOptions, server.URL+"/graphql", nil)
	r.RequestURI = ""
	r.Header.Set("Origin", "https://www.example.org")
	r.Header.Set("Access-Control-Request-Method", "POST")
	r.Header.Set("Access-Control-Request-Headers", "apollo-require-preflight,apollographql-client-name,apollographql-client-version,baggage,content-type,sentry-trace,traceparent,tracestate,x-apollo-operation-name")
	resp, err := http.DefaultClient.Do(r)
	testkit.Must(t, err)
	resp.Body.Close()
	if resp.Header.Get("Access-Control-Allow-Origin") == "" || resp.Header.Get("Access-Control-Allow-Headers") == "" {
		t.Errorf("refused: %v", resp.Header)
	}
}
