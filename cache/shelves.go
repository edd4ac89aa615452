package cache

import "sync"

const (
	maxBytes = 128 << 20 // of all requests and answers that are kept, in all their forms
	overhead = 2 << 10   // bytes that each answer takes besides; if they did not count, a flood of short answers would fill the memory
)

// shelves keep answers on two shelves of the same size. Answers are put on the front one, and moved there when they are asked
// for. Once the front shelf is full it becomes the back one, and the answers of the old back shelf, which nobody has asked
// for meanwhile, are dropped; so outdated answers are dropped in time, too. Finding an answer takes a lock that readers
// share, and nothing else.
type shelves struct {
	changed     func(since, now, read uint64) bool
	mu          sync.RWMutex
	front, back map[string]*answer
	bytes       int // on the front shelf
}

// find returns the answer that a request was given before, if nothing that was read for it has changed since; nil if there is
// none.
func (s *shelves) find(now uint64, request []byte) *answer {
	s.mu.RLock()
	a := s.front[string(request)]
	var old *answer
	if a == nil {
		old = s.back[string(request)]
	}
	s.mu.RUnlock()
	switch {
	case a != nil && !s.changed(a.since, now, a.read):
		return a
	case old != nil && !s.changed(old.since, now, old.read):
		s.put(string(request), old)
		return old
	}
	return nil
}

// put keeps an answer. It replaces an older one to the same request.
func (s *shelves) put(request string, a *answer) {
	size := len(request) + a.body.Size() + overhead
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.front[request]
	if before != nil {
		if before.since >= a.since {
			return
		}
		s.bytes -= len(request) + before.body.Size() + overhead
		delete(s.front, request)
	}
	switch {
	case size > maxBytes/2:
		return
	case s.front == nil:
		s.front = map[string]*answer{}
	case s.bytes+size > maxBytes/2:
		s.front, s.back, s.bytes = map[string]*answer{}, s.front, 0
	}
	s.front[request] = a
	s.bytes += size
}
