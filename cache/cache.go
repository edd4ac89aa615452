// Package cache keeps whole answers to what the public asks, and forgets them all when content changes.
//
// Executing an operation costs a hundred times more than writing the bytes of its answer, and what the public reads
// changes a few times a day. So an answer is found by the bytes of its request, before anything is parsed.
package cache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"partnernetz/auth"
	"partnernetz/graph/transport"
)

const (
	maxRequest = 16 << 10 // bytes of a request that is looked up
	maxBytes   = 64 << 20 // of all requests and answers that are kept
	overhead   = 2 << 10  // bytes that an answer takes besides; without it a flood of short ones would fill the memory
)

// Cache keeps answers. Make one with New.
type Cache struct {
	generation func() (uint64, bool)
	flights    singleflight.Group
	answers    *otter.Cache[string, *answer]
}

// answer is what was answered to a request while the content had a generation.
type answer struct {
	generation uint64
	header     http.Header
	body       []byte
}

// New makes a cache. The function returns a number that changes with the content; while it returns false nothing is kept.
func New(generation func() (uint64, bool)) *Cache {
	return &Cache{generation: generation, answers: otter.Must(&otter.Options[string, *answer]{
		MaximumWeight: maxBytes,
		Weigher:       func(request string, a *answer) uint32 { return uint32(len(request) + len(a.body) + overhead) },
	})}
}

type pendingKey struct{}

// pending waits for the answer to a request that was not found.
type pending struct{ *answer }

// Answered takes note of an answer on its way to the caller. It is for transport.HTTP.Done.
func (c *Cache) Answered(ctx context.Context, header http.Header, a transport.Answer) {
	p, ok := ctx.Value(pendingKey{}).(*pending)
	if !ok || !a.Clean() {
		return
	}
	sum := sha256.Sum256(a.Body)
	header.Set("ETag", strconv.Quote(base64.RawURLEncoding.EncodeToString(sum[:18])))
	header.Set("Cache-Control", "public, no-cache") // may be kept, but is asked for again, which the ETag makes cheap
	p.answer = &answer{header: header.Clone(), body: a.Body}
}

// Wrap answers from the cache, or else lets next answer.
func (c *Cache) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		generation, ok := c.generation() // before anything is read
		request, cacheable := key(r)
		if !ok || !cacheable {
			w.Header().Set("Cache-Control", "private, no-store")
			next.ServeHTTP(w, r)
			return
		}
		if a, found := c.answers.GetIfPresent(request); found && a.generation == generation {
			a.write(w, r)
			return
		}
		// Of several who ask the same at the same time one has it executed. The generation is part of the question, so that
		// nobody gets an answer from before a change that he may know of.
		var mine *recorder
		shared, _, _ := c.flights.Do(request+"\n"+strconv.FormatUint(generation, 36), func() (any, error) {
			mine = &recorder{header: http.Header{}}
			return c.execute(next, mine, r, request, generation), nil
		})
		switch a := shared.(*answer); {
		case a != nil:
			a.write(w, r)
		case mine != nil:
			mine.write(w)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// execute lets next answer, and keeps and returns the answer if it may be kept.
func (c *Cache) execute(next http.Handler, w http.ResponseWriter, r *http.Request, request string, generation uint64) *answer {
	p := &pending{}
	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), pendingKey{}, p)))
	if p.answer != nil {
		p.generation = generation
		c.answers.Set(request, p.answer)
	}
	return p.answer
}

// key returns what tells a request from others: all that its answer depends on. Callers who say who they are are not
// answered from here.
func key(r *http.Request) (string, bool) {
	if !auth.From(r.Context()).Public() || r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
		return "", false
	}
	head := r.Method
	for _, name := range []string{"Accept", "Content-Type", "Content-Encoding"} {
		head += "\n" + strings.Join(r.Header.Values(name), ",")
	}
	head += "\n"
	switch {
	case r.Method == http.MethodGet && len(r.URL.RawQuery) <= maxRequest:
		return head + r.URL.RawQuery, true
	case r.Method != http.MethodPost || r.ContentLength < 0 || r.ContentLength > maxRequest || transport.IsMultipart(r.Header):
		return "", false
	}
	body := make([]byte, r.ContentLength)
	n, err := io.ReadFull(r.Body, body)
	r.Body = rest{io.MultiReader(bytes.NewReader(body[:n]), r.Body), r.Body}
	return head + string(body[:n]), err == nil
}

// rest is a body whose beginning has been read already.
type rest struct {
	io.Reader
	io.Closer
}

func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	copyHeader(w, a.header)
	if a.knownTo(r) {
		w.Header().Del("Content-Length")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(a.body) // the caller may have hung up
}

// knownTo reports whether a GET names the ETag of the answer.
func (a *answer) knownTo(r *http.Request) bool {
	if r.Method != http.MethodGet {
		return false
	}
	for _, known := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == "*" || strings.TrimPrefix(known, "W/") == a.header.Get("ETag") {
			return true
		}
	}
	return false
}
