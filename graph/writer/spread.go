package writer

import "sync"

// Spreads reports whether the fields of an object have to be written concurrently: where the database is remote, several
// links would otherwise wait for each other. The links of siblings are resolved together, so this is only for the first of
// them.
func (w *Writer) Spreads(sel *Selection) bool {
	if !w.options.Remote || sel.links < 2 || w.spread[sel.n] {
		return false
	}
	w.spread[sel.n] = true
	return true
}

// Spread writes the fields of an object concurrently, each with its own writer, and then puts what they wrote in order.
func (w *Writer) Spread(sel *Selection, write func(*Writer, []Step)) {
	parts := make([]*Writer, len(sel.Steps))
	stops := make([]*stop, len(sel.Steps))
	var all sync.WaitGroup
	for i := range sel.Steps {
		parts[i] = &Writer{answer: w.answer}
		all.Go(func() {
			stops[i] = stopping(func() { write(parts[i], sel.Steps[i:i+1]) })
		})
	}
	all.Wait()
	var early *stop
	for _, s := range stops {
		if s != nil && (early == nil || early.cause == nil) { // an end counts more than a stop after which gqlgen could try again
			early = s
		}
	}
	if early != nil {
		panic(*early)
	}
	for _, part := range parts {
		w.b = append(w.b, part.b...)
		w.granted += part.granted
	}
}

// stopping returns the stop that ended write early; nil if nothing did. After any other panic gqlgen has to carry out the
// operation.
func stopping(write func()) (early *stop) {
	defer func() {
		if r := recover(); r != nil {
			s, _ := r.(stop)
			early = &s
		}
	}()
	write()
	return nil
}
