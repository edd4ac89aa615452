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
	maxCallers = 10_000 // of whom is known what they have used
)

// What an operation is guessed to take until it is known: most of the time goes into reading, and what is small in text and
// entries is small in time.
const (
	guessedList  = time.Millisecond
	guessedEntry = time.Microsecond
	smallLists   = 20
	smallEntries = 1000
)

// queue gives places to callers in turn: whoever has used least time for the weight that he has, with what the operation is
// guessed to take, gets the next one. So a caller who asks for much, on however many connections, waits for himself, and
// who asks for little waits for nobody's long queue. Some places are for small operations only, which then do not wait for
// the end of a large one. It is short, so that looking through it costs nothing however it is filled.
type queue struct {
	mu      sync.Mutex
	free    int // places
	large   int // how many of these a large operation may take
	reached time.Duration
	waiting []*turn
	callers *lru.Cache[string, *account]
}

// account is what a caller has used, with what is under way as guessed. Who comes new or back begins where the queue has come
// to: what whoever was given the last place has used by then. So nobody saves up by staying away, or pays for having been here.
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

// rank is what the caller will have used with this.
func (t *turn) rank() time.Duration { return t.used + t.guessed/t.weight }

func newQueue(places, small int) *queue {
	callers, _ := lru.New[string, *account](maxCallers) // fails for sizes below 1 only
	return &queue{free: places + small, large: places, callers: callers}
}

// ask puts an operation in the queue. If that is full, whoever would be the last to be served leaves it without a place.
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

// serve gives away what places there are.
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

// remove takes a turn out of the queue, and settles it.
func (q *queue) remove(t *turn) {
	i := slices.Index(q.waiting, t)
	q.waiting = slices.Delete(q.waiting, i, i+1)
	t.active--
	close(t.come)
}

// leave ends the waiting of a turn, unless that is settled already.
func (q *queue) leave(t *turn) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.waiting, t) {
		q.remove(t)
	}
}

// done gives back a place, and puts right what was guessed.
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
