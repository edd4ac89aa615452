// Package limit bounds how often something may be done. It does not know what that is.
package limit

import (
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// remembered is how many keys are known at a time. Beyond that, the keys that were not used for longest are forgotten.
const remembered = 10_000

// Buckets has a bucket of tokens for each key, such as an address. It only knows what this instance has seen.
type Buckets struct {
	size     int
	recovers time.Duration
	now      func() time.Time

	mu    sync.Mutex
	known *lru.Cache[string, *rate.Limiter]
}

// New makes buckets of the given size. After each duration of recovers, one token comes back.
func New(size int, recovers time.Duration, now func() time.Time) *Buckets {
	known, _ := lru.New[string, *rate.Limiter](remembered) // fails for sizes below 1 only
	return &Buckets{size: size, recovers: recovers, now: now, known: known}
}

// Take takes a token of a key, and returns a function that puts it back. If there is no token, it returns how long to wait
// instead.
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

// Network returns the key that an address is counted by. With IPv6 it is the /64, as everybody can choose addresses within one.
func Network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil || a.Unmap().Is4() {
		return address
	}
	prefix, _ := a.WithZone("").Prefix(64)
	return prefix.String()
}
