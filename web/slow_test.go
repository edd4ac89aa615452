package web_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/testkit"
	"partnernetz/web"
)

// An upload may take longer than any other request, in either of its forms, and is still answered.
func TestSlowUploads(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	server := httptest.NewUnstartedServer(nil)
	server.Config = web.NewServer(s, testkit.Options(t, s, "*"))
	server.Config.ReadTimeout, server.Config.WriteTimeout = 500*time.Millisecond, 500*time.Millisecond
	server.Start()
	t.Cleanup(server.Close)
	editor := "Bearer " + testkit.Session(t, s, testkit.Account(t, s, auth.Editor, "").ID)

	picture := func(width int) string {
		var b bytes.Buffer
		testkit.Must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 30))))
		return b.String()
	}
	field := func(name, value string) string {
		return "--x\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + value + "\r\n"
	}
	form := field("operations", `{"query":"mutation($f: Upload!) { uploadMedia(file: $f, input: {decorative: true}) { media { filename } errors { message } } }","variables":{"f":null}}`) +
		field("map", `{"0":["variables.f"]}`) + field("0; filename=a.png", picture(40)) + "--x--\r\n"
	for _, c := range []struct {
		path, contentType, body string
		want                    string // of the status and the answer
	}{
		{"/graphql", "multipart/form-data; boundary=x", form, `200 {"data":{"uploadMedia":{"media":{"filename":"a.png"},"errors":[]}}}`},
		{"/media?filename=b.png&decorative=true", "image/png", picture(50), "201 "},
	} {
		body, sending := io.Pipe()
		go func() {
			rest := c.body
			for len(rest) > 0 {
				n := min(len(rest), len(c.body)/10+1)
				if _, err := io.WriteString(sending, rest[:n]); err != nil {
					return
				}
				rest = rest[n:]
				time.Sleep(150 * time.Millisecond)
			}
			_ = sending.Close()
		}()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+c.path, body)
		testkit.Must(t, err)
		r.Header.Set("Content-Type", c.contentType)
		r.Header.Set("Authorization", editor)
		resp, err := http.DefaultClient.Do(r)
		testkit.Must(t, err)
		said, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if got := fmt.Sprintf("%d %s", resp.StatusCode, said); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s %s: %.300s, want %s", c.path, c.contentType, got, c.want)
		}
	}
}
