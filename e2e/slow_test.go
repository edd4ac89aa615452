package e2e_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// endless is a body of so many bytes that nobody has to hold. It counts what was taken of it.
type endless struct{ left, taken int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), e.left)
	for i := range p[:n] {
		p[i] = ' '
	}
	e.left, e.taken = e.left-n, e.taken+n
	return int(n), nil
}

const gigabyte = 1 << 30

// TestHugeBodies sends a gigabyte, with its length and without. Next to none of it is taken.
func TestHugeBodies(t *testing.T) {
	p := serve(t, data(t), small...)
	for _, framing := range []string{"Content-Length: 1073741824", "Transfer-Encoding: chunked"} {
		t.Run(framing, func(t *testing.T) {
			p.undisturbed(t, func(t *testing.T) {
				conn := p.dial(t)
				_ = conn.SetDeadline(time.Now().Add(patience))
				fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%s\r\n\r\n", framing)
				body, sent := &endless{left: gigabyte}, make(chan struct{})
				go func() {
					defer close(sent)
					w := io.Writer(conn)
					if strings.Contains(framing, "chunked") {
						w = chunks{conn}
					}
					_, _ = io.CopyBuffer(w, body, make([]byte, 64<<10))
				}()
				r := receive(bufio.NewReader(conn))
				if r.err == nil && (r.status != 413 || r.code() != "BODY_TOO_LARGE") { // or the connection was cut
					t.Errorf("it is not refused: %v", r)
				}
				conn.Close()
				<-sent
				if body.taken > 64<<20 {
					t.Errorf("%d MB were taken", body.taken>>20)
				}
			})
		})
	}
	if mb := p.memory(t); mb > 400 {
		t.Errorf("the server has %d MB", mb)
	}
}

type chunks struct{ to io.Writer }

func (c chunks) Write(p []byte) (int, error) {
	if _, err := fmt.Fprintf(c.to, "%x\r\n%s\r\n", len(p), p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// TestSlowClients has 200 clients each that take their time with the header, the body and the answer. All lose their
// connection in the end, and nobody else notices.
func TestSlowClients(t *testing.T) {
	p := serve(t, data(t), small...)
	const clients = 200
	large := "GET /graphql?query=" + "{measures(first:100){nodes{id,title,description{html,text,markdown}}}}" + " HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, kind := range []struct {
		name, begin, drop string
		ends              time.Duration
	}{
		{"headers", "POST /graphql HTTP/1.1\r\nHost: x\r\n", "X: y\r\n", 15 * time.Second},
		{"bodies", "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n", " ", 25 * time.Second},
		{"large bodies", "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n", " ", 25 * time.Second},
		{"answers", strings.Repeat(large, 50), "", 0},
	} {
		t.Run(kind.name, func(t *testing.T) {
			if kind.ends > 0 {
				t.Parallel()
			}
			p.undisturbed(t, func(t *testing.T) {
				var group sync.WaitGroup
				for range clients {
					conn := p.dial(t)
					_, _ = io.WriteString(conn, kind.begin)
					group.Go(func() { dawdle(conn, kind.drop, kind.ends, t) })
				}
				if kind.ends == 0 {
					time.Sleep(5 * time.Second)
				}
				group.Wait()
			})
		})
	}
	if mb := p.memory(t); mb > 500 {
		t.Errorf("the server has %d MB", mb)
	}
}

// dawdle sends a little every now and then until the server has had enough.
func dawdle(conn net.Conn, drop string, ends time.Duration, t *testing.T) {
	if ends == 0 {
		return
	}
	defer conn.Close()
	for end := time.Now().Add(ends); time.Now().Before(end); {
		_, _ = io.WriteString(conn, drop)
		_ = conn.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := io.Copy(io.Discard, conn); !errors.Is(err, os.ErrDeadlineExceeded) {
			return
		}
	}
	t.Errorf("the connection is still open after %s", ends)
}

// TestPipelining sends many requests at once over one connection. Each is answered, in order.
func TestPipelining(t *testing.T) {
	p := serve(t, data(t))
	conn := p.dial(t)
	_ = conn.SetDeadline(time.Now().Add(patience))
	const n = 500
	go func() {
		for i := range n {
			fmt.Fprintf(conn, "GET /graphql?query={a%d:__typename} HTTP/1.1\r\nHost: x\r\n\r\n", i)
		}
	}()
	from := bufio.NewReader(conn)
	for i := range n {
		if r := receive(from); r.status != 200 || !strings.Contains(string(r.body), fmt.Sprintf(`"a%d":`, i)) {
			t.Fatalf("answer %d: %v", i, r)
		}
	}
}
