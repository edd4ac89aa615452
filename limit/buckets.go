// Package limit bounds how often something may be done. It knows nothing of what that is.
package limit

import (
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// remembered is how many keys are known at a time. Of more, those are forgotten that were not asked about for longest.
const remembered = 10_000

// Buckets has a bucket of tokens for each key, such as an address. It knows what this instance has seen.
type Buckets struct {
	size     int
	recovers time.Duration
	now      func() time.Time

	mu    sync.Mutex
	known *lru.Cache[string, *rate.Limiter]
}

// New makes buckets that have so many tokens at most, of which one comes back each time that the duration is over.
func New(size int, recovers time.Duration, now func() time.Time) *Buckets {
	known, _ := lru.New[string, *rate.Limiter](remembered) // fails for sizes below 1 only
	return &Buckets{size: size, recovers: recovers, now: now, known: known}
}

// Take takes a token of a key, and returns how to put it back. If there is none, it returns for how long to wait instead.
func (b *Buckets) Take(key string) (putBack func(), wait time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	bucket, ok := b.known.Get(key)
	if !ok {
		bucket = rate.NewLimiter(rate.Every(b.recovers), b.size)
		b.known.Add(key, bucket)
	}
	now := b.now()
	if tokens := bucket.TokensAt(now); tokens < 1 {
		wait := time.Duration((1 - tokens) * float64(b.recovers))
		return nil, max(wait.Round(time.Millisecond), time.Millisecond)
	}
	taken := bucket.ReserveN(now, 1)
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		taken.CancelAt(now)
	}, 0
}

// Network is what an address is counted by: everybody with IPv6 has a whole /64 to change addresses in.
func Network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil || a.Unmap().Is4() {
		return address
	}
	prefix, _ := a.WithZone("").Prefix(64)
	return prefix.String()
}
