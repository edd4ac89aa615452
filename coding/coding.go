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
	"sync/atomic"

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
	tag   string // empty for none
	mu    sync.Mutex
	forms [identity + 1]atomic.Pointer[form]
}

// form is a body in a coding, with its lines of the header, which all callers share.
type form struct {
	bytes                   []byte
	encoding, length, etags []string
}

// NewBody makes a body of bytes that do not change any more. The tag is an ETag, which each form has one of its own of; empty for none.
func NewBody(plain []byte, tag string) *Body { return &Body{plain: plain, tag: tag} }

// Plain is the body as it is.
func (b *Body) Plain() []byte { return b.plain }

// Size is how many bytes the body takes in memory at most, with its other forms.
func (b *Body) Size() int { return 2 * cap(b.plain) }

// in returns the form in a coding, or the plain one where the coding is not worth it.
func (b *Body) in(c coding) *form {
	if f := b.forms[c].Load(); f != nil {
		return f
	}
	b.mu.Lock() // so that of many who ask at once one makes it
	defer b.mu.Unlock()
	if f := b.forms[c].Load(); f != nil {
		return f
	}
	f := b.make(c)
	b.forms[c].Store(f)
	return f
}

func (b *Body) make(c coding) *form {
	f, tag := &form{bytes: b.plain}, b.tag
	if c != identity {
		if f.bytes = c.encode(b.plain); len(f.bytes) > len(b.plain)/2 { // so that all forms take no more than Size
			return b.make(identity)
		}
		tag, f.encoding = strings.TrimSuffix(tag, `"`)+"-"+names[c]+`"`, []string{names[c]}
	}
	if f.length = []string{strconv.Itoa(len(f.bytes))}; b.tag != "" {
		f.etags = []string{tag}
	}
	return f
}

// Send writes the body with status 200, or says that the caller has it. The header has all but what is about the form.
func (b *Body) Send(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	if !slices.Contains(header["Vary"], Vary) {
		header.Add("Vary", Vary)
	}
	c := identity
	if accept := r.Header["Accept-Encoding"]; len(accept) > 0 && len(b.plain) >= least {
		c = chosen(accept)
	}
	f := b.in(c)
	if f.etags != nil {
		header["Etag"] = f.etags
		if known(f.etags[0], r) {
			header.Del("Content-Length")
			header.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if f.encoding != nil {
		header["Content-Encoding"] = f.encoding
	}
	header["Content-Length"] = f.length
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.bytes) // the caller may have hung up
	}
}

// known reports whether a GET names the tag of the form that it would get.
func known(tag string, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
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
		return bytes.Clone(encoders.zstandard().EncodeAll(plain, nil)) // which makes room for the plain form
	}
	var made bytes.Buffer
	w := encoders.gzip.Get().(*gzip.Writer)
	defer encoders.gzip.Put(w)
	w.Reset(&made)
	_, _ = w.Write(plain) // a buffer takes all
	_ = w.Close()
	return bytes.Clone(made.Bytes())
}
