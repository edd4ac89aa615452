package transport

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// get reads the parameters from the URL. An empty parameter counts as none.
func (c *call) get() (*graphql.RawParams, *refusal) {
	if len(c.r.URL.RequestURI()) > c.h.MaxURL {
		return nil, refuse(http.StatusRequestURITooLong, CodeURLTooLong,
			"The URL has more than %d bytes. Use POST.", c.h.MaxURL)
	}
	values, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return nil, malformed("The query string of the URL is not URL-encoded.")
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		// If a name occurs twice, a cache or a firewall on the way might go by the other value.
		if len(values[name]) > 1 {
			return nil, malformed("%s is in the URL more than once.", name)
		}
		if !utf8.ValidString(values.Get(name)) {
			return nil, malformed("%s is not UTF-8.", name)
		}
	}
	params := &graphql.RawParams{
		Query:         values.Get("query"),
		OperationName: values.Get("operationName"),
	}
	for name, to := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		var fail *refusal
		if *to, fail = decodeValue(name, values.Get(name)); fail != nil {
			return nil, fail
		}
	}
	if params.Query == "" && !isPersisted(params) {
		return nil, malformed("query is missing.")
	}
	return params, nil
}

// decodeValue reads a JSON object. An empty value and null count as none.
func decodeValue(name, value string) (map[string]any, *refusal) {
	if value == "" || strings.Trim(value, " \t\r\n") == "null" {
		return nil, nil
	}
	return object(name, []byte(value))
}
