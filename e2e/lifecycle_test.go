package e2e_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestServeWithoutArguments starts the program as somebody does who knows nothing of it.
func TestServeWithoutArguments(t *testing.T) {
	p := serve(t, t.TempDir())
	_, port, _ := net.SplitHostPort(p.address)
	for _, shown := range []string{"http://localhost:" + port + "/\n", "http://localhost:" + port + "/graphql\n"} {
		if !strings.Contains(p.out.String(), shown) {
			t.Errorf("it does not say where to click, %q; it says:\n%s", shown, p.out.String())
		}
	}
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/": "<!doctype html>", "/graphql?query={__typename}": `{"data":{"__typename":"Query"}}`} {
		if r := p.ask("GET", path, nil, nil); r.status != http.StatusOK || !strings.Contains(string(r.body), want) {
			t.Errorf("%s: %v", path, r)
		}
	}
	if n := p.partners(t); n != 39 {
		t.Errorf("there are %d partners, want 39", n)
	}
	p.stop(t, syscall.SIGTERM)
	if strings.Contains(p.errors.String(), "level=ERROR") || strings.Contains(p.errors.String(), "level=WARN") {
		t.Errorf("it complains: %s", p.errors.String())
	}
}

// TestStop sees that a request under way is answered although the server was told to stop, while new ones are refused.
func TestStop(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel() // net/http waits some seconds for a connection that never said anything
			p := serve(t, data(t))
			conn := p.dial(t)
			_ = conn.SetDeadline(time.Now().Add(patience))
			body := `{"query":"{statistics{measureCount}}"}`
			fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body[:10])
			idle := p.dial(t) // has to be no obstacle
			time.Sleep(200 * time.Millisecond)
			if err := p.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			eventually(t, "new connections to be refused", func() bool {
				c, err := net.Dial("tcp", p.address)
				if err == nil {
					c.Close()
				}
				return err != nil
			})
			if _, err := io.WriteString(conn, body[10:]); err != nil {
				t.Fatal(err)
			}
			if r := receive(bufio.NewReader(conn)); !strings.Contains(string(r.body), `"measureCount":290`) {
				t.Errorf("the request under way: %v", r)
			}
			if code := p.wait(t); code != 0 {
				t.Errorf("exit status %d: %s", code, p.errors.String())
			}
			idle.Close()
		})
	}
}

// TestStopTwice ends a server that waits for a request at a second signal: who presses Ctrl+C twice means it.
func TestStopTwice(t *testing.T) {
	p := serve(t, data(t))
	conn := p.dial(t)
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	time.Sleep(200 * time.Millisecond)
	_ = p.cmd.Process.Signal(syscall.SIGINT)
	eventually(t, "the server to say that it stops", func() bool { return strings.Contains(p.errors.String(), "shutting down") })
	time.Sleep(100 * time.Millisecond)
	_ = p.cmd.Process.Signal(syscall.SIGINT)
	start := time.Now()
	if code := p.wait(t); code == 0 || time.Since(start) > 10*time.Second {
		t.Errorf("exit status %d after %s", code, time.Since(start))
	}
	// What it had is whole.
	p = serve(t, data(t))
	if n := p.partners(t); n != 39 {
		t.Errorf("there are %d partners, want 39", n)
	}
}
