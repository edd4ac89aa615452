package auth

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"time"

	"partnernetz/limit"
)

// How often signing in may fail: so many times at once, and then once in the given time. An office behind one address has many
// people, an e-mail address only one.
const (
	failuresOfEmail   = 10
	emailRecovers     = 30 * time.Second
	failuresOfAddress = 30
	addressRecovers   = 10 * time.Second
)

// failures bounds how often signing in may fail, for each e-mail address and each network address.
type failures struct{ byEmail, byAddress *limit.Buckets }

func newFailures(now func() time.Time) failures {
	return failures{limit.New(failuresOfEmail, emailRecovers, now), limit.New(failuresOfAddress, addressRecovers, now)}
}

// attempt counts an attempt as a failure until it is forgiven, so that many attempts at once do not get around the limit. If there
// were too many failures, it returns how long to wait instead.
func (f failures) attempt(address, email string) (forgive func(), wait time.Duration) {
	one, wait := f.byAddress.Take(limit.Network(address))
	if wait > 0 {
		return nil, wait // without counting by e-mail: one network address must not push out what is remembered of many e-mail addresses
	}
	other, wait := f.byEmail.Take(email)
	if wait > 0 {
		one()
		return nil, wait
	}
	return func() { one(); other() }, 0
}

// attempt refuses an attempt after too many failures.
func (a *Accounts) attempt(ctx context.Context, email string) (forgive func(), err error) {
	forgive, wait := a.failures.attempt(From(ctx).Address, email)
	if wait > 0 {
		slog.WarnContext(ctx, "too many sign-ins failed", "address", From(ctx).Address)
		seconds := int(math.Ceil(wait.Seconds()))
		return nil, refuse("", RateLimited, fmt.Sprintf("Zu viele Versuche. Bitte in %d Sekunden wieder versuchen.", seconds),
			fmt.Sprintf("too many attempts; try again in %d seconds", seconds))
	}
	return forgive, nil
}
