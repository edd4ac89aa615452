package transport

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// post reads the parameters from the body.
func (c *call) post() (*graphql.RawParams, *refusal) {
	if !acceptsBody(c.r.Header) {
		return nil, refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType,
			"Content-Type has to be application/json in UTF-8, without Content-Encoding.")
	}
	body, fail := c.body()
	if fail != nil {
		return nil, fail
	}
	if !utf8.Valid(body) {
		return nil, malformed("The body is not UTF-8.")
	}
	return decodeBody(body)
}

// acceptsBody demands the header that a form or a script of another site cannot
// set without asking first.
func acceptsBody(header http.Header) bool {
	if e := header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return false
	}
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != mediaJSON {
		return false
	}
	charset, ok := params["charset"]
	return !ok || isUTF8(charset)
}

func (c *call) body() ([]byte, *refusal) {
	tooLarge := refuse(http.StatusRequestEntityTooLarge, CodeBodyTooLarge,
		"The body has more than %d bytes.", c.h.MaxBody).
		// The rest of the body is still on its way; reading it to keep the
		// connection is what the limit is against.
		with("Connection", "close")
	if c.r.ContentLength > c.h.MaxBody {
		return nil, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, c.h.MaxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLarge
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, refuse(http.StatusRequestTimeout, CodeRequestTimeout,
			"The body did not arrive in time.").with("Connection", "close")
	}
	if err != nil {
		return nil, malformed("The body could not be read.").with("Connection", "close")
	}
	return body, nil
}
