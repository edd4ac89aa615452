package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// small makes the collector of the program keep its memory small, so that what is not let go shows.
var small = []string{"GOGC=50", "GOMEMLIMIT=200MiB"}

// nested opens and closes something so many times.
func nested(n int, open, inner, end string) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(end, n)
}

// values is a JSON list of text.
func values(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"par_%026d"`, i)
	}
	return "[" + b.String()[1:] + "]"
}

// attack is one request that would cost far more than it may.
type attack struct{ name, query, variables string }

func attacks() []attack {
	fragments := "fragment f26 on Query{__typename}"
	for i := range 26 {
		fragments += fmt.Sprintf("fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	const one = "query($f:PartnerFilter){partners(filter:$f){totalCount}}"
	return []attack{
		{"brackets", strings.Repeat("[", 1_000_000), ""},
		{"brackets within the limit", strings.Repeat("[", 60_000), ""},
		{"brackets in a value", "{partner(slug:" + strings.Repeat("[", 4_900), ""},
		{"nested fragments", "{...f0}" + fragments, ""},
		{"fragments in a circle", "{...f} fragment f on Query{...g} fragment g on Query{...f}", ""},
		{"10,000 aliases", "{" + aliases(10_000, "__typename") + "}", ""},
		{"200 aliases", "{" + aliases(200, "__typename") + "}", ""},
		{"10,000 times __typename", "{" + strings.Repeat("__typename ", 10_000) + "}", ""},
		{"1,900 times __typename", "{" + strings.Repeat("__typename ", 1_900) + "}", ""},
		{"100,000 directives", "{__typename" + strings.Repeat("@x", 100_000) + "}", ""},
		{"2,000 directives", "{__typename" + strings.Repeat("@x", 2_000) + "}", ""},
		{"1,000 operations", strings.Repeat("query{__typename}", 1_000), ""},
		{"2,000 variables", "query(" + strings.Repeat("$a:Int ", 1_600) + "){__typename}", ""},
		{"the circle of the schema", nested(12, "{partners{nodes{agreements{nodes{partner", "{id}", "}}}}}"), ""},
		{"the widest lists", "{partners(first:100){nodes{measures(first:100){nodes{agreement{measures(first:100){nodes{id}}}}}}}}", ""},
		{"100 lists of lists", "{" + aliases(100, "partners(first:100){nodes{measures(first:100){nodes{id}}}}") + "}", ""},
		{"introspection in circles", "{__schema" + nested(6, "{types{fields{type", "{name}", "}}}") + "}", ""},
		{"filter nested in the text", "{partners(filter:" + nested(1_200, "{not:", "{}", "}") + "){totalCount}}", ""},
		{"filter nested 9,000 deep", one, `{"f":` + nested(9_000, `{"not":`, "{}", "}") + "}"},
		{"filter nested 20,000 deep", one, `{"f":` + nested(20_000, `{"not":`, "{}", "}") + "}"},
		{"and of 10,000", one, `{"f":{"and":[` + strings.Repeat(`{"slug":{"eq":"a"}},`, 9_999) + `{}]}}`},
		{"and of 250,000 empty ones", one, `{"f":{"and":[` + strings.Repeat(`{},`, 250_000) + `{}]}}`},
		{"30,000 ids in", one, `{"f":{"id":{"in":` + values(30_000) + `}}}`},
		{"100 times 250,000 empty ones", "query($f:PartnerFilter){" + aliases(100, "partners(filter:$f){totalCount}") + "}", `{"f":{"and":[` + strings.Repeat(`{},`, 250_000) + `{}]}}`},
		{"100 times 30,000 ids in", "query($f:MeasureFilter){" + aliases(100, "measures(filter:$f){totalCount}") + "}", `{"f":{"id":{"in":` + values(30_000) + `}}}`},
		{"30,000 ids for each partner", "query($f:MeasureFilter){partners(first:39){nodes{" + aliases(50, "measures(filter:$f){totalCount}") + "}}}", `{"f":{"id":{"in":` + values(30_000) + `}}}`},
		{"100 times 198 searches", "query($f:MeasureFilter){" + aliases(100, "measures(filter:$f){totalCount}") + "}", `{"f":{"or":[` + strings.Repeat(`{"title":{"contains":"zz"}},`, 197) + `{}]}}`},
		{"100 times 60 links away", "query($f:PartnerFilter){" + aliases(100, "partners(filter:$f){totalCount}") + "}", `{"f":` + nested(60, `{"measures":{"some":{"partner":`, "{}", "}}}") + "}"},
		{"100 times 90 ors for each measure", "query($f:MeasureFilter){partners(first:39){nodes{" + aliases(99, "measures(filter:$f){totalCount}") + "}}}", `{"f":{"or":[` + strings.Repeat(`{"title":{"contains":"zz"}},`, 90) + `{}]}}`},
		{"1,500 levels of an order", "query($o:[MeasureOrder!]){" + aliases(100, "measures(orderBy:$o){nodes{id}}") + "}", `{"o":[` + strings.Repeat(`{"field":"TITLE"},`, 1_500) + `{"field":"AREA"}]}`},
		{"100,000 ids of nodes", "query($i:[ID!]!){nodes(ids:$i){id}}", `{"i":` + values(30_000) + `}`},
	}
}

// TestAbuse sends what must not be carried out. It is refused at once, and nobody else notices.
func TestAbuse(t *testing.T) {
	whole, dir := t, data(t)
	p := serve(t, dir, small...)
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			t.Cleanup(func() {
				if t.Failed() { // what was begun goes on, and would disturb the next one
					p.stop(t, syscall.SIGKILL)
					p = serve(whole, dir, small...)
				}
			})
			before := p.memory(t)
			p.undisturbed(t, func(t *testing.T) {
				switch r := p.within(10*time.Second, a); {
				case !r.refused():
					t.Errorf("it is not refused: %v", r)
				case r.took > max(3*time.Second, 100*work(t)): // the machine may be busy
					t.Errorf("it takes long to be refused: %v", r)
				}
			})
			if now := p.memory(t); now > before+300 {
				t.Errorf("memory grew from %d to %d MB", before, now)
			}
		})
	}
}

// within asks for no longer than a time; who waits longer gets an answer that is no refusal.
func (p *process) within(limit time.Duration, a attack) reply {
	got := make(chan reply, 1)
	go func() { got <- p.query(a.query, json.RawMessage(a.variables)) }()
	select {
	case r := <-got:
		return r
	case <-time.After(limit):
		return reply{status: http.StatusOK, body: []byte("no answer yet"), took: limit}
	}
}

// TestMalformed sends what is no request at all.
func TestMalformed(t *testing.T) {
	p := serve(t, data(t), small...)
	const head = "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
	with := func(b string) string { return fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s", head, len(b), b) }
	for name, sent := range map[string]string{
		"null byte":              with("{\"query\":\"{__typename\x00}\"}"),
		"escaped null byte":      with(`{"query":"{__typename\u0000}"}`),
		"invalid UTF-8":          with("{\"query\":\"{__typename} #\xff\xfe\"}"),
		"half a character":       with("{\"query\":\"{__typename}\xc3\"}"),
		"UTF-16":                 with("\xff\xfe{\x00}\x00"),
		"two documents":          with(`{"query":"{__typename}"}{"query":"{__typename}"}`),
		"deep list":              with(strings.Repeat("[", 500_000)),
		"deep object":            with(strings.Repeat(`{"a":`, 100_000)),
		"deep extensions":        with(`{"query":"{__typename}","extensions":` + strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000) + "}"),
		"batch":                  with(`[{"query":"{__typename}"}]`),
		"number as query":        with(`{"query":1}`),
		"gzip":                   head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
		"two lengths":            head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}  ",
		"length and chunked":     head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"unknown coding":         head + "Transfer-Encoding: foo\r\n\r\n",
		"negative length":        head + "Content-Length: -1\r\n\r\n",
		"broken chunks":          head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
		"huge header":            "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 200_000) + "\r\n\r\n",
		"many headers":           "GET /healthz HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X: x\r\n", 20_000) + "\r\n",
		"long path":              "GET /graphql?query=" + strings.Repeat("x", 30_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"no host":                "GET /graphql?query={__typename} HTTP/1.1\r\n\r\n",
		"line break in a header": "GET /graphql?query={__typename} HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n",
		"TLS":                    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
		"nothing of HTTP":        "\x00\x01\x02\r\n\r\n",
		"many Accepts":           "GET /graphql?query={__typename} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + strings.Repeat("a/b;q=x,", 3_000) + "\r\n\r\n",
	} {
		if r := p.raw(t, sent); !r.refused() {
			t.Errorf("%s: %v", name, r)
		} else if len(r.body) > 2_000 || strings.Contains(string(r.body), "panic") {
			t.Errorf("%s says too much: %v", name, r)
		}
	}
	if errors := p.errors.String(); strings.Contains(errors, "panic") || strings.Contains(errors, "level=ERROR") {
		t.Errorf("it complains: %.2000s", errors)
	}
	if n := p.partners(t); n != 39 {
		t.Errorf("there are %d partners, want 39", n)
	}
}
