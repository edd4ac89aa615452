package transport_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/transport"
)

// impatient is a server that gives a request much less time than an upload takes.
func impatient(t *testing.T, h transport.HTTP) string {
	t.Helper()
	return answering(t, h, 300*time.Millisecond)
}

func answering(t *testing.T, h transport.HTTP, within time.Duration) string {
	t.Helper()
	server := httptest.NewUnstartedServer(serve(h))
	server.Config.ReadTimeout = within
	server.Config.WriteTimeout = within
	server.Start()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// line sends the head of an upload of so many bytes, and lets the caller send the rest.
func line(t *testing.T, address string, length int) (net.Conn, func() (*http.Response, string)) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_, _ = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n", length)
	return conn, func() (*http.Response, string) {
		t.Helper()
		_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal("no answer: ", err)
		}
		body, _ := io.ReadAll(resp.Body)
		return resp, string(body)
	}
}

// An upload that comes slowly but steadily arrives, and there is time left to answer it.
func TestSlowUpload(t *testing.T) {
	address := impatient(t, transport.HTTP{MayUpload: anybody, UploadTime: 10 * time.Second})
	whole := formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", strings.Repeat("a", 100)))
	conn, answered := line(t, address, len(whole))
	for len(whole) > 0 {
		n := min(len(whole), 25)
		_, _ = io.WriteString(conn, whole[:n])
		whole = whole[n:]
		time.Sleep(80 * time.Millisecond)
	}
	if resp, body := answered(); resp.StatusCode != http.StatusOK || !strings.Contains(body, described("a.txt", strings.Repeat("a", 100))) {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	// The connection can still be used.
	_, _ = io.WriteString(conn, "GET /graphql?query={__typename} HTTP/1.1\r\nHost: x\r\n\r\n")
	if resp, body := answered(); resp.StatusCode != http.StatusOK {
		t.Errorf("then %d %s", resp.StatusCode, body)
	}
}

// The time for an upload is over when it has arrived, and does not end the operation.
func TestOperationAfterUpload(t *testing.T) {
	address := answering(t, transport.HTTP{MayUpload: anybody, UploadTime: 1500 * time.Millisecond}, time.Minute)
	whole := formed(operations("mutation { wait }", oneNull), field("map", mapOne), file("0", "a.txt", "Hallo"))
	conn, answered := line(t, address, len(whole))
	_, _ = io.WriteString(conn, whole)
	if resp, body := answered(); resp.StatusCode != http.StatusOK || body != `{"data":{"wait":null}}` {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// A client that stops sending gets an error, however much came before, and so does one that sends next to nothing.
func TestStalledUpload(t *testing.T) {
	waiting := waitingFiles(t)
	const patience = 700 * time.Millisecond
	for name, rate := range map[string]int64{"stands still": 1, "drips": 1 << 20} {
		address := impatient(t, transport.HTTP{MayUpload: anybody, UploadTime: patience, UploadRate: rate})
		begun := operations(one, oneNull) + field("map", mapOne) + strings.TrimSuffix(file("0", "a.txt", "Hallo"), "\r\n")
		conn, answered := line(t, address, 1<<20)
		start := time.Now()
		_, _ = io.WriteString(conn, begun)
		done := make(chan struct{})
		if name == "drips" {
			go func() {
				for range 200 {
					select {
					case <-done:
						return
					case <-time.After(100 * time.Millisecond):
						_, _ = io.WriteString(conn, "a")
					}
				}
			}()
		}
		resp, body := answered()
		close(done)
		if resp.StatusCode != http.StatusRequestTimeout || !strings.Contains(body, transport.CodeRequestTimeout) || !resp.Close {
			t.Errorf("%s: %d %s, closed %v", name, resp.StatusCode, body, resp.Close)
		}
		if took := time.Since(start); took < patience || took > 15*time.Second {
			t.Errorf("%s: cut off after %s", name, took)
		}
	}
	if n := waiting(); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

// A caller who may not send files is told so before the files have come, and the connection ends.
func TestStrangersUpload(t *testing.T) {
	address := impatient(t, transport.HTTP{MayUpload: func(context.Context) *gqlerror.Error { return &gqlerror.Error{Message: "no"} }})
	conn, answered := line(t, address, 100<<20)
	if resp, body := answered(); resp.StatusCode != http.StatusForbidden || !resp.Close {
		t.Errorf("%d %s, closed %v", resp.StatusCode, body, resp.Close)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("then %v", err)
	}
}

// However a request ends, it leaves no file behind.
func TestUploadEnds(t *testing.T) {
	waiting := waitingFiles(t)
	during := 0
	h := transport.HTTP{MayUpload: anybody, Done: func(context.Context, http.Header, transport.Answer) { during = waiting() }}
	whole := formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo"))
	if a := ask(t, serve(h), send(strings.NewReader(whole))); a.StatusCode != http.StatusOK || during != 1 || waiting() != 0 {
		t.Errorf("%d %s: %d files while it is answered, then %d", a.StatusCode, a.body, during, waiting())
	}
	panics := strings.Replace(whole, "upload(file: $f)", "upload(file: $f) boom", 1)
	if a := ask(t, serve(h), send(strings.NewReader(panics))); a.StatusCode != http.StatusInternalServerError || waiting() != 0 {
		t.Errorf("%d %s: %d files are left of a panic", a.StatusCode, a.body, waiting())
	}
	conn, _ := line(t, impatient(t, h), 1<<20)
	_, _ = io.WriteString(conn, strings.TrimSuffix(whole, "\r\n--x--\r\n"))
	for start := time.Now(); waiting() == 0; time.Sleep(time.Millisecond) {
		if time.Since(start) > 10*time.Second {
			t.Fatal("the file never came")
		}
	}
	_ = conn.Close()
	for start := time.Now(); waiting() != 0; time.Sleep(time.Millisecond) {
		if time.Since(start) > 10*time.Second {
			t.Fatal("the file of a caller who hung up is left")
		}
	}
}

// witness sees the errors of an answer with their causes.
type witness struct{ errs gqlerror.List }

func (*witness) ExtensionName() string { return "witness" }

func (*witness) Validate(graphql.ExecutableSchema) error { return nil }

func (w *witness) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	resp := next(ctx)
	w.errs = resp.Errors
	return resp
}

// A disk that takes no files is a fault of the server, which the error presenter is told of.
func TestNoPlaceForFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/gone")
	whole := formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo"))
	w := &witness{}
	a := ask(t, serve(transport.HTTP{MayUpload: anybody}, w), send(strings.NewReader(whole)))
	if a.StatusCode != http.StatusInternalServerError || len(a.errs) != 1 || strings.Contains(string(a.body), "gone") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if len(w.errs) != 1 || !errors.Is(w.errs[0], fs.ErrNotExist) {
		t.Errorf("presented: %v", w.errs)
	}
}
