package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	adminEmail    = "admin@example.org"
	adminPassword = "sieben Zwetschgen im Schnee"
)

// withAdmin is the environment in which the program has somebody who can sign in.
var withAdmin = []string{"ADMIN_EMAIL=" + adminEmail, "ADMIN_PASSWORD=" + adminPassword, "LOG_LEVEL=error"}

// client is a program that asks the server over connections that it keeps, with a token or as one of the public.
type client struct {
	address, token string
	http           *http.Client
}

var public = &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}

func (p *process) as(token string) *client { return &client{p.address, token, public} }

// at is the same client after the server was started anew.
func (c *client) at(p *process) *client { return p.as(c.token) }

// answer is what the server said to an operation.
type answer struct {
	Status int `json:"-"`
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct{ Code string }
	}
}

// code is that of the first error of the whole request; empty if there is none.
func (a *answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// send sends an operation, again if the server is too busy for it. The error is that of a connection that broke, or of an
// answer that is none.
func (c *client) send(query string, variables any) (a *answer, err error) {
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		if a, err = c.sendOnce(query, variables); err != nil || a.code() != "BUSY" || time.Now().After(end) {
			return a, err
		}
	}
}

func (c *client) sendOnce(query string, variables any) (*answer, error) {
	r, err := http.NewRequest(http.MethodPost, "http://"+c.address+"/graphql", bytes.NewReader(body(map[string]any{"query": query, "variables": variables})))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	a := &answer{Status: resp.StatusCode}
	if err := json.Unmarshal(raw, a); err != nil {
		return nil, fmt.Errorf("status %d: %.300s", resp.StatusCode, raw)
	}
	return a, nil
}

// problem is something that whoever sent an input can put right.
type problem struct {
	Code, Message string
	Path          []string
	Conflict      *struct{ Expected, Current int }
}

// ask sends an operation with one field and decodes what that has. It fails if there is an error of the whole request.
func ask[T any](c *client, query string, variables any) (field T, err error) {
	a, err := c.send(query, variables)
	if err != nil {
		return field, err
	}
	if len(a.Errors) > 0 {
		return field, fmt.Errorf("%s: %s", a.code(), a.Errors[0].Message)
	}
	fields := map[string]T{}
	if err := json.Unmarshal(a.Data, &fields); err != nil {
		return field, fmt.Errorf("%s: %w", a.Data, err)
	}
	for _, field = range fields {
	}
	return field, nil
}

// mustAsk is ask where nothing can be in the way.
func mustAsk[T any](t *testing.T, c *client, query string, variables any) T {
	t.Helper()
	field, err := ask[T](c, query, variables)
	if err != nil {
		t.Fatalf("%.200s %v: %v", query, variables, err)
	}
	return field
}

// said is the payload of a mutation that gives somebody a secret.
type said struct {
	Token, Secret string
	Link          *struct{ URL string }
	Errors        []problem
}

// signIn signs somebody in.
func (p *process) signIn(t *testing.T, email, password string) *client {
	t.Helper()
	s := mustAsk[said](t, p.as(""), `mutation($e: String!, $p: String!) { signIn(email: $e, password: $p) { token errors { code } } }`, map[string]any{"e": email, "p": password})
	if s.Token == "" {
		t.Fatalf("%s cannot sign in: %v", email, s.Errors)
	}
	return p.as(s.Token)
}

func (p *process) admin(t *testing.T) *client { return p.signIn(t, adminEmail, adminPassword) }

// invite makes an account as the admin does, whose person then sets a password and signs in.
func (p *process) invite(t *testing.T, admin *client, email, role string, partner *string) *client {
	t.Helper()
	s := mustAsk[said](t, admin, `mutation($i: InviteAccountInput!) { inviteAccount(input: $i) { link { url } errors { code path message } } }`,
		map[string]any{"i": map[string]any{"email": email, "name": email, "roles": []string{role}, "partner": partner}})
	if s.Link == nil {
		t.Fatalf("%s is not invited: %v", email, s.Errors)
	}
	_, secret, _ := strings.Cut(s.Link.URL, "#")
	s = mustAsk[said](t, p.as(""), `mutation($t: String!, $p: String!) { setPassword(token: $t, password: $p) { errors { code message } } }`, map[string]any{"t": secret, "p": adminPassword})
	if len(s.Errors) > 0 {
		t.Fatalf("%s cannot set a password: %v", email, s.Errors)
	}
	return p.signIn(t, email, adminPassword)
}

// apiToken is a client of somebody's with an API token of its own.
func (c *client) apiToken(t *testing.T, name string) *client {
	t.Helper()
	s := mustAsk[said](t, c, `mutation($n: String!) { createToken(input: {name: $n, permissions: [READ_DRAFTS, EDIT, PUBLISH]}) { secret errors { code message } } }`, map[string]any{"n": name})
	if s.Secret == "" {
		t.Fatalf("there is no token for %s: %v", name, s.Errors)
	}
	return &client{c.address, s.Secret, c.http}
}

// codes lists what is wrong, each as CODE path.of.it.
func codes(problems []problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, strings.TrimSpace(p.Code+" "+strings.Join(p.Path, ".")))
	}
	slices.Sort(all)
	return all
}
