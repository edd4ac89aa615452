package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"partnernetz/playground"
)

const operationName = "NetworkOverview"

// numberMark is where a numbered request has its number.
const numberMark = "000000000000"

// question is what is asked, as the body of a POST.
type question struct {
	Query      string          `json:"query"`
	Variables  json.RawMessage `json:"variables"`
	Extensions map[string]any  `json:"extensions,omitempty"`
}

func newQuestion() (question, error) {
	operations, err := playground.Operations()
	if err != nil {
		return question{}, err
	}
	i := slices.IndexFunc(operations, func(o playground.Operation) bool { return o.Name == operationName })
	if i < 0 {
		return question{}, fmt.Errorf("there is no operation %s", operationName)
	}
	return question{Query: operations[i].Query, Variables: operations[i].Variables}, nil
}

func (q question) body() []byte {
	b, err := json.Marshal(q)
	if err != nil {
		panic(err) // strings, and what was JSON before
	}
	return b
}

// plain is the whole request. It is always the same, so the server answers it from its cache.
func (q question) plain() []byte {
	body := q.body()
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"+
		"Accept: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

// numbered is a request with room for a number. With another number each time it is never found in the cache of answers,
// while the operation stays the same and is parsed only once.
func (q question) numbered() []byte {
	q.Extensions = map[string]any{"number": numberMark}
	return q.plain()
}

// ask returns the answer that all others are compared with.
func ask(address string, q question) ([]byte, error) {
	resp, err := http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(q.body()))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %.500s", resp.Status, body)
	}
	return body, err
}

// shown is how much an answer shows.
type shown struct{ partners, agreements, measures int }

type list[T any] struct {
	TotalCount int
	Nodes      []T
}

func (l list[T]) complete() bool { return len(l.Nodes) == l.TotalCount }

// inspect counts what an answer shows and makes sure that it is everything: the first hundred of the partners, with all
// of their agreements and measures.
func inspect(answer []byte, partners int) (n shown, err error) {
	var a struct {
		Errors []any
		Data   struct {
			Partners list[struct {
				MeasureCount int
				Agreements   list[struct{ Measures list[any] }]
			}]
		}
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		return n, err
	}
	if len(a.Errors) > 0 {
		return n, fmt.Errorf("it has errors: %v", a.Errors)
	}
	n.partners = len(a.Data.Partners.Nodes)
	if n.partners != min(partners, 100) {
		return n, fmt.Errorf("%d partners of %d", n.partners, partners)
	}
	for _, p := range a.Data.Partners.Nodes {
		n.agreements += len(p.Agreements.Nodes)
		missing, complete := p.MeasureCount, p.Agreements.complete()
		for _, agreement := range p.Agreements.Nodes {
			n.measures += len(agreement.Measures.Nodes)
			missing -= len(agreement.Measures.Nodes)
			complete = complete && agreement.Measures.complete()
		}
		if missing != 0 || !complete {
			return n, errors.New("a partner's agreements or measures are missing")
		}
	}
	if n.agreements == 0 || n.measures == 0 {
		return n, errors.New("there are no agreements or no measures")
	}
	return n, nil
}
