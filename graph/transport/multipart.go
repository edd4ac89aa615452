package transport

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

const (
	mediaMultipart = "multipart/form-data"
	maxBoundary    = 70       // characters, the limit of RFC 2046
	maxPartHeader  = 16 << 10 // bytes; also the limit for what comes before the first part or after the last
)

// IsMultipart reports whether the header announces a request with files.
func IsMultipart(header http.Header) bool {
	media, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(media), mediaMultipart)
}

// upload reads the parameters from a multipart request, after checking that
// the caller may send one.
func (c *call) upload() (params *graphql.RawParams, fail *refusal) {
	defer func() {
		if fail != nil { // the rest of the body is still on its way
			fail = fail.with("Connection", "close")
		}
	}()
	if err := c.h.MayUpload(c.r.Context()); err != nil {
		return nil, c.forbid(err)
	}
	_, attributes, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	boundary := attributes["boundary"]
	if err != nil || boundary == "" || len(boundary) > maxBoundary || isEncoded(c.r.Header) {
		return nil, refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType,
			"Content-Type has to be multipart/form-data with a boundary, without Content-Encoding.")
	}
	body := c.arrive()
	defer func() { body.end(fail == nil) }()
	f := form{c, body, multipart.NewReader(body, boundary)}
	return f.read()
}

// form is the body of a multipart request: the operation as JSON, a map that
// says where in its variables the files go, and the files.
// See https://github.com/jaydenseric/graphql-multipart-request-spec.
type form struct {
	*call
	body  *arrival
	parts *multipart.Reader
}

func (f form) read() (*graphql.RawParams, *refusal) {
	operations, fail := f.field("operations")
	if fail != nil {
		return nil, fail
	}
	params, fail := decodeRequest("operations", operations)
	if fail != nil {
		return nil, fail
	}
	named, fail := f.field("map")
	if fail != nil {
		return nil, fail
	}
	places, fail := f.places(named, params.Variables)
	if fail != nil {
		return nil, fail
	}
	return params, f.files(places)
}

// next returns the next part, or nil at the end.
func (f form) next() (*multipart.Part, *refusal) {
	f.body.allow(maxPartHeader)
	part, err := f.parts.NextRawPart()
	if err == io.EOF { // the error is exactly io.EOF only after the last boundary
		if _, err = io.Copy(io.Discard, f.body); err == nil {
			return nil, nil
		}
	}
	if err != nil {
		return nil, f.broken(err)
	}
	f.body.allow(unlimited)
	return part, nil
}

// field reads a part that is not a file.
func (f form) field(name string) ([]byte, *refusal) {
	part, fail := f.next()
	if fail != nil {
		return nil, fail
	}
	if part == nil || part.FormName() != name {
		return nil, malformed("%s is missing, or not in its place: operations come first, then map, then the files.", name)
	}
	text, err := io.ReadAll(io.LimitReader(part, f.h.MaxBody+1))
	switch {
	case err != nil:
		return nil, f.broken(err)
	case int64(len(text)) > f.h.MaxBody:
		return nil, tooLarge("%s has more than %d bytes.", name, f.h.MaxBody)
	case !utf8.Valid(text):
		return nil, malformed("%s is not UTF-8.", name)
	}
	return text, nil
}

// files reads all files and puts them in their places.
func (f form) files(places map[string][]place) *refusal {
	for {
		part, fail := f.next()
		if fail != nil {
			return fail
		}
		if part == nil && len(places) > 0 {
			return malformed("A file that map names is missing.")
		}
		if part == nil {
			return nil
		}
		to, named := places[part.FormName()]
		if !named {
			return malformed("A part is not named by map, or came before.")
		}
		delete(places, part.FormName())
		if fail := f.file(part, to); fail != nil {
			return fail
		}
	}
}

// file reads one file.
func (f form) file(part *multipart.Part, to []place) *refusal {
	name := part.FileName()
	if name == "" || !utf8.ValidString(name) {
		return malformed("A file has no name in its Content-Disposition, or one that is not UTF-8.")
	}
	file, size, err := f.keep(part)
	if disk, ok := errors.AsType[diskError](err); ok {
		return failed(disk.error)
	}
	switch {
	case err != nil:
		return f.broken(err)
	case size > f.h.MaxFile:
		return tooLarge("A file has more than %d bytes.", f.h.MaxFile)
	}
	for _, put := range to {
		put(graphql.Upload{
			File: io.NewSectionReader(file, 0, size), Filename: name,
			Size: size, ContentType: part.Header.Get("Content-Type"),
		})
	}
	return nil
}

// broken refuses a body that does not consist of parts, or breaks off.
func (f form) broken(err error) *refusal {
	switch {
	case errors.Is(err, errAllowed):
		return tooLarge("The header of a part, or what is around the parts, has more than %d bytes.", maxPartHeader)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return broken(err)
	}
	return malformed("The body ends too early, or does not consist of parts with the boundary that Content-Type names.")
}
