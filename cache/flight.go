package cache

import "sync"

// flights are the requests that are being executed, on behalf of all who sent an equal one.
type flights struct {
	mu     sync.Mutex
	flying map[call]*flight
}

// flight is one of them. Its answer is there once landed is closed.
type flight struct {
	landed    chan struct{}
	answer    *answer // nil if it may not be shared
	abandoned bool    // whether there may be no answer because the caller who leads has hung up
}

// join returns the flight of a call, and whether the caller is to lead it. A leader has to land the flight whatever happens.
func (f *flights) join(asked call) (*flight, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if there := f.flying[asked]; there != nil {
		return there, false
	}
	if f.flying == nil {
		f.flying = map[call]*flight{}
	}
	led := &flight{landed: make(chan struct{})}
	f.flying[asked] = led
	return led, true
}

// land lets those who wait go on.
func (f *flights) land(asked call, led *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.flying, asked)
	close(led.landed)
}
