package auth

import (
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// How often signing in may fail: so many times at once, and then once in so long. An office behind one address has many
// people, an e-mail address but one.
const (
	failuresOfEmail   = 10
	emailRecovers     = 30 * time.Second
	failuresOfAddress = 30
	addressRecovers   = 10 * time.Second
	remembered        = 10_000 // of each; who fails from more addresses than that has others to be stopped by
)

// limiter bounds how often signing in fails, for each e-mail address and each address of the network. It knows what this
// instance has seen.
type limiter struct {
	now                func() time.Time
	mu                 sync.Mutex
	byEmail, byAddress *lru.Cache[string, *rate.Limiter]
}

func newLimiter(now func() time.Time) *limiter {
	byEmail, _ := lru.New[string, *rate.Limiter](remembered) // fails for sizes below 1 only
	byAddress, _ := lru.New[string, *rate.Limiter](remembered)
	return &limiter{now: now, byEmail: byEmail, byAddress: byAddress}
}

// attempt counts an attempt as a failure until it is forgiven, so that many at once are no way around. If there were too
// many, it returns for how long to wait instead.
func (l *limiter) attempt(address, email string) (forgive func(), wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	byAddress := bucket(l.byAddress, Network(address), addressRecovers, failuresOfAddress)
	if wait := missing(byAddress, now); wait > 0 {
		return nil, wait // without a look at the e-mail: one address must not push out what is known of many
	}
	byEmail := bucket(l.byEmail, email, emailRecovers, failuresOfEmail)
	if wait := missing(byEmail, now); wait > 0 {
		return nil, wait
	}
	one, other := byAddress.ReserveN(now, 1), byEmail.ReserveN(now, 1)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		one.CancelAt(now)
		other.CancelAt(now)
	}, 0
}

func bucket(known *lru.Cache[string, *rate.Limiter], key string, recovers time.Duration, burst int) *rate.Limiter {
	b, ok := known.Get(key)
	if !ok {
		b = rate.NewLimiter(rate.Every(recovers), burst)
		known.Add(key, b)
	}
	return b
}

// missing returns how long it takes until there is room for an attempt.
func missing(b *rate.Limiter, now time.Time) time.Duration {
	if tokens := b.TokensAt(now); tokens < 1 {
		wait := time.Duration((1 - tokens) / float64(b.Limit()) * float64(time.Second))
		return max(wait.Round(time.Millisecond), time.Millisecond)
	}
	return 0
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
