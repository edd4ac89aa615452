package content

import "sync"

// derived is what follows from a revision alone. It is found out when first asked for, and is there as long as the entry is
// kept that it was found out of; the copies that are read share it.
type derived struct{ known sync.Map }

// Keep makes room beside an entry, which is not going to be changed, for what follows from it. Whoever changes a copy of
// it takes a [Clone], which has no such room.
func Keep(e Entry) { e.Head().derived = &derived{} }

// DeriveFrom is derive for what depends on something else as well: what is kept is what it was made into last.
func DeriveFrom[V any](m *Meta, key, from any, make func() V) V {
	if m == nil || m.derived == nil {
		return make()
	}
	type last struct {
		from any
		made V
	}
	if kept, known := m.derived.known.Load(key); known && kept.(last).from == from {
		return kept.(last).made
	}
	made := make()
	m.derived.known.Store(key, last{from, made})
	return made
}

// Derive returns what make has made of a revision before under a key, or makes it.
func Derive[V any](m *Meta, key any, make func() V) V {
	if m == nil || m.derived == nil {
		return make()
	}
	v, known := m.derived.known.Load(key)
	if !known {
		v, _ = m.derived.known.LoadOrStore(key, make())
	}
	return v.(V)
}
