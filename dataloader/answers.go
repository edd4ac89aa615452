package dataloader

import (
	"context"
	"sync"
)

// answers keeps what was found out in an operation, so that each question is asked once, however many wait for the answer.
type answers[V any] struct {
	mu    sync.Mutex
	known map[question]func(context.Context) (V, error)
}

// question is what an answer is of.
type question struct {
	of   any    // a pointer to what was read together
	with string // the arguments, as text that only equal ones have
}

// get returns the answer to a question, which find finds if nobody has asked before.
func (a *answers[V]) get(ctx context.Context, of any, with string, find func(context.Context) (V, error)) (V, error) {
	q := question{of, with}
	a.mu.Lock()
	answer := a.known[q]
	if answer == nil {
		if a.known == nil {
			a.known = map[question]func(context.Context) (V, error){}
		}
		answer = once(find)
		a.known[q] = answer
	}
	a.mu.Unlock()
	return answer(ctx)
}
