package transport_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/graph/transport"
)

func TestUploadRefused(t *testing.T) {
	waiting := waitingFiles(t)
	const secret = "geheim"
	handler := serve(transport.HTTP{MayUpload: anybody, MaxFile: 100, MaxBody: 1000, MaxFiles: 2})
	ops, mapped, sent := operations(one, oneNull), field("map", mapOne), file("0", secret, secret)
	whole := formed(ops, mapped, sent)
	tests := []struct {
		name, body string
		status     int
	}{
		{"nothing", "", 400},
		{"no parts", formed(), 400},
		{"no form", secret, 400},
		{"other boundary", strings.ReplaceAll(whole, "--x", "--y"), 400},
		{"no operations", formed(mapped, sent), 400},
		{"no map", formed(ops, sent), 400},
		{"map first", formed(mapped, ops, sent), 400},
		{"file first", formed(sent, ops, mapped), 400},
		{"operations alone", formed(ops), 400},
		{"operations twice", formed(ops, ops, mapped, sent), 400},
		{"map twice", formed(ops, mapped, mapped, sent), 400},
		{"operations no JSON", formed(field("operations", secret), mapped, sent), 400},
		{"operations empty", formed(field("operations", ""), mapped, sent), 400},
		{"operations not UTF-8", formed(field("operations", "{\"query\":\"{__typename}\xff\"}"), mapped, sent), 400},
		{"batch", formed(field("operations", `[{"query":"{__typename}"}]`), mapped, sent), 400},
		{"operations too large", formed(operations(one, `{"f":null,"x":"`+strings.Repeat("a", 1000)+`"}`), mapped, sent), 413},
		{"map too large", formed(ops, field("map", `{"`+strings.Repeat("a", 1000)+`":[]}`), sent), 413},
		{"map no JSON", formed(ops, field("map", secret), sent), 400},
		{"map null", formed(ops, field("map", `null`), sent), 400},
		{"map a list", formed(ops, field("map", `["variables.f"]`), sent), 400},
		{"map of texts", formed(ops, field("map", `{"0":"variables.f"}`), sent), 400},
		{"map of numbers", formed(ops, field("map", `{"0":[1]}`), sent), 400},
		{"map of nulls", formed(ops, field("map", `{"0":[null]}`), sent), 400},
		{"file for nowhere", formed(ops, field("map", `{"0":[]}`), sent), 400},
		{"path empty", formed(ops, field("map", `{"0":[""]}`), sent), 400},
		{"path of all", formed(ops, field("map", `{"0":["variables"]}`), sent), 400},
		{"path of nothing", formed(ops, field("map", `{"0":["variables."]}`), sent), 400},
		{"path elsewhere", formed(ops, field("map", `{"0":["query"]}`), sent), 400},
		{"path of a batch", formed(ops, field("map", `{"0":["0.variables.f"]}`), sent), 400},
		{"path that is not there", formed(ops, field("map", `{"0":["variables.`+secret+`"]}`), sent), 400},
		{"path into null", formed(ops, field("map", `{"0":["variables.f.0"]}`), sent), 400},
		{"path into text", formed(operations(one, `{"f":"x"}`), field("map", `{"0":["variables.f.0"]}`), sent), 400},
		{"path not null", formed(operations(one, `{"f":"x"}`), mapped, sent), 400},
		{"path out of range", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.2"]}`), sent), 400},
		{"path before the list", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.-1"]}`), sent), 400},
		{"path with a plus", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.+1"]}`), sent), 400},
		{"path beyond numbers", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.99999999999999999999"]}`), sent), 400},
		{"path of a name in a list", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.length"]}`), sent), 400},
		{"path of a list", formed(operations(many, twoNulls), field("map", `{"0":["variables.f"]}`), sent), 400},
		{"path twice", formed(ops, field("map", `{"0":["variables.f","variables.f"]}`), sent), 400},
		{"operation twice", formed(field("operations", `{"query":"{__typename}","query":"{__typename}","variables":{"f":null}}`), mapped, sent), 400},
		{"one file twice in map", formed(operations(many, twoNulls), field("map", `{"0":["variables.f.0"],"0":["variables.f.1"]}`), sent), 400},
		{"path of two files", formed(ops, field("map", `{"0":["variables.f"],"1":["variables.f"]}`), sent, file("1", "b", "b")), 400},
		{"no variables", formed(field("operations", `{"query":"{__typename}"}`), mapped, sent), 400},
		{"too many files", formed(operations(many, `{"f":[null,null,null]}`), field("map", `{"0":["variables.f.0","variables.f.1","variables.f.2"]}`), sent), 413},
		{"file missing", formed(ops, mapped), 400},
		{"file of another name", formed(ops, mapped, file(secret, "a", "a")), 400},
		{"file twice", formed(ops, mapped, sent, sent), 400},
		{"file too many", formed(ops, mapped, sent, file("1", "b", "b")), 400},
		{"file without a name", formed(ops, mapped, field("0", secret)), 400},
		{"file with an empty name", formed(ops, mapped, file("0", "", secret)), 400},
		{"file name not UTF-8", formed(ops, mapped, file("0", "a\xff", secret)), 400},
		{"file too large", formed(ops, mapped, file("0", secret, strings.Repeat("a", 101))), 413},
		{"huge part header", formed(ops, mapped, "--x\r\nX: "+strings.Repeat("a", 64<<10)+"\r\n\r\n\r\n"), 413},
		{"many part headers", formed(ops, mapped, "--x\r\n"+strings.Repeat("X: a\r\n", 10<<10)+"\r\n\r\n"), 413},
		{"huge preamble", strings.Repeat("a", 64<<10) + "\r\n" + whole, 400},
		{"long preamble", strings.Repeat("a\r\n", 32<<10) + whole, 413},
		{"huge epilogue", whole + strings.Repeat("a", 64<<10), 413},
		{"part header that is none", formed(ops, mapped, "--x\r\n"+secret+"\r\n\r\n\r\n"), 400},
	}
	for end := range len(whole) - len("--\r\n") {
		tests = append(tests, struct {
			name, body string
			status     int
		}{fmt.Sprint("ends after ", end), whole[:end], 400})
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := ask(t, handler, send(strings.NewReader(test.body)))
			code := map[int]string{400: transport.CodeMalformedRequest, 413: transport.CodeBodyTooLarge}[test.status]
			if a.StatusCode != test.status || a.code() != code {
				t.Errorf("%d %s, want %d", a.StatusCode, a.body, test.status)
			}
			if strings.Contains(string(a.body), secret) {
				t.Errorf("%s quotes the request", a.body)
			}
			wantHeader(t, a, "Connection", "close")
			if n := waiting(); n != 0 {
				t.Errorf("%d files are left", n)
			}
		})
	}
}

// Any body is answered, and leaves no file behind.
func FuzzMultipart(f *testing.F) {
	waiting := waitingFiles(f)
	handler := serve(transport.HTTP{MayUpload: anybody, MaxFile: 1000, MaxBody: 1000, MaxFiles: 3})
	for _, operation := range []string{operations(one, oneNull), operations(many, twoNulls), operations(inInput, `{"i":{"images":[null]}}`)} {
		for _, places := range []string{mapOne, `{"0":["variables.f.0","variables.f.1"]}`, `{"0":["variables.i.images.0"]}`, `{"0":["variables"]}`} {
			f.Add("multipart/form-data; boundary=x", formed(operation, field("map", places), file("0", "a.txt", "Hallo")))
		}
	}
	f.Fuzz(func(t *testing.T, contentType, body string) {
		r := send(strings.NewReader(body))
		r.Header.Set("Content-Type", contentType)
		if a := ask(t, handler, r); a.StatusCode >= 500 {
			t.Errorf("%d %s", a.StatusCode, a.body)
		}
		if n := waiting(); n != 0 {
			t.Errorf("%d files are left", n)
		}
	})
}
