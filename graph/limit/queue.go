package limit

import (
	"cmp"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	maxWaiting = 128    // operations, each with its text and its variables
	maxCallers = 10_000 // callers whose use is remembered
)

// How long an operation is guessed to take, until it is known: most of the time goes into reading, and an operation with few
// lists and entries takes little time.
const (
	guessedList  = time.Millisecond
	guessedEntry = time.Microsecond
	smallLists   = 20
	smallEntries = 1000
)

// queue gives places to callers in turn. The next place goes to the caller who has used the least time for his weight,
// including the guess for the waiting operation. So a caller who asks for much, on however many connections, makes only
// himself wait, and a caller who asks for little does not wait behind the many operations of another. Some places are for
// small operations only, which then do not wait for the end of a large one. The queue is short, so that searching it costs
// nothing, however it is filled.
type queue struct {
	mu      sync.Mutex
	free    int // places
	large   int // how many of these a large operation may take
	reached time.Duration
	waiting []*turn
	callers *lru.Cache[string, *account]
}

// account is what a caller has used, including guesses for operations under way. A caller who is new, or comes back, begins
// where the queue is: at what the caller who was given the last place had used by then. So nobody saves up time by staying
// away, or pays for earlier use.
type account struct {
	used   time.Duration
	active int // operations that wait or are under way
}

// turn is an operation that waits for a place, or has one.
type turn struct {
	*account
	weight  time.Duration
	guessed time.Duration
	small   bool
	come    chan struct{} // closed when it is settled whether the place is given
	given   bool
}

// rank returns what the caller will have used with this operation.
func (t *turn) rank() time.Duration { return t.used + t.guessed/t.weight }

func newQueue(places, small int) *queue {
	callers, _ := lru.New[string, *account](maxCallers) // fails for sizes below 1 only
	return &queue{free: places + small, large: places, callers: callers}
}

// ask puts an operation into the queue. If the queue is full, the operation that would be served last leaves it without a place.
func (q *queue) ask(c Caller, cost amount) *turn {
	q.mu.Lock()
	defer q.mu.Unlock()
	a, ok := q.callers.Get(c.Name)
	if !ok {
		a = &account{}
		q.callers.Add(c.Name, a)
	}
	if a.active++; a.active == 1 {
		a.used = max(a.used, q.reached)
	}
	t := &turn{
		account: a, weight: time.Duration(max(1, c.Weight)), come: make(chan struct{}),
		guessed: time.Duration(cost.lists)*guessedList + time.Duration(cost.entries)*guessedEntry,
		small:   cost.lists <= smallLists && cost.entries <= smallEntries,
	}
	q.waiting = append(q.waiting, t)
	q.serve()
	if len(q.waiting) > maxWaiting {
		last := slices.MaxFunc(q.waiting, func(a, b *turn) int { return cmp.Compare(a.rank(), b.rank()) })
		q.remove(last)
	}
	return t
}

// serve gives away the free places.
func (q *queue) serve() {
	for q.free > 0 {
		var next *turn
		for _, t := range q.waiting {
			if (t.small || q.large > 0) && (next == nil || t.rank() < next.rank()) {
				next = t
			}
		}
		if next == nil {
			return
		}
		q.free--
		if !next.small {
			q.large--
		}
		next.used, next.given = next.rank(), true
		q.reached = max(q.reached, next.used)
		next.active++
		q.remove(next)
	}
}

// remove takes a turn out of the queue; it is settled then.
func (q *queue) remove(t *turn) {
	i := slices.Index(q.waiting, t)
	q.waiting = slices.Delete(q.waiting, i, i+1)
	t.active--
	close(t.come)
}

// leave takes out a turn that gives up, unless it is settled already.
func (q *queue) leave(t *turn) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.waiting, t) {
		q.remove(t)
	}
}

// done gives back a place, and replaces the guess by the time that the operation took.
func (q *queue) done(t *turn, took time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	t.used += (took - t.guessed) / t.weight
	t.active--
	q.free++
	if !t.small {
		q.large++
	}
	q.serve()
}
