package web

import (
	"net/http"
	"sync"

	"partnernetz/auth"
	"partnernetz/graph/limit"
	"partnernetz/graph/transport"
)

// How many uploads may be under way, as each may take a gigabyte of the disk for as long as it arrives.
const (
	uploadsOfOne = 3 // account
	uploadsOfAll = 16
)

// uploads counts those that are under way.
type uploads struct {
	mu  sync.Mutex
	of  map[string]int // accounts
	all int
}

// bounded refuses an upload while there are too many, before any of it is read. All other requests pass, also of those who may
// upload nothing, which are refused anyway.
func (u *uploads) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller := auth.From(r.Context())
		if !transport.IsMultipart(r.Header) || !caller.May(auth.Edit) {
			next.ServeHTTP(w, r)
			return
		}
		if !u.begin(caller.AccountID) {
			w.Header().Set("Connection", "close") // the file is still on its way
			w.Header().Set("Retry-After", "10")
			fail(w, r, http.StatusServiceUnavailable, "too many files are being uploaded at the same time; try again when they are there", map[string]string{"code": limit.CodeBusy})
			return
		}
		defer u.end(caller.AccountID)
		next.ServeHTTP(w, r)
	})
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
