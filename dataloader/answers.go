package dataloader

import (
	"context"
	"sync"
)

// answers keeps the answers to the questions of one operation, so that each question is asked once, however many wait for the
// answer.
type answers[V any] struct {
	mu    sync.Mutex
	known map[question]func(context.Context) (V, error)
}

// question identifies an answer.
type question struct {
	of   any    // a pointer to the entries that were read together
	with string // the arguments, as a text that only equal arguments have
}

// get returns the answer to a question; if nobody has asked before, find finds it. A caller whose context ends gets no answer.
func (a *answers[V]) get(ctx context.Context, of any, with string, find func(context.Context) (V, error)) (none V, _ error) {
	if err := ctx.Err(); err != nil {
		return none, err
	}
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
