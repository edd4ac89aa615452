package e2e_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// reply is what the server said to a request; an error stands for a connection that it dropped.
type reply struct {
	err    error
	status int
	header http.Header
	body   []byte
	took   time.Duration
}

// code is that of the first error.
func (r reply) code() string {
	var answer struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if json.Unmarshal(r.body, &answer) != nil || len(answer.Errors) == 0 {
		return ""
	}
	return answer.Errors[0].Extensions.Code
}

// refused reports whether the request came to nothing: dropped, a 4xx, or errors with a code and no data.
func (r reply) refused() bool {
	return r.err != nil || r.status >= 400 && r.status < 500 || r.status == http.StatusServiceUnavailable || r.status == http.StatusNotImplemented || r.status == 200 && r.code() != ""
}

func (r reply) String() string {
	if r.err != nil {
		return r.err.Error()
	}
	return fmt.Sprintf("status %d after %s: %.300s", r.status, r.took.Round(time.Millisecond), r.body)
}

// ask sends one request over a connection of its own.
func (p *process) ask(method, path string, header map[string]string, body io.Reader) reply {
	client := &http.Client{
		Timeout:       patience,
		Transport:     &http.Transport{DisableKeepAlives: true, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	req, err := http.NewRequest(method, "http://"+p.address+path, body)
	if err != nil {
		panic(err)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	start := time.Now()
	resp, err := client.Do(req)
	if err != nil {
		return reply{err: err, took: time.Since(start)}
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil {
		_, err = io.Copy(io.Discard, resp.Body) // more than that nobody looks at
	}
	return reply{err, resp.StatusCode, resp.Header, raw, time.Since(start)}
}

// query sends an operation.
func (p *process) query(query string, variables json.RawMessage) reply {
	// By hand, since variables may be what Marshal would not accept.
	return p.post(slices.Concat([]byte(`{"query":`), must(json.Marshal(query)), []byte(`,"variables":`+cmp.Or(string(variables), "null")+"}")))
}

func body(request map[string]any) []byte { return must(json.Marshal(request)) }

func (p *process) post(body []byte) reply {
	return p.ask("POST", "/graphql", map[string]string{"Content-Type": "application/json"}, bytes.NewReader(body))
}

// raw sends bytes as they are and returns the first answer.
func (p *process) raw(t *testing.T, sent string) reply {
	t.Helper()
	conn := p.dial(t)
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(conn, sent); err != nil {
		return reply{err: err}
	}
	return receive(bufio.NewReader(conn))
}

func (p *process) dial(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func receive(from *bufio.Reader) reply {
	resp, err := http.ReadResponse(from, nil)
	if err != nil {
		return reply{err: err}
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return reply{err: err, status: resp.StatusCode, header: resp.Header, body: raw}
}

// partners returns how many partners the server has.
func (p *process) partners(t *testing.T) int {
	t.Helper()
	var answer struct {
		Data *struct{ Partners struct{ TotalCount int } }
	}
	r := p.query("{partners(first:1){totalCount}}", nil)
	if err := json.Unmarshal(r.body, &answer); err != nil || answer.Data == nil {
		t.Fatalf("asked for partners: %v", r)
	}
	return answer.Data.Partners.TotalCount
}

const control = "{partners(first:3){nodes{name}}}" // what other visitors want to see meanwhile

// undisturbed runs an attack while another visitor keeps asking, who is not to wait for long, however slow the machine is: most
// answers take no longer than what else is the work of a second. If that fails, the attack is run once more, for
// the machine may have been busy with something else.
func (p *process) undisturbed(t *testing.T, attack func(t *testing.T)) {
	t.Helper()
	var seen watched
	for range 2 {
		seen = p.watch(t, func() { attack(t) })
		if seen.refused == nil && median(seen.waited) <= max(time.Second, 20*median(seen.work)) || t.Failed() {
			return
		}
	}
	if seen.refused != nil {
		t.Errorf("meanwhile another visitor got %v", seen.refused)
		return
	}
	t.Errorf("meanwhile another visitor waited %s for most answers, %s at most, and a quiet server worked %s",
		median(seen.waited), slices.Max(seen.waited), median(seen.work))
}

// watched is what became of another visitor.
type watched struct {
	waited, work []time.Duration // for answers, and what the quiet server took for its work at the same time
	refused      *reply          // that there was, if any
}

// watch visits while fn runs.
func (p *process) watch(t *testing.T, fn func()) (seen watched) {
	t.Helper()
	ask := func() reply {
		r := p.query(control, nil)
		if r.status != 200 || r.code() != "" {
			seen.refused = &r
		}
		return r
	}
	ask()
	seen.work = append(seen.work, work(t))
	stop := make(chan struct{})
	var visitor sync.WaitGroup
	visitor.Go(func() {
		for seen.refused == nil {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
			seen.waited = append(seen.waited, ask().took)
			seen.work = append(seen.work, work(t))
		}
	})
	fn()
	close(stop)
	visitor.Wait()
	return seen
}

// together runs fn so many times at once and returns all answers.
func together(n int, fn func(i int) reply) []reply {
	replies := make([]reply, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { replies[i] = fn(i) })
	}
	group.Wait()
	return replies
}

// aliases repeats a field under other names.
func aliases(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d:%s ", i, field)
	}
	return b.String()
}
