package transport

import (
	"bytes"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
)

// decodeRequest reads the JSON object of a POST; what says what of it that is.
func decodeRequest(what string, body []byte) (*graphql.RawParams, *refusal) {
	body = bytes.TrimLeft(body, " \t\r\n")
	if len(body) == 0 {
		return nil, malformed("%s is empty.", what)
	}
	if body[0] == '[' {
		return nil, malformed("%s is a list. Batches are not supported.", what)
	}
	// A struct would also take keys in other cases, which have to be ignored.
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil || fields == nil {
		return nil, malformed("%s is not a JSON object.", what)
	}
	params := &graphql.RawParams{}
	if isNull(fields["query"]) {
		delete(fields, "query")
	} else if !decodeString(fields["query"], &params.Query) {
		return nil, malformed("query is not a string.")
	}
	if !decodeString(fields["operationName"], &params.OperationName) {
		return nil, malformed("operationName is not a string.")
	}
	if !decodeObject(fields["variables"], &params.Variables) {
		return nil, malformed("variables is not an object.")
	}
	if !decodeObject(fields["extensions"], &params.Extensions) {
		return nil, malformed("extensions is not an object.")
	}
	if _, ok := fields["query"]; !ok && !isPersisted(params) {
		return nil, malformed("query is missing.")
	}
	return params, nil
}

// isPersisted reports whether an extension may still fill in the query.
func isPersisted(params *graphql.RawParams) bool {
	return params.Extensions["persistedQuery"] != nil
}

func isNull(raw json.RawMessage) bool {
	return len(raw) == 0 || string(raw) == "null"
}

// decodeString takes a JSON string, or null for nothing.
func decodeString(raw json.RawMessage, to *string) bool {
	return isNull(raw) || raw[0] == '"' && json.Unmarshal(raw, to) == nil
}

// decodeObject takes a JSON object, or null for nothing. Numbers keep their
// digits: a float64 would round those beyond 2^53.
func decodeObject(raw json.RawMessage, to *map[string]any) bool {
	if isNull(raw) {
		return true
	}
	if raw[0] != '{' {
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return dec.Decode(to) == nil
}
