package limit

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var (
	largeCost = amount{lists: 100, entries: 200_000} // guessed to take 300 ms
	smallCost = amount{lists: 2, entries: 20}
)

// served lets n operations that have a place end one after the other, as if each took the given time, and returns their callers.
func served(q *queue, n int, took time.Duration, turns map[string][]*turn) string {
	var order []string
	for range n {
		for name, of := range turns {
			for i, t := range of {
				if t != nil && t.given {
					of[i] = nil
					order = append(order, name)
					q.done(t, took)
					goto next
				}
			}
		}
	next:
	}
	return strings.Join(order, " ")
}

func asks(q *queue, turns map[string][]*turn, c Caller, n int, cost amount) {
	for range n {
		turns[c.Name] = append(turns[c.Name], q.ask(c, cost))
	}
}

// However many operations one caller has waiting, others have their turn after the operation under way.
func TestQueueTakesTurns(t *testing.T) {
	q, turns := newQueue(1, 0), map[string][]*turn{}
	asks(q, turns, Caller{Name: "greedy"}, 6, largeCost)
	asks(q, turns, Caller{Name: "a"}, 2, largeCost)
	asks(q, turns, Caller{Name: "b"}, 1, smallCost)
	if got, want := served(q, 9, time.Second, turns), "greedy b a greedy a greedy greedy greedy greedy"; got != want {
		t.Errorf("served %s, want %s", got, want)
	}
	if q.free != 1 || q.large != 1 || len(q.waiting) != 0 {
		t.Errorf("afterwards %d places are free, %d for large operations, and %d wait", q.free, q.large, len(q.waiting))
	}
}

// A caller with a weight is served as often as that many others.
func TestQueueWeighs(t *testing.T) {
	q, turns := newQueue(1, 0), map[string][]*turn{}
	asks(q, turns, Caller{Name: "website", Weight: 3}, 40, largeCost)
	asks(q, turns, Caller{Name: "one"}, 20, largeCost)
	if got := served(q, 40, 300*time.Millisecond, turns); strings.Count(got, "one") < 9 || strings.Count(got, "one") > 10 {
		t.Errorf("served %s, want three quarters of the website", got)
	}
}

// The time that an operation really took counts, not the guess.
func TestQueueCountsTime(t *testing.T) {
	q, turns := newQueue(1, 0), map[string][]*turn{}
	asks(q, turns, Caller{Name: "slow"}, 1, smallCost)
	asks(q, turns, Caller{Name: "quick"}, 3, largeCost)
	asks(q, turns, Caller{Name: "slow"}, 1, smallCost)
	served(q, 1, 5*time.Second, turns)
	if got, want := served(q, 4, 100*time.Millisecond, turns), "quick quick quick slow"; got != want {
		t.Errorf("served %s, want %s", got, want)
	}
}

// A small operation does not wait for the end of a large one, and a flood of small ones does not keep a large one out.
func TestQueueKeepsAPlaceForSmallOperations(t *testing.T) {
	q := newQueue(1, 1)
	large, more := q.ask(Caller{Name: "a"}, largeCost), q.ask(Caller{Name: "a"}, largeCost)
	small := q.ask(Caller{Name: "b"}, smallCost)
	if !large.given || more.given || !small.given {
		t.Errorf("large %t, another %t, small %t", large.given, more.given, small.given)
	}
	q.done(large, time.Millisecond)
	for i := range 1000 {
		if more.given {
			return
		}
		next := q.ask(Caller{Name: fmt.Sprint("new ", i)}, smallCost)
		q.done(small, 3*time.Millisecond)
		small = next
	}
	t.Error("the large operation never had its turn")
}

// Nobody saves up time by staying away: a caller who comes back has no more than a new one.
func TestQueueForgetsAbsence(t *testing.T) {
	q, turns := newQueue(1, 0), map[string][]*turn{}
	asks(q, turns, Caller{Name: "back"}, 1, smallCost)
	served(q, 1, time.Millisecond, turns)
	asks(q, turns, Caller{Name: "there"}, 20, largeCost)
	served(q, 10, 300*time.Millisecond, turns)
	asks(q, turns, Caller{Name: "back"}, 9, largeCost)
	if got := served(q, 8, 300*time.Millisecond, turns); strings.Count(got, "back") > 5 {
		t.Errorf("served %s", got)
	}
}

// The queue stays short, whoever fills it. The operation that would be served last is sent away, and others still have their turn.
func TestQueueIsBounded(t *testing.T) {
	q := newQueue(1, 0)
	var greedy []*turn
	for range 10 * maxWaiting {
		greedy = append(greedy, q.ask(Caller{Name: "greedy"}, largeCost))
	}
	if len(q.waiting) != maxWaiting {
		t.Errorf("%d wait", len(q.waiting))
	}
	other := q.ask(Caller{Name: "other"}, smallCost)
	select {
	case <-other.come:
		t.Error("the other was sent away")
	default:
	}
	q.done(greedy[0], time.Second)
	if !other.given {
		t.Error("the other is not served next")
	}
	for i := range 3 * maxCallers {
		q.leave(q.ask(Caller{Name: fmt.Sprint(i)}, smallCost))
	}
	if n := q.callers.Len(); n > maxCallers {
		t.Errorf("%d callers are remembered", n)
	}
}

// An operation that gives up leaves no trace, whether or not it was given a place meanwhile.
func TestQueueIsLeft(t *testing.T) {
	q := newQueue(1, 0)
	first, second, third := q.ask(Caller{Name: "a"}, smallCost), q.ask(Caller{Name: "b"}, smallCost), q.ask(Caller{Name: "c"}, smallCost)
	q.leave(second)
	q.leave(first) // an operation that has a place gives it back by done
	if second.given || !first.given || len(q.waiting) != 1 {
		t.Errorf("first %t, second %t, %d wait", first.given, second.given, len(q.waiting))
	}
	q.done(first, 0)
	q.done(third, 0)
	if !third.given || q.free != 1 || second.active != 0 || third.active != 0 {
		t.Errorf("third %t, %d free, active %d and %d", third.given, q.free, second.active, third.active)
	}
}
