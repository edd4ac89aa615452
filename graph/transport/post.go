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
	if c.h.MayUpload != nil && IsMultipart(c.r.Header) {
		return c.upload()
	}
	if !acceptsBody(c.r.Header) {
		message := "Content-Type has to be application/json in UTF-8, without Content-Encoding."
		if c.h.MayUpload != nil {
			message = "Content-Type has to be application/json in UTF-8, or multipart/form-data with files, without Content-Encoding."
		}
		return nil, refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType, "%s", message)
	}
	body, fail := c.body()
	if fail != nil {
		return nil, fail
	}
	if !utf8.Valid(body) {
		return nil, malformed("The body is not UTF-8.")
	}
	return decodeRequest("The body", body)
}

// acceptsBody demands the header that a form or a script of another site cannot
// set without a preflight.
func acceptsBody(header http.Header) bool {
	if isEncoded(header) {
		return false
	}
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != mediaJSON {
		return false
	}
	charset, ok := params["charset"]
	return !ok || isUTF8(charset)
}

func isEncoded(header http.Header) bool {
	e := header.Get("Content-Encoding")
	return e != "" && !strings.EqualFold(e, "identity")
}

func (c *call) body() ([]byte, *refusal) {
	// The rest of the body is still on its way. Reading it, to keep the
	// connection, is what the limit is to prevent.
	tooLarge := tooLarge("The body has more than %d bytes.", c.h.MaxBody).with("Connection", "close")
	if c.r.ContentLength > c.h.MaxBody {
		return nil, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, c.h.MaxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLarge
	}
	if err != nil {
		return nil, broken(err).with("Connection", "close")
	}
	return body, nil
}

// broken refuses a body that could not be read to its end.
func broken(err error) *refusal {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return refuse(http.StatusRequestTimeout, CodeRequestTimeout, "The body did not arrive in time.")
	}
	return malformed("The body could not be read.")
}
