package transport_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/transport"
)

// uploads describes all files in arguments, in the order of their places.
func uploads(v any) []string {
	described := []string{}
	switch v := v.(type) {
	case graphql.Upload:
		sum := sha256.New()
		n, err := io.Copy(sum, v.File)
		if err != nil || n != v.Size {
			panic("this is not the file")
		}
		described = append(described, fmt.Sprintf("%s %s %d %x", v.Filename, v.ContentType, v.Size, sum.Sum(nil)[:4]))
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			described = append(described, uploads(v[name])...)
		}
	case []any:
		for _, item := range v {
			described = append(described, uploads(item)...)
		}
	case []graphql.Upload:
		for _, item := range v {
			described = append(described, uploads(item)...)
		}
	}
	return described
}

func described(name, content string) string {
	sum := sha256.Sum256([]byte(content))
	return fmt.Sprintf("%s text/plain %d %x", name, len(content), sum[:4])
}

func anybody(context.Context) *gqlerror.Error { return nil }

// field and file make parts of a form; formed puts parts together.
func field(name, value string) string {
	return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"
}

func file(name, filename, content string) string {
	return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n"
}

func formed(parts ...string) string { return strings.Join(parts, "") + "--x--\r\n" }

func operations(query, variables string) string {
	return field("operations", `{"query":"`+query+`","variables":`+variables+`}`)
}

const (
	one      = `mutation($f: Upload) { upload(file: $f) }`
	many     = `mutation($f: [Upload!]) { upload(files: $f) }`
	inInput  = `mutation($i: Files) { upload(input: $i) }`
	oneNull  = `{"f":null}`
	mapOne   = `{"0":["variables.f"]}`
	twoNulls = `{"f":[null,null]}`
)

func send(body io.Reader) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", body)
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.Header.Set("Accept", newer)
	return r
}

// waitingFiles gives temporary files their own folder. It returns a function that
// counts them, including those that have no name any more.
func waitingFiles(t testing.TB) func() int {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	return func() int {
		named, _ := os.ReadDir(dir)
		n := len(named)
		open, _ := filepath.Glob("/proc/self/fd/*")
		for _, descriptor := range open {
			if target, err := os.Readlink(descriptor); err == nil && strings.HasPrefix(target, dir) {
				n++
			}
		}
		return n
	}
}

func TestUpload(t *testing.T) {
	waiting := waitingFiles(t)
	handler := serve(transport.HTTP{MayUpload: anybody})
	a, b := described("a.txt", "Hallo"), described("Bäume.txt", "")
	tests := []struct {
		name, body string
		want       []string
	}{
		{"one", formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo")), []string{a}},
		{"in a list", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.0"],"1":["variables.f.1"]}`),
			file("0", "a.txt", "Hallo"), file("1", "Bäume.txt", "")), []string{a, b}},
		{"in another order", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.0"],"1":["variables.f.1"]}`),
			file("1", "Bäume.txt", ""), file("0", "a.txt", "Hallo")), []string{a, b}},
		{"one for a list", formed(operations(many, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo")), []string{a}},
		{"in an input", formed(operations(inInput, `{"i":{"title":"x","images":[null,null]}}`), field("map", `{"0":["variables.i.images.1"]}`),
			file("0", "a.txt", "Hallo")), []string{a}},
		{"in two places", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.0","variables.f.1"]}`),
			file("0", "a.txt", "Hallo")), []string{a, a}},
		{"no files", formed(operations(one, oneNull), field("map", `{}`)), []string{}},
		{"with words around", "Vorwort\r\n" + formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo")) + "Nachwort", []string{a}},
		{"without its folder", formed(operations(one, oneNull), field("map", mapOne), file("0", "/etc/a.txt", "Hallo")), []string{a}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := ask(t, handler, send(strings.NewReader(test.body)))
			list, _ := json.Marshal(test.want)
			want := `{"data":{"upload":` + string(list) + `}}`
			if answer.StatusCode != http.StatusOK || string(answer.body) != want {
				t.Errorf("%d %s, want %s", answer.StatusCode, answer.body, want)
			}
			if n := waiting(); n != 0 {
				t.Errorf("%d files are left", n)
			}
		})
	}
}

func TestUploadContentType(t *testing.T) {
	handler := serve(transport.HTTP{MayUpload: anybody})
	whole := formed(operations(one, oneNull), field("map", mapOne), file("0", "a.txt", "Hallo"))
	for contentType, want := range map[string]int{
		`multipart/form-data; boundary=x`:                          200,
		`Multipart/Form-Data;charset=utf-8;boundary="x"`:           200,
		`multipart/form-data`:                                      415,
		`multipart/form-data; boundary=`:                           415,
		`multipart/form-data; boundary`:                            415,
		`multipart/form-data; boundary=` + strings.Repeat("x", 71): 415,
		`multipart/mixed; boundary=x`:                              415,
		`multipart/form-data-more; boundary=x`:                     415,
		`application/x-www-form-urlencoded`:                        415,
	} {
		r := send(strings.NewReader(whole))
		r.Header.Set("Content-Type", contentType)
		if a := ask(t, handler, r); a.StatusCode != want {
			t.Errorf("%s: %d %s, want %d", contentType, a.StatusCode, a.body, want)
		}
	}
	r := send(strings.NewReader(whole))
	r.Header.Set("Content-Encoding", "gzip")
	if a := ask(t, handler, r); a.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("compressed: %d %s", a.StatusCode, a.body)
	}
}

