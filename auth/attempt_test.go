package auth

import (
	"fmt"
	"testing"
	"time"
)

// clock is a time that tests set.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// untilRefused tries until an attempt is refused. It returns how many attempts were not, and how long to wait.
func untilRefused(l failures, address, email string) (n int, wait time.Duration) {
	for n = range 1000 {
		if _, wait = l.attempt(address, email); wait > 0 {
			return n, wait
		}
	}
	return n, 0
}

func TestAttempts(t *testing.T) {
	c := &clock{time.Unix(1e9, 0)}
	l := newFailures(c.now)
	if n, wait := untilRefused(l, "192.0.2.1", "a@b.de"); n != failuresOfEmail || wait != emailRecovers {
		t.Errorf("of one e-mail there may be %d failures, and then one after %s", n, wait)
	}
	if n, wait := untilRefused(l, "192.0.2.2", "a@b.de"); n != 0 || wait != emailRecovers {
		t.Errorf("from another address there may be %d more, and then one after %s", n, wait)
	}
	if n, _ := untilRefused(l, "192.0.2.1", "c@d.de"); n != failuresOfEmail {
		t.Errorf("of another e-mail there may be %d", n)
	}
	c.Time = c.Add(emailRecovers - time.Second)
	if _, wait := l.attempt("192.0.2.3", "a@b.de"); wait != time.Second {
		t.Errorf("a second too early it is %s too early", wait)
	}
	c.Time = c.Add(time.Second)
	if n, _ := untilRefused(l, "192.0.2.3", "a@b.de"); n != 1 {
		t.Errorf("after the wait there may be %d", n)
	}
}

// A network address has its own limit, whatever e-mail address it tries; with IPv6 a whole /64 is one address.
func TestAttemptsByAddress(t *testing.T) {
	for _, address := range []string{"192.0.2.%d", "2001:db8::%d"} {
		c := &clock{time.Unix(1e9, 0)}
		l, n := newFailures(c.now), 0
		for n = range 1000 {
			if _, wait := l.attempt(fmt.Sprintf(address, 1), fmt.Sprint(n)); wait > 0 {
				break
			}
		}
		if n != failuresOfAddress {
			t.Errorf("there may be %d failures", n)
		}
		for range 1000 { // of one e-mail, which does not count for the address either
			l.attempt("198.51.100.1", "a@b.de")
		}
		if _, wait := l.attempt("198.51.100.1", "c@d.de"); wait > 0 {
			t.Error("an attempt that was refused for its e-mail counts for its address")
		}
	}
	l := newFailures(time.Now)
	for i := range failuresOfAddress {
		l.attempt(fmt.Sprintf("2001:db8::%d", i), fmt.Sprint(i))
	}
	if _, wait := l.attempt("2001:db8::ffff", "x"); wait == 0 {
		t.Error("another address of the same network is not limited")
	}
	if _, wait := l.attempt("2001:db8:0:1::", "x"); wait > 0 {
		t.Error("an address of another network is limited")
	}
}

// Successful attempts are not counted, however many, but they do not make up for failures either.
func TestAttemptsForgiven(t *testing.T) {
	c := &clock{time.Unix(1e9, 0)}
	l := newFailures(c.now)
	for range 4 {
		l.attempt("192.0.2.1", "a@b.de")
	}
	for i := range 1000 {
		forgive, wait := l.attempt("192.0.2.1", "a@b.de")
		if wait > 0 {
			t.Fatalf("the success number %d is limited", i)
		}
		forgive()
	}
	if n, _ := untilRefused(l, "192.0.2.1", "a@b.de"); n != failuresOfEmail-4 {
		t.Errorf("after 4 failures and many successes there may be %d more failures", n)
	}
}
