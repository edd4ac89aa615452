package transport

import "testing"

func TestNegotiate(t *testing.T) {
	const (
		newer = mediaGraphQL
		older = mediaJSON
		none  = ""
	)
	tests := []struct{ accept, want string }{
		{"", older},
		{" ", older},
		{"*/*", older},
		{"application/*", older},
		{"application/json", older},
		{"application/graphql-response+json", newer},
		{"APPLICATION/GraphQL-Response+JSON; charset=UTF-8", newer},
		{"application/graphql-response+json, application/json;q=0.9", newer},
		{"application/graphql-response+json, application/json", newer},
		{"application/json, application/graphql-response+json", newer},
		{"application/json, application/graphql-response+json;q=0.9", older},
		{"application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", newer},
		{"application/graphql-response+json, */*", newer},
		{"application/json, */*", older},
		{"application/json;q=0.5, */*;q=0.8", newer},
		{"application/graphql-response+json;q=0.5, */*", older},
		{"application/graphql-response+json;q=0, */*", older},
		{"application/json;q=0, */*", newer},
		{"application/json;q=0, application/*;q=0.1, */*;q=0", newer},
		{"text/html, application/xhtml+xml, */*;q=0.8", older},
		{"text/html", none},
		{"text/event-stream", none},
		{"*/*;q=0", none},
		{"application/json;q=0", none},
		{"application/json;q=x", none},
		{"application/json;q=2", none},
		{"application/json;q=NaN", none},
		{"application/json; charset=iso-8859-1", none},
		{"application/json; charset=iso-8859-1, application/graphql-response+json;q=0.1", newer},
		{`text/x;a=", application/json"`, none},
		{`text/x;a="\"", application/json`, older},
		{",;,", none},
	}
	for _, test := range tests {
		got, ok := negotiate([]string{test.accept})
		if got != test.want || ok != (test.want != none) {
			t.Errorf("%q: %q, want %q", test.accept, got, test.want)
		}
	}
	if got, _ := negotiate([]string{"text/html", "application/graphql-response+json"}); got != newer {
		t.Errorf("two headers: %q", got)
	}
}

func TestClip(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""}, {"äöü", "äöü"}, {"äöüß", "äö…"}, {"\xff\xff\xff\xff", "\xff\xff…"},
	} {
		if got := clip(test.text, 3); got != test.want {
			t.Errorf("clip(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
