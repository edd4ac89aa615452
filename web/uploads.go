package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"partnernetz/auth"
	"partnernetz/graph/limit"
	"partnernetz/graph/transport"
)

// How many uploads may be under way, as each may take a gigabyte of the disk for as long as it arrives.
const (
	uploadsOfOne = 3 // of one account
	uploadsOfAll = 16

	uploadWait = 5 * time.Second // for other uploads to end
)

// uploads counts the uploads that are under way.
type uploads struct {
	mu  sync.Mutex
	of  map[string]int // by account
	all int
}

// bounded lets an upload wait while too many are under way. If it has to wait too long, it is refused before any of it is
// read. All other requests pass; so do uploads of callers who may not upload, as these are refused later anyway.
func (u *uploads) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller := auth.From(r.Context())
		if !transport.IsMultipart(r.Header) || !caller.May(auth.Edit) {
			next.ServeHTTP(w, r)
			return
		}
		if !u.await(r.Context(), caller.AccountID) {
			w.Header().Set("Connection", "close") // the file is still on its way
			w.Header().Set("Retry-After", "10")
			fail(w, r, http.StatusServiceUnavailable, fmt.Sprintf("too many uploads are under way: %d of one account and %d in all are possible at a time; try again when one of them has ended", uploadsOfOne, uploadsOfAll), map[string]string{"code": limit.CodeBusy})
			return
		}
		defer u.end(caller.AccountID)
		next.ServeHTTP(w, r)
	})
}

func (u *uploads) await(ctx context.Context, account string) bool {
	ctx, cancel := context.WithTimeout(ctx, uploadWait)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for !u.begin(account) {
		select {
		case <-ctx.Done():
			return false
		case <-again.C:
		}
	}
	return true
}

func (u *uploads) begin(account string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.all >= uploadsOfAll || u.of[account] >= uploadsOfOne {
		return false
	}
	u.all++
	u.of[account]++
	return true
}

func (u *uploads) end(account string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.all--
	if u.of[account]--; u.of[account] == 0 {
		delete(u.of, account)
	}
}
