package transport

import (
	"bytes"

	"github.com/99designs/gqlgen/graphql"
)

// decodeRequest reads the JSON object of a POST; what names the part of the request in errors.
func decodeRequest(what string, body []byte) (*graphql.RawParams, *refusal) {
	body = bytes.TrimLeft(body, " \t\r\n")
	if len(body) == 0 {
		return nil, malformed("%s is empty.", what)
	}
	if body[0] == '[' {
		return nil, malformed("%s is a list. Batches are not supported.", what)
	}
	fields, fail := object(what, body) // a struct would also accept keys in other upper or lower case, which have to be ignored
	if fail != nil {
		return nil, fail
	}
	params := &graphql.RawParams{}
	if !take(fields, "query", &params.Query) {
		return nil, malformed("query is not a string.")
	}
	if !take(fields, "operationName", &params.OperationName) {
		return nil, malformed("operationName is not a string.")
	}
	if !take(fields, "variables", &params.Variables) {
		return nil, malformed("variables is not an object.")
	}
	if !take(fields, "extensions", &params.Extensions) {
		return nil, malformed("extensions is not an object.")
	}
	if fields["query"] == nil && !isPersisted(params) {
		return nil, malformed("query is missing.")
	}
	return params, nil
}

// isPersisted reports whether an extension may still fill in the query.
func isPersisted(params *graphql.RawParams) bool {
	return params.Extensions["persistedQuery"] != nil
}

// take reads the value of a field. Null counts as a missing field.
func take[T any](fields map[string]any, name string, to *T) (ok bool) {
	value := fields[name]
	if value == nil {
		return true
	}
	*to, ok = value.(T)
	return ok
}