// A file in a variable of another type is an error like any other.
func TestUploadOfAnotherType(t *testing.T) {
	handler := serve(transport.HTTP{MayUpload: anybody})
	for _, kind := range []string{"ID", "[ID!]", "Int", "Float", "String", "Boolean", "Files"} {
		query := "query($f: " + kind + ") { __typename }"
		a := ask(t, handler, send(strings.NewReader(formed(operations(query, oneNull), field("map", mapOne), file("0", "a", "a")))))
		if a.StatusCode != http.StatusBadRequest || a.code() != invalid {
			t.Errorf("%s: %d %s", kind, a.StatusCode, a.body)
		}
	}
}

// unread fails if it is read.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestMayUpload(t *testing.T) {
	for code, want := range map[string]int{"UNAUTHENTICATED": 401, "FORBIDDEN": 403, "OTHER": 403} {
		h := transport.HTTP{Status: map[string]int{"UNAUTHENTICATED": 401}, MayUpload: func(context.Context) *gqlerror.Error {
			return &gqlerror.Error{Message: "no", Extensions: map[string]any{"code": code}}
		}}
		for _, media := range []string{newer, older} {
			r := send(unread{t})
			r.Header.Set("Accept", media)
			a := ask(t, serve(h), r)
			if a.StatusCode != want || a.code() != code || a.errs[0].Message != "no" {
				t.Errorf("%s: %d %s, want %d", code, a.StatusCode, a.body, want)
			}
			wantHeader(t, a, "Connection", "close")
		}
	}
	if a := ask(t, serve(transport.HTTP{}), send(unread{t})); a.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("without MayUpload: %d %s", a.StatusCode, a.body)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A file is never in memory as a whole.
func TestUploadIsStreamed(t *testing.T) {
	const size = 50 << 20
	whole := formed(operations(`mutation($f: Upload) { change }`, oneNull), field("map", mapOne), file("0", "a.bin", "|"))
	before, after, _ := strings.Cut(whole, "|")
	r := send(io.MultiReader(strings.NewReader(before), io.LimitReader(zeros{}, size), strings.NewReader(after)))
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	a := ask(t, serve(transport.HTTP{MayUpload: anybody}), r)
	runtime.ReadMemStats(&end)
	if took := end.TotalAlloc - start.TotalAlloc; took > size/10 {
		t.Errorf("%d bytes took %d of memory", size, took)
	}
	if a.StatusCode != http.StatusBadRequest || a.code() != invalid { // as the operation does not use it
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
