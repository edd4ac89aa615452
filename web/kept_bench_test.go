package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"syscall"
	"testing"
	"time"

	"partnernetz/playground"
	"partnernetz/testkit"
	"partnernetz/web"
)

// BenchmarkKept asks over connections of its own, which cost next to nothing, for an answer that is kept, and for the same
// bytes from a handler that only writes them: as they are, and in each content coding.
func BenchmarkKept(b *testing.B) {
	s, _ := testkit.Store(b, "demo")
	operations, err := playground.Operations()
	testkit.Must(b, err)
	var body []byte
	for _, o := range operations {
		if o.Name == "NetworkOverview" {
			body = fmt.Appendf(nil, `{"query":%q,"variables":{}}`, o.Query)
		}
	}
	options := testkit.Options(b, s, "*")
	for _, accept := range []string{"identity", "gzip", "zstd"} {
		answered := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header = http.Header{"Content-Type": {"application/json"}, "Accept-Encoding": {accept}}
		web.NewHandler(s, options).ServeHTTP(answered, r)
		want, encoding := answered.Body.Bytes(), answered.Header()["Content-Encoding"]
		bare := func(w http.ResponseWriter, _ *http.Request) {
			if encoding != nil {
				w.Header()["Content-Encoding"] = encoding
			}
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.Header().Set("Content-Length", strconv.Itoa(len(want)))
			_, _ = w.Write(want)
		}
		request := fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAccept: application/json\r\nAccept-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s", accept, len(body), body)
		b.Run(accept+"/kept", func(b *testing.B) { repeat(b, web.NewServer(s, options), request, want) })
		b.Run(accept+"/bare", func(b *testing.B) { repeat(b, &http.Server{Handler: http.HandlerFunc(bare)}, request, want) })
	}
}

// repeat sends a request to a server again and again, and demands the same answer.
func repeat(b *testing.B, config *http.Server, request, want []byte) {
	server := httptest.NewUnstartedServer(nil)
	server.Config = config
	server.Start()
	defer server.Close()
	b.ReportAllocs()
	before := processor(b)
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		testkit.Must(b, err)
		defer conn.Close()
		in, got := bufio.NewReaderSize(conn, 64<<10), make([]byte, len(want))
		for pb.Next() {
			_, err := conn.Write(request)
			testkit.Must(b, err)
			for line := []byte("x"); len(bytes.TrimSpace(line)) > 0; {
				line, err = in.ReadSlice('\n')
				testkit.Must(b, err)
			}
			_, err = io.ReadFull(in, got)
			testkit.Must(b, err)
			if !bytes.Equal(got, want) {
				b.Fatalf("another answer: %.300q", got)
			}
		}
	})
	b.ReportMetric(float64(len(want)), "bytes")
	b.ReportMetric(float64(processor(b)-before)/float64(b.N), "ns-processor/op") // other work on the machine changes this little
}

func processor(b *testing.B) time.Duration {
	var used syscall.Rusage
	testkit.Must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
