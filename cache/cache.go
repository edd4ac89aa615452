// Package cache keeps whole answers to requests of the public, each until something changes that was read for it.
//
// Executing an operation costs many times more than writing the bytes of its answer, and what the public reads changes only a few
// times a day. An answer is found by the bytes of its request, before anything is parsed.
package cache

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"time"

	"partnernetz/graph/transport"
)

// patience is how long a request waits for the answer to an equal request of somebody else, who may have to wait for his turn.
const patience = time.Second

// Source tells what answers are made of.
type Source interface {
	// Now returns a number that grows whenever what the public can read changes; while it returns false nothing is kept.
	Now() (uint64, bool)
	// Observe returns a context that notes what is read with it, and a function that returns what was read so far.
	Observe(context.Context) (context.Context, func() uint64)
	// Changed reports whether anything that was read has changed between two numbers.
	Changed(since, now, read uint64) bool
}

// Cache keeps answers. Make one with New.
type Cache struct {
	source    Source
	anonymous func(*http.Request) bool
	kept      shelves
	flights   flights
	buffers   sync.Pool // of *[]byte, to read requests into
}

// New makes a cache. anonymous tells whether a request is one of the public; answers to other requests are not kept.
func New(source Source, anonymous func(*http.Request) bool) *Cache {
	return &Cache{source: source, anonymous: anonymous, kept: shelves{changed: source.Changed}, buffers: sync.Pool{New: func() any { return new([]byte) }}}
}

type recorderKey struct{}

// Answered takes note of an answer on its way to the caller. Set transport.HTTP.Done to it.
func (c *Cache) Answered(ctx context.Context, header http.Header, a transport.Answer) {
	rec, ok := ctx.Value(recorderKey{}).(*recorder)
	if !ok || !a.Clean() {
		return
	}
	header.Set("ETag", Tag(a.Body))
	header.Set("Cache-Control", "public, no-cache") // may be kept, but has to be checked each time, which the ETag makes cheap
	rec.answer = newAnswer(header, a.Body)
}

// Tag is the ETag of an answer: the same for the same bytes.
func Tag(body []byte) string {
	sum := sha256.Sum256(body)
	return strconv.Quote(base64.RawURLEncoding.EncodeToString(sum[:18]))
}

// Wrap answers from the cache if it can; otherwise next answers.
func (c *Cache) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now, ok := c.source.Now() // before anything is read
		if !ok || !cacheable(r) || !c.anonymous(r) {
			w.Header().Set("Cache-Control", "private, no-store")
			next.ServeHTTP(w, r)
			return
		}
		buffer := c.buffers.Get().(*[]byte)
		request, body, err := read(r, (*buffer)[:0])
		var a *answer
		var question string
		if err == nil {
			a = c.kept.find(now, request)
		}
		if a == nil {
			question = string(request)
		}
		*buffer = request
		c.buffers.Put(buffer)
		if a != nil {
			a.write(w, r)
			return
		}
		putBack(r, question[body:])
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		c.ask(next, w, r, call{now, question})
	})
}

// call is a request, with the number that Source.Now had when it came, so that nobody gets an answer from before a change that he
// may know of.
type call struct {
	now      uint64
	question string
}

// ask lets next answer. Of several equal requests at the same time only one is executed.
func (c *Cache) ask(next http.Handler, w http.ResponseWriter, r *http.Request, asked call) {
	for r.Context().Err() == nil {
		f, mine := c.flights.join(asked)
		if mine {
			c.lead(next, w, r, asked, f)
			return
		}
		timer := time.NewTimer(patience)
		select {
		case <-r.Context().Done():
			timer.Stop()
			return
		case <-timer.C:
			next.ServeHTTP(w, r)
			return
		case <-f.landed:
			timer.Stop()
		}
		switch {
		case f.answer != nil:
			f.answer.write(w, r)
			return
		case !f.abandoned:
			next.ServeHTTP(w, r)
			return
		}
	}
}

// lead executes a request whose answer others may be waiting for too. They get the answer before anything is written to this
// caller, who may be slow to read.
func (c *Cache) lead(next http.Handler, w http.ResponseWriter, r *http.Request, asked call, f *flight) {
	rec := &recorder{header: http.Header{}}
	func() {
		defer func() {
			f.answer, f.abandoned = rec.answer, r.Context().Err() != nil
			c.flights.land(asked, f)
		}()
		if rec.answer = c.kept.find(asked.now, []byte(asked.question)); rec.answer != nil { // kept by the flight before this one
			return
		}
		ctx, read := c.source.Observe(context.WithValue(r.Context(), recorderKey{}, rec))
		next.ServeHTTP(rec, r.WithContext(ctx))
		if rec.answer != nil {
			rec.answer.since, rec.answer.read = asked.now, read()
			c.kept.put(asked.question, rec.answer)
		}
	}()
	rec.write(w, r)
}
