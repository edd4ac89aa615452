package limit

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// clock is a time that tests set.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// taken takes tokens until there is none. It returns how many there were, and how long to wait.
func taken(b *Buckets, key string) (n int, wait time.Duration) {
	for n = range 1000 {
		if _, wait = b.Take(key); wait > 0 {
			return n, wait
		}
	}
	return n, 0
}

func TestTake(t *testing.T) {
	c := &clock{time.Unix(1e9, 0)}
	b := New(10, 30*time.Second, c.now)
	if n, wait := taken(b, "a"); n != 10 || wait != 30*time.Second {
		t.Errorf("there are %d, and then one after %s", n, wait)
	}
	if n, _ := taken(b, "b"); n != 10 {
		t.Errorf("of another key there are %d", n)
	}
	c.Time = c.Add(29 * time.Second)
	if _, wait := b.Take("a"); wait != time.Second {
		t.Errorf("a second too early it is %s too early", wait)
	}
	c.Time = c.Add(time.Second)
	if n, _ := taken(b, "a"); n != 1 {
		t.Errorf("after the wait there are %d", n)
	}
	c.Time = c.Add(time.Hour)
	if n, _ := taken(b, "a"); n != 10 {
		t.Errorf("after an hour there are %d", n)
	}
}

// A token that was put back can be taken again, but only once.
func TestPutBack(t *testing.T) {
	b := New(10, time.Hour, (&clock{time.Unix(1e9, 0)}).now)
	for range 4 {
		b.Take("a")
	}
	for i := range 1000 {
		putBack, wait := b.Take("a")
		if wait > 0 {
			t.Fatalf("number %d is refused", i)
		}
		putBack()
	}
	if n, _ := taken(b, "a"); n != 6 {
		t.Errorf("4 were taken, and %d are left", n)
	}
}

// Many callers at once do not get more tokens than there are.
func TestTakeAtOnce(t *testing.T) {
	b := New(10, time.Hour, time.Now)
	var some sync.WaitGroup
	var got atomic.Int64
	for range 200 {
		some.Go(func() {
			if _, wait := b.Take("a"); wait == 0 {
				got.Add(1)
			}
		})
	}
	some.Wait()
	if got.Load() != 10 {
		t.Errorf("%d of 10 were taken", got.Load())
	}
}

// Ever new keys do not fill the memory.
func TestRemembered(t *testing.T) {
	b := New(1, time.Hour, time.Now)
	for i := range 2 * remembered {
		b.Take(fmt.Sprint(i))
	}
	if b.known.Len() != remembered {
		t.Errorf("%d keys are known", b.known.Len())
	}
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "::ffff:192.0.2.7", "2001:db8::1": "2001:db8::/64", "2001:db8::ffff%eth0": "2001:db8::/64",
		"2001:db8:0:1::": "2001:db8:0:1::/64", "": "", "somewhere": "somewhere",
	} {
		if got := Network(address); got != want {
			t.Errorf("%q is counted as %q, want %q", address, got, want)
		}
	}
}
