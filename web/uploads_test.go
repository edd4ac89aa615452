package web_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/testkit"
	"partnernetz/web"
)

// An account may have only a few uploads under way; one more waits and is then refused. Others do not have to wait for it.
func TestTooManyUploads(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	server := httptest.NewServer(web.NewHandler(s, testkit.Options(t, s, "*")))
	t.Cleanup(server.Close)
	token := func() string { return testkit.Session(t, s, testkit.Account(t, s, auth.Editor, "").ID) }
	one, other := token(), token()
	begin := func(token string) net.Conn {
		t.Helper()
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		testkit.Must(t, err)
		t.Cleanup(func() { conn.Close() })
		_, err = fmt.Fprintf(conn, "POST /media?filename=a.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\n%%PDF-", token)
		testkit.Must(t, err)
		return conn
	}
	said := func(conn net.Conn, within time.Duration) string {
		answer := make([]byte, 2000)
		_ = conn.SetReadDeadline(time.Now().Add(within))
		n, _ := conn.Read(answer) // nothing if it has not been answered
		return string(answer[:n])
	}
	var under []net.Conn
	for range 3 {
		under = append(under, begin(one))
	}
	var refused string
	for end := time.Now().Add(30 * time.Second); refused == "" && time.Now().Before(end); { // as soon as all three have come
		refused = said(begin(one), 8*time.Second)
	}
	if !strings.HasPrefix(refused, "HTTP/1.1 503 ") || !strings.Contains(refused, `"BUSY"`) || !strings.Contains(refused, "Retry-After") {
		t.Errorf("one more got %q", refused)
	}
	if got := said(begin(other), 300*time.Millisecond); got != "" {
		t.Errorf("another got %q", got)
	}
	for _, conn := range under {
		conn.Close()
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) { // they make room when they end
		r, err := http.NewRequest(http.MethodPost, server.URL+"/media?filename=a.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
		testkit.Must(t, err)
		r.Header.Set("Authorization", "Bearer "+one)
		resp, err := http.DefaultClient.Do(r)
		testkit.Must(t, err)
		resp.Body.Close()
		if resp.StatusCode == http.StatusCreated {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("afterwards: status %d", resp.StatusCode)
		}
	}
}
