package cache

import "sync"

const (
	maxBytes = 64 << 20 // of all requests and answers that are kept
	overhead = 2 << 10  // bytes that an answer takes besides; without it a flood of short ones would fill the memory
)

// shelves keep the answers of one generation on two shelves of the same size. Answers are put on the front one, and moved there
// when they are asked for. Once it is full it goes to the back, and what stood there, which nobody has asked for since, is
// gone. To find something takes a lock that readers share, and nothing else.
type shelves struct {
	mu          sync.RWMutex
	generation  uint64
	front, back map[string]*answer
	bytes       int // on the front one
}

// find returns the answer that a request was given while there was this generation; nil if it is not kept.
func (s *shelves) find(generation uint64, request []byte) *answer {
	s.mu.RLock()
	var a, old *answer
	if s.generation == generation {
		if a = s.front[string(request)]; a == nil {
			old = s.back[string(request)]
		}
	}
	s.mu.RUnlock()
	if old != nil {
		s.put(generation, string(request), old)
		return old
	}
	return a
}

// put keeps an answer, and forgets those of an earlier generation. One that is of an earlier generation itself is too late.
func (s *shelves) put(generation uint64, request string, a *answer) {
	size := len(request) + cap(a.body) + overhead
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case generation < s.generation || size > maxBytes/2:
		return
	case generation > s.generation || s.front == nil:
		s.generation, s.front, s.back, s.bytes = generation, map[string]*answer{}, nil, 0
	case s.front[request] != nil:
		return
	case s.bytes+size > maxBytes/2:
		s.front, s.back, s.bytes = map[string]*answer{}, s.front, 0
	}
	s.front[request] = a
	s.bytes += size
}
