package web_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/playground"
	"partnernetz/testkit"
)

const (
	askers = 8
	round  = 500 * time.Millisecond
	often  = 100 * time.Millisecond
)

// BenchmarkKeptBeside asks for an answer that is kept as fast as it comes, in turns beside nothing, beside an editor who saves a
// draft every 100 ms, and beside dry runs and refused changes that are repeated as often. It reports the ratio of
// the rates to those beside nothing just before and after, as the median of all turns: the aim is 0.95. The time is that of all
// processors that the process uses, so that other work on the machine makes little difference.
func BenchmarkKeptBeside(b *testing.B) {
	p := testkit.Start(b, "demo")
	operations, err := playground.Operations()
	testkit.Must(b, err)
	var body []byte
	for _, o := range operations {
		if o.Name == "NetworkOverview" {
			body = fmt.Appendf(nil, `{"query":%q,"variables":{}}`, o.Query)
		}
	}
	request := fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	var answered atomic.Int64
	ctx, cancel := context.WithCancel(b.Context())
	var all sync.WaitGroup
	for range askers {
		all.Go(func() { askOn(ctx, b, strings.TrimPrefix(p.URL, "http://"), request, &answered) })
	}
	office, first := p.As(b, auth.Editor, ""), someone(b, p)
	revision := first.Revision
	ask := func(format string, args ...any) string {
		a := office.Query(b, fmt.Sprintf(format, args...), nil)
		if len(a.Errors) > 0 {
			b.Fatalf("%s", a.Raw)
		}
		return string(a.Raw)
	}
	beside := []struct {
		name string
		do   func()
	}{
		{"drafts", func() {
			if got := ask(`mutation { updatePartner(id: %q, expectedRevision: %d, input: {website: "https://www.example.org/%d"}) { errors { code } } }`, first.ID, revision, revision); !strings.Contains(got, `"errors":[]`) {
				b.Fatal(got)
			}
			revision++
		}},
		{"dry-runs", func() {
			ask(`mutation { unpublish(ids: [%q], links: LEAVE, dryRun: true) { errors { code } } }`, first.ID)
		}},
		{"refused", func() {
			ask(`mutation { updatePartner(id: %q, expectedRevision: 1000000, input: {website: null}) { errors { code } } }`, first.ID)
		}},
	}
	processors := time.Duration(runtime.GOMAXPROCS(0))
	rate := func(do func()) float64 {
		before, start := answered.Load(), processor(b)
		used := func() time.Duration { return (processor(b) - start) / processors }
		for next := often; used() < round; {
			if used() >= next && do != nil {
				next += often
				do()
			}
			time.Sleep(often / 100)
		}
		return float64(answered.Load()-before) / used().Seconds()
	}
	rate(nil)
	ratios := map[string][]float64{}
	for b.Loop() {
		for _, x := range beside {
			before, meanwhile, after := rate(nil), rate(x.do), rate(nil)
			ratios[x.name] = append(ratios[x.name], 2*meanwhile/(before+after))
		}
	}
	cancel()
	all.Wait()
	for name, some := range ratios {
		slices.Sort(some)
		b.ReportMetric(some[len(some)/2], name+"/alone")
	}
}

func someone(b *testing.B, p *testkit.Server) *content.Meta {
	b.Helper()
	all, err := p.Store.Partners.All(b.Context(), content.PublicView())
	testkit.Must(b, err)
	return all[0].Head()
}

// askOn asks the same over one connection until the context ends.
func askOn(ctx context.Context, b *testing.B, address string, request []byte, answered *atomic.Int64) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		b.Error(err)
		return
	}
	defer conn.Close()
	in := bufio.NewReaderSize(conn, 64<<10)
	for ctx.Err() == nil {
		_, err := conn.Write(request)
		if err == nil {
			var r *http.Response
			if r, err = http.ReadResponse(in, nil); err == nil {
				_, err = io.Copy(io.Discard, r.Body)
			}
		}
		if err != nil {
			b.Error(err)
			return
		}
		answered.Add(1)
	}
}
