package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"partnernetz/playground"
)

// overview is the most costly operation of those that the website asks for.
const overview = "NetworkOverview"

// partnerDetail is the website's operation of this name, without what the schema does not have.
//
//go:embed PartnerDetail.graphql
var partnerDetail string

// numberMark is where a numbered request has its number.
const numberMark = "000000000000"

// question is what is asked; everything but the name is the body of a POST.
type question struct {
	name       string
	Query      string          `json:"query"`
	Variables  json.RawMessage `json:"variables"`
	Extensions map[string]any  `json:"extensions,omitempty"`
}

// questions returns the examples of the query page with the given names, and PartnerDetail at the end.
func questions(names ...string) ([]question, error) {
	operations, err := playground.Operations()
	if err != nil {
		return nil, err
	}
	var list []question
	for _, name := range names {
		i := slices.IndexFunc(operations, func(o playground.Operation) bool { return o.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no operation %s", name)
		}
		list = append(list, question{name: name, Query: operations[i].Query, Variables: operations[i].Variables})
	}
	return append(list, question{name: "PartnerDetail", Query: partnerDetail, Variables: json.RawMessage(`{"slug": "stadt-wuppertal"}`)}), nil
}

// first returns the question with the first n instead of the first hundred.
func (q question) first(n int) question {
	first := fmt.Sprint("first: ", n)
	q.Query = strings.Replace(q.Query, "first: 100", first, 1)
	q.name += ", " + first
	return q
}

func (q question) body() []byte {
	b, err := json.Marshal(q)
	if err != nil {
		panic(err) // impossible: strings, and values that were JSON before
	}
	return b
}

// plain returns the whole request. It is always the same, so the server answers it from its cache.
func (q question) plain() []byte {
	body := q.body()
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"+
		"Accept: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

// numbered returns a request with room for a number. With a different number each time, it is never found in the cache of
// answers, while the operation stays the same and is parsed only once.
func (q question) numbered() []byte {
	q.Extensions = map[string]any{"number": numberMark}
	return q.plain()
}

// ask returns the answer that all other answers are compared with.
func (q question) ask(address string) ([]byte, error) {
	resp, err := http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(q.body()))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && (resp.StatusCode != http.StatusOK || !bytes.HasPrefix(body, []byte(`{"data":{`)) || bytes.Contains(body, []byte(`"errors":`))) {
		err = fmt.Errorf("%s: %.500s", resp.Status, body)
	}
	return body, err
}
