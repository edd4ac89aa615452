package transport

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The limits of an [HTTP] that sets none.
const (
	DefaultMaxBody    = 1 << 20
	DefaultMaxURL     = 8 << 10
	DefaultMaxErrors  = 20
	DefaultMaxMessage = 500
	DefaultMaxFiles   = 10
	DefaultMaxFile    = 100 << 20
	DefaultUploadTime = 30 * time.Second
	DefaultUploadRate = 64 << 10
)

// HTTP answers every request, so it has to be the last transport added: requests
// that are for none of the others get a proper refusal here. The zero value is ready.
type HTTP struct {
	// MaxBody bounds the bytes of a POST body.
	MaxBody int64
	// MaxURL bounds the bytes of the path and query of a GET.
	MaxURL int
	// MaxErrors bounds the errors of one answer, including a last one that counts those left out.
	MaxErrors int
	// MaxMessage bounds the characters of one error message.
	MaxMessage int

	// Address reads the other parameters of the URL, for any operation, and puts
	// them into the context. Its error, which has a code, refuses the request with 400.
	Address func(ctx context.Context, values url.Values) (context.Context, *gqlerror.Error)

	// MayUpload refuses callers who may not send files, before anything of a
	// multipart request is read. If it is nil, nobody may send files.
	MayUpload func(ctx context.Context) *gqlerror.Error
	// MaxFiles bounds the files of a request; a file that goes to several places
	// counts once for each. Each field beside the files may have MaxBody bytes.
	MaxFiles int
	// MaxFile bounds the bytes of a file.
	MaxFile int64
	// UploadTime is how long a multipart request may take to arrive, in addition to
	// a second for each UploadRate bytes, and how long it may stand still.
	UploadTime time.Duration
	UploadRate int64

	// Status has the HTTP status for an error code, under both media types. It
	// counts only if nothing was executed; the first error with an entry decides.
	Status map[string]int

	// Done gets every answer of an executed operation just before the answer is
	// written, and may still set headers. Here a cache around the handler learns
	// what it may keep.
	Done func(ctx context.Context, header http.Header, answer Answer)
}

var _ graphql.Transport = HTTP{}

// Supports is true for every request.
func (HTTP) Supports(*http.Request) bool { return true }

// Do answers r. Nothing is written before the whole answer is known.
func (h HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	c := &call{h: h.withDefaults(), w: w, r: r, exec: exec, media: mediaJSON}
	defer c.recover()
	defer c.drop()
	c.serve()
}

func (h HTTP) withDefaults() HTTP {
	h.MaxBody = cmp.Or(h.MaxBody, DefaultMaxBody)
	h.MaxURL = cmp.Or(h.MaxURL, DefaultMaxURL)
	h.MaxErrors = cmp.Or(h.MaxErrors, DefaultMaxErrors)
	h.MaxMessage = cmp.Or(h.MaxMessage, DefaultMaxMessage)
	h.MaxFiles = cmp.Or(h.MaxFiles, DefaultMaxFiles)
	h.MaxFile = cmp.Or(h.MaxFile, DefaultMaxFile)
	h.UploadTime = cmp.Or(h.UploadTime, DefaultUploadTime)
	h.UploadRate = cmp.Or(h.UploadRate, DefaultUploadRate)
	return h
}
