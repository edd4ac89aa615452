package limit

// amount is how much a part of an operation may come to.
type amount struct {
	entries int // objects with an id, and what counts as one
	bytes   int // of the answer, at least
	lists   int // fields that are objects or lists of objects: each is read once for all entries that have it
}

func (a amount) plus(b amount) amount {
	return amount{add(a.entries, b.entries), add(a.bytes, b.bytes), add(a.lists, b.lists)}
}

func (a amount) times(n int) amount {
	return amount{times(a.entries, n), times(a.bytes, n), a.lists}
}
