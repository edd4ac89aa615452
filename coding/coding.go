// Package coding sends bodies in the content codings that callers take (RFC 9110, 8.4 and 12.5.3): zstd and gzip.
//
// Only bodies are compressed that everybody may read: one in which something secret stands beside what the caller has sent would give
// the secret away by its length.
package coding

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// coding is a way to compress, by its place in names.
type coding int

// The codings, those first that make the least of a body. Identity is none.
const (
	zstandard coding = iota
	gzipped
	identity
)

var names = [...]string{"zstd", "gzip", "identity"}

// Vary is the header of requests that the form of a body depends on.
const Vary = "Accept-Encoding"

// least is how many bytes are worth compressing.
const least = 1 << 10

// Body is a body that many callers get. It is compressed once for each coding, when somebody takes that.
type Body struct {
	plain []byte
	forms [identity]struct {
		sync.Once
		bytes []byte // nil if it is not worth it
	}
}

// NewBody makes a body of bytes that do not change any more.
func NewBody(plain []byte) *Body { return &Body{plain: plain} }

// Plain is the body as it is.
func (b *Body) Plain() []byte { return b.plain }

// Size is how many bytes the body takes in memory at most, with its other forms.
func (b *Body) Size() int { return 2 * cap(b.plain) }

// in returns the form in the coding that the caller likes best, and the coding.
func (b *Body) in(accept []string) ([]byte, coding) {
	if len(accept) == 0 || len(b.plain) < least {
		return b.plain, identity
	}
	c := chosen(accept)
	if c == identity {
		return b.plain, c
	}
	f := &b.forms[c]
	f.Do(func() {
		if made := c.encode(b.plain); len(made) <= len(b.plain)/2 { // so that all forms take no more than Size
			f.bytes = made
		}
	})
	if f.bytes == nil {
		return b.plain, identity
	}
	return f.bytes, c
}

// Send writes a body of status 200, or says that the caller has it. The header has all but what is about the coding; an ETag in the
// header is that of the plain form, and each other form gets one of its own.
func (b *Body) Send(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	if !slices.Contains(header["Vary"], Vary) {
		header.Add("Vary", Vary)
	}
	form, c := b.in(r.Header["Accept-Encoding"])
	if tag := header.Get("ETag"); tag != "" && c != identity {
		header.Set("ETag", strings.TrimSuffix(tag, `"`)+"-"+names[c]+`"`)
	}
	if b.known(header.Get("ETag"), r) {
		header.Del("Content-Length")
		header.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if c != identity {
		header.Set("Content-Encoding", names[c])
	}
	if c != identity || header["Content-Length"] == nil { // which is that of the plain form
		header.Set("Content-Length", strconv.Itoa(len(form)))
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(form) // the caller may have hung up
	}
}

// known reports whether a GET names the tag of the form that it would get.
func (b *Body) known(tag string, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || tag == "" {
		return false
	}
	for known := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == "*" || strings.TrimPrefix(known, "W/") == tag {
			return true
		}
	}
	return false
}

// chosen reads what a caller accepts. Of codings that he likes alike the one that makes least is chosen.
func chosen(accept []string) coding {
	best, weight := identity, 0.0
	for c := range identity {
		if q := liking(accept, names[c]); q > weight {
			best, weight = c, q
		}
	}
	if plain := liking(accept, names[identity]); plain > weight { // said with so many words
		return identity
	}
	return best
}

// liking is the weight that a caller gives a coding: that of its name, or else that of all others (*).
func liking(accept []string, name string) float64 {
	others := 0.0
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			coding, parameters, _ := strings.Cut(part, ";")
			coding = strings.ToLower(strings.TrimSpace(coding))
			q := 1.0
			for p := range strings.SplitSeq(parameters, ";") {
				if value, is := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "q="); is {
					if n, err := strconv.ParseFloat(value, 64); err == nil && n >= 0 && n <= 1 {
						q = n
					} else {
						q = 0
					}
				}
			}
			switch {
			case coding == name || coding == "x-gzip" && name == "gzip":
				return q
			case coding == "*" && name != names[identity]:
				others = q
			}
		}
	}
	return others
}

var encoders = struct {
	zstandard func() *zstd.Encoder
	gzip      sync.Pool
}{
	zstandard: sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithWindowSize(1<<20)) // which every browser takes, and little memory
		if err != nil {
			panic(err) // the options are constants
		}
		return e
	}),
	gzip: sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }},
}

func (c coding) encode(plain []byte) []byte {
	if c == zstandard {
		return encoders.zstandard().EncodeAll(plain, nil)
	}
	var made bytes.Buffer
	w := encoders.gzip.Get().(*gzip.Writer)
	defer encoders.gzip.Put(w)
	w.Reset(&made)
	_, _ = w.Write(plain) // a buffer takes all
	_ = w.Close()
	return bytes.Clone(made.Bytes())
}
