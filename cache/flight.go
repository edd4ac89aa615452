package cache

import "sync"

// flights are the requests that are being executed, on behalf of all who ask the same.
type flights struct {
	mu     sync.Mutex
	flying map[call]*flight
}

// flight is one of them. What it came to is there once landed is closed.
type flight struct {
	landed    chan struct{}
	answer    *answer // nil if it may not be shared
	abandoned bool    // whether that may be because he who asked first has hung up
}

// join returns the flight of a call, and whether the caller is to lead it, and to land it whatever happens.
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

// land lets those go on who wait.
func (f *flights) land(asked call, led *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.flying, asked)
	close(led.landed)
}
