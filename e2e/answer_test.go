package e2e_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"partnernetz/testkit"
)

// mostMemory is what the server may have at any moment, in MB.
const mostMemory = 512

// names are so many other names for a field, each of so many bytes.
func names(n, length int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%02d%s:%s ", i, strings.Repeat("_", length-3), field)
	}
	return b.String()
}

// largeAnswers are requests of a few kilobytes that ask for answers of hundreds of megabytes.
func largeAnswers() []attack {
	around := func(inner string) string {
		const link = "partner{measures(first:40){nodes{"
		return "{measures(first:100){nodes{" + strings.Repeat(link, 2) + inner + strings.Repeat("}}}", 2) + "}}}"
	}
	introspect := func(inner string) string { return "{__schema{types{fields{type{fields{" + inner + "}}}}}}" }
	return []attack{
		{"long names", around(names(95, 600, "__typename")), ""},
		{"one endless name", around(names(1, 60_000, "__typename")), ""},
		{"long texts under many names", around(names(90, 10, "description{html}")), ""},
		{"deep lists", "{measures(first:100){nodes{" + nested(4, "partner{measures(first:9){nodes{", "id title slug description{html}", "}}}") + "}}}", ""},
		{"introspection", introspect(names(95, 600, "__typename")), ""},
		{"introspection of texts", introspect(names(90, 300, "description")), ""},
		{"by a variable", "query($n:Int){measures(first:$n){nodes{partner{measures(first:$n){nodes{" + names(90, 600, "id") + "}}}}}}", `{"n":100}`},
		{"by fragments", "{measures(first:100){nodes{...A}}}fragment A on Measure{partner{measures(first:40){nodes{...B}}}}fragment B on Measure{" +
			"partner{measures(first:40){nodes{" + names(90, 600, "title") + "}}}}", ""},
		{"one field that fails", "{partner(slug:\"\\u0000\"){id} nodes(ids:[\"x\"]){id} measures(first:100){nodes{partner{measures(first:40){nodes{" + names(90, 600, "id") + "}}}}}}", ""},
		{"a change", "mutation{updatePartner(id:\"x\",expectedRevision:1,input:{}){errors{code} partner{measures(first:100){nodes{partner{measures(first:100){nodes{" + names(90, 600, "id") + "}}}}}}}}", ""},
	}
}

// withinTheCount are requests that may be honest as far as anybody can count before anything is read, and whose answers are too large all the same.
func withinTheCount(partner string) []attack {
	wide := "measures(first:100){nodes{partner{measures(first:9){nodes{" + names(90, 300, "__typename") + "}}}}}"
	deep := nested(4, "measures(first:5){nodes{partner{", names(90, 400, "__typename"), "}}}")
	return []attack{
		{"names", "{" + wide + "}", ""},
		{"names beside a field that fails", "{nodes(ids:[\"x\"]){id} " + wide + "}", ""},
		{"texts", "{measures(first:100){nodes{partner{measures(first:9){nodes{" + names(45, 10, "description{html text markdown}") + "}}}}}}", ""},
		{"introspection", "{__schema{types{fields{" + names(95, 120, "description") + "}}}}", ""},
		{"a change", `mutation($id:ID!){updatePartner(id:$id,expectedRevision:1,input:{}){errors{code} partner{` + deep + "}}}", `{"id":"` + partner + `"}`},
	}
}

// TestLargeAnswers asks again and again for answers that would fill the memory. What is sure to be too large is refused before
// anything is read.
func TestLargeAnswers(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	p.withstands(t, p.admin(t), largeAnswers())
}

// TestAnswersThatTurnOutLarge does the same with what only turns out to be too large while it is written.
func TestAnswersThatTurnOutLarge(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	admin := p.admin(t)
	found := must(admin.send(`query Q @view(stage: DRAFT) { partner(slug: "kreis-soest") { id } }`, nil))
	k := known{}
	k.alike(t, `{"partner":{"id":"$id"}}`, found.Data)
	p.withstands(t, admin, withinTheCount(fmt.Sprint(k["$id"])))
}

// withstands sends attacks as one of the public, as an admin, and hanging up. Each is refused, others are served meanwhile, and
// the memory comes back.
func (p *process) withstands(t *testing.T, admin *client, attacks []attack) {
	t.Helper()
	p.partners(t)
	p.killAbove(t, mostMemory)
	before := p.memory(t)
	for round := range testkit.Long(2, 50) {
		for _, a := range attacks {
			for _, who := range []string{"", "Bearer " + admin.token} {
				r := p.ask("POST", "/graphql", map[string]string{"Content-Type": "application/json", "Authorization": who}, request(a))
				if !r.refused() || len(r.body) > 10_000 {
					t.Fatalf("round %d: %s is answered: %v", round, a.name, r)
				}
				if r.took > 2*time.Second && r.took > 50*work(t) { // the machine may be busy
					t.Errorf("round %d: %s is refused late: %v", round, a.name, r)
				}
			}
			p.hangUp(t, a)
			if n := p.partners(t); n != 39 {
				t.Fatalf("round %d: after %s there are %d partners", round, a.name, n)
			}
		}
	}
	for end := time.Now().Add(10 * time.Second); p.memory(t) > before+128 && time.Now().Before(end); {
		time.Sleep(100 * time.Millisecond)
	}
	if now := p.memory(t); now > before+128 {
		t.Errorf("memory grew from %d to %d MB, and does not come back", before, now)
	}
}

func request(a attack) io.Reader {
	return strings.NewReader(fmt.Sprintf(`{"query":%s,"variables":%s}`, must(json.Marshal(a.query)), cmp.Or(a.variables, "{}")))
}

// hangUp sends a request and is gone before the answer comes.
func (p *process) hangUp(t *testing.T, a attack) {
	t.Helper()
	body, conn := string(must(io.ReadAll(request(a)))), p.dial(t)
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	conn.Close()
}

// killAbove watches the memory of the process until the end of the test, and kills it, which fails the test, above so many MB.
func (p *process) killAbove(t *testing.T, mb int) {
	t.Helper()
	most, stop, stopped := 0, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-p.ended:
				return
			case <-time.After(5 * time.Millisecond):
			}
			if most = max(most, p.memory(t)); most > mb {
				_ = p.cmd.Process.Signal(syscall.SIGKILL)
				return
			}
		}
	}()
	t.Cleanup(func() {
		close(stop)
		<-stopped
		t.Logf("at most %d MB were taken", most)
		if most > mb {
			t.Errorf("the server took %d MB and was killed, as it may take %d", most, mb)
		}
	})
}
