package store

import (
	"sync/atomic"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/bsonkit"
)

// committed is where the engine keeps its content, and remembers what was kept last. The engine lets nobody read while it
// writes its file, which takes longer the more there is; what is remembered here never changes and can be read meanwhile.
type committed struct {
	kept lungo.Store
	last atomic.Pointer[lungo.Catalog]
	none bsonkit.Set
}

// Load reads what there is.
func (c *committed) Load() (*lungo.Catalog, error) {
	catalog, err := c.kept.Load()
	c.last.Store(catalog)
	return catalog, err
}

// Store keeps content. What cannot be kept is not read either.
func (c *committed) Store(catalog *lungo.Catalog) error {
	err := c.kept.Store(catalog)
	if err == nil {
		c.last.Store(catalog)
	}
	return err
}

// documents returns those of a collection; none if there is no such collection, an error if the engine was closed.
func (c *committed) documents(of lungo.Handle) (*bsonkit.Set, error) {
	catalog := c.last.Load()
	if catalog == nil {
		return nil, lungo.ErrEngineClosed
	}
	if stored := catalog.Namespaces[of]; stored != nil {
		return stored.Documents, nil
	}
	return &c.none, nil
}
