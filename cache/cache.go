// Package cache keeps whole answers to what the public asks, and forgets them all when that changes.
//
// Executing an operation costs many times more than writing the bytes of its answer, and what the public reads changes a few
// times a day. So an answer is found by the bytes of its request, before anything is parsed.
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

// patience is how long a request waits for the answer to the same one of somebody else, who may have to wait for his turn.
const patience = time.Second

// Cache keeps answers. Make one with New.
type Cache struct {
	generation func() (uint64, bool)
	anonymous  func(*http.Request) bool
	kept       shelves
	flights    flights
	buffers    sync.Pool // of *[]byte, to read requests into
}

// New makes a cache. generation returns a number that grows whenever what the public can read changes; while it returns false
// nothing is kept. anonymous tells whether a request proves nobody to be more than the public: of others nothing is kept.
func New(generation func() (uint64, bool), anonymous func(*http.Request) bool) *Cache {
	return &Cache{generation: generation, anonymous: anonymous, buffers: sync.Pool{New: func() any { return new([]byte) }}}
}

type recorderKey struct{}

// Answered takes note of an answer on its way to the caller. It is for transport.HTTP.Done.
func (c *Cache) Answered(ctx context.Context, header http.Header, a transport.Answer) {
	rec, ok := ctx.Value(recorderKey{}).(*recorder)
	if !ok || !a.Clean() {
		return
	}
	sum := sha256.Sum256(a.Body)
	header.Set("ETag", strconv.Quote(base64.RawURLEncoding.EncodeToString(sum[:18])))
	header.Set("Cache-Control", "public, no-cache") // may be kept, but is asked for again, which the ETag makes cheap
	rec.answer = newAnswer(header, a.Body)
}

// Wrap answers from the cache, or else lets next answer.
func (c *Cache) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		generation, ok := c.generation() // before anything is read
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
			a = c.kept.find(generation, request)
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
		c.ask(next, w, r, call{generation, question})
	})
}

// call is a request, and what was there to be read when it came. So nobody gets an answer from before a change that he may
// know of.
type call struct {
	generation uint64
	question   string
}

// ask lets next answer. Of several who ask the same at the same time one has it executed.
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

// lead executes what others may be waiting for too. What they get is known before anything is written to this caller, who may
// be slow to read.
func (c *Cache) lead(next http.Handler, w http.ResponseWriter, r *http.Request, asked call, f *flight) {
	rec := &recorder{header: http.Header{}}
	func() {
		defer func() {
			f.answer, f.abandoned = rec.answer, r.Context().Err() != nil
			c.flights.land(asked, f)
		}()
		if rec.answer = c.kept.find(asked.generation, []byte(asked.question)); rec.answer != nil { // by who led before
			return
		}
		next.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), recorderKey{}, rec)))
		if rec.answer != nil {
			c.kept.put(asked.generation, asked.question, rec.answer)
		}
	}()
	rec.write(w, r)
}
