package web

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"partnernetz/content"
	"partnernetz/graph/transport"
)

// uploadOperation is the operation that a plain upload stands for.
const uploadOperation = `mutation Upload($file: Upload!, $input: UploadMediaInput!, $note: String, $locale: Locale) @view(locale: $locale) {
  uploadMedia(file: $file, input: $input, note: $note) {
    media { id revision filename contentType byteSize checksum width height alt decorative placeholder url }
    errors { code message path }
  }
}`

// upload takes a file from the body of a request, and its details from the address, such as
// /media?filename=logo.png&alt=Logo. It sends graphql the operation that this stands for, so that all files come in by the
// same way. It answers with the payload: status 201, or 422 if the payload has errors. Any other refusal is that of graphql,
// with a status that a program understands without knowing GraphQL.
func upload(graphql http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
			say(w, http.StatusUnsupportedMediaType, "the body must be the file itself; send forms to /graphql, as GraphQL multipart requests")
			return
		}
		ask, err := asked(r)
		if err != nil {
			say(w, http.StatusBadRequest, err.Error())
			return
		}
		answer := &held{ResponseWriter: w, status: http.StatusOK}
		graphql.ServeHTTP(answer, ask)
		answer.release()
	})
}

// asked turns a plain request into a GraphQL request. The file is read as it comes.
func asked(r *http.Request) (*http.Request, error) {
	q := r.URL.Query()
	variables, err := variables(q)
	if err != nil {
		return nil, err
	}
	operation, _ := json.Marshal(map[string]any{"query": uploadOperation, "variables": variables}) // strings and booleans cannot fail
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	_ = parts.SetBoundary(rand.Text() + rand.Text()) // it is valid, and no file contains it; writing to a buffer never fails
	_ = parts.WriteField("operations", string(operation))
	_ = parts.WriteField("map", `{"0": ["variables.file"]}`)
	_, _ = parts.CreateFormFile("0", q.Get("filename"))
	head := bytes.Clone(form.Bytes())
	form.Reset()
	_ = parts.Close()
	ask := r.Clone(r.Context())
	ask.URL.Path, ask.URL.RawQuery = "/graphql", ""
	ask.Header.Set("Content-Type", parts.FormDataContentType())
	ask.Header.Set("Accept", "application/json")
	ask.Body = body{io.MultiReader(bytes.NewReader(head), r.Body, &form), r.Body}
	if ask.ContentLength >= 0 {
		ask.ContentLength += int64(len(head) + form.Len())
	}
	return ask, nil
}

// body is read from one reader, and closes another.
type body struct {
	io.Reader
	io.Closer
}

// variables returns the variables of the operation, from the details of a file in the address.
func variables(q url.Values) (map[string]any, error) {
	input, all := map[string]any{}, map[string]any{"file": nil}
	for name, values := range q {
		switch {
		case len(values) > 1:
			return nil, fmt.Errorf("%.50q is in the address more than once; name it once", name)
		case name == "filename":
		case name == "note" || name == "locale":
			all[name] = values[0]
		case name == "decorative":
			if input[name] = values[0] == "true"; values[0] != "true" && values[0] != "false" {
				return nil, errors.New("decorative must be true or false")
			}
		case name == "alt" || name == "credit" || name == "slug" || name == "partner":
			input[name] = values[0]
		default:
			return nil, fmt.Errorf("%.50q is not known here; possible are filename, alt, decorative, credit, slug, partner, note and locale", name)
		}
	}
	if q.Get("filename") == "" {
		return nil, errors.New("the name of the file is missing; give it as in /media?filename=logo.png")
	}
	all["input"] = input
	return all, nil
}

// held keeps an answer back until it is complete.
type held struct {
	http.ResponseWriter
	status int
	bytes  bytes.Buffer
}

// WriteHeader keeps the status.
func (h *held) WriteHeader(status int) { h.status = status }

// Write keeps the body.
func (h *held) Write(b []byte) (int, error) { return h.bytes.Write(b) }

// Unwrap lets deadlines of the connection be set.
func (h *held) Unwrap() http.ResponseWriter { return h.ResponseWriter }

// release answers with the payload, or if there is none with what was said instead.
func (h *held) release() {
	var said struct {
		Data   struct{ UploadMedia json.RawMessage }
		Errors []struct{ Extensions struct{ Code string } }
	}
	var payload struct{ Errors []any }
	out := h.bytes.Bytes()
	switch known := json.Unmarshal(out, &said) == nil; {
	case known && json.Unmarshal(said.Data.UploadMedia, &payload) == nil:
		out, h.status = said.Data.UploadMedia, http.StatusCreated
		if len(payload.Errors) > 0 {
			h.status = http.StatusUnprocessableEntity
		}
	case known && h.status == http.StatusOK && len(said.Errors) > 0:
		switch said.Errors[0].Extensions.Code {
		case transport.CodeInternal, string(content.Timeout):
			h.status = http.StatusInternalServerError
		default:
			h.status = http.StatusBadRequest
		}
	}
	h.Header().Set("Content-Length", fmt.Sprint(len(out)))
	h.ResponseWriter.WriteHeader(h.status)
	_, _ = h.ResponseWriter.Write(out) // the caller may have hung up
}
