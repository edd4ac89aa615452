// Package store keeps the network's content in MongoDB or in the embedded engine. It alone knows the database.
package store

import (
	"context"
	"fmt"
	"reflect"
	"sync/atomic"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Store gives access to all content.
type Store struct {
	Media               *Collection[*network.Media]
	Partners            *Collection[*network.Partner]
	Agreements          *Collection[*network.Agreement]
	Measures            *Collection[*network.Measure]
	Pages               *Collection[*network.Page]
	Events              *Collection[*network.Event]
	GoodPractices       *Collection[*network.GoodPractice]
	ImplementationYears *Collection[*network.ImplementationYear]
	Reports             *Collection[*network.Report]
	Initiatives         *Collection[*network.Initiative]
	Menus               *Collection[*network.Menu]
	Releases            *Collection[*network.Release]

	tables

	db     *Database
	search searcher
	byKind map[content.Kind]Entries
	schema int         // the version of the stored content that this program knows
	blind  atomic.Bool // whether changes of other instances go unseen at the moment
	stop   func()
}

// New prepares the database, which several instances may do at once, and opens the store.
func New(ctx context.Context, db *Database) (*Store, error) {
	s := &Store{db: db, tables: newTables(db), byKind: map[content.Kind]Entries{}}
	s.collect()
	if err := s.migrate(ctx, migrations()); err != nil {
		return nil, fmt.Errorf("preparing the database: %w", err)
	}
	for _, c := range s.byKind {
		if err := c.setUp(ctx); err != nil {
			return nil, fmt.Errorf("preparing the database: %w", err)
		}
	}
	if err := s.tables.setUp(ctx); err != nil {
		return nil, fmt.Errorf("preparing the database: %w", err)
	}
	if err := (directory{s}).setUp(ctx); err != nil {
		return nil, fmt.Errorf("preparing the database: %w", err)
	}
	s.watch()
	return s, nil
}

// collect makes a collection for each field that is one. The kind of its entries says all that it has to know.
func (s *Store) collect() {
	fields := reflect.ValueOf(s).Elem()
	for i := range fields.NumField() {
		if !fields.Type().Field(i).IsExported() {
			continue
		}
		c := reflect.New(fields.Type().Field(i).Type.Elem())
		c.Interface().(Entries).open(s)
		fields.Field(i).Set(c)
	}
}

// Close stops what the store does by itself. The database stays open.
func (s *Store) Close() { s.stop() }

// Remote reports whether the database is another process, so that an operation mostly waits where it would compute.
func (s *Store) Remote() bool { return !s.db.embedded }

// Empty reports whether there is no content at all.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	for _, c := range s.byKind {
		if empty, err := c.empty(ctx); err != nil || !empty {
			return false, err
		}
	}
	return true, nil
}

// Nodes returns the entries of ids of any kinds in their order, nil where the view has none. A malformed id, or more ids
// than a page has entries, is an error of code BAD_INPUT.
func (s *Store) Nodes(ctx context.Context, v content.View, ids []string) ([]content.Node, error) {
	if len(ids) > list.MaxPage {
		return nil, content.Errorf(content.BadInput, "%d ids are too many at once; %d is the most", len(ids), list.MaxPage)
	}
	byKind := map[content.Kind][]string{}
	for _, id := range ids {
		kind, err := content.KindOf(id)
		if err != nil {
			return nil, err
		}
		byKind[kind] = append(byKind[kind], id)
	}
	byID := make(map[string]content.Node, len(ids))
	for kind, some := range byKind {
		found, err := s.byKind[kind].Some(ctx, v, some)
		if err != nil {
			return nil, err
		}
		for id, e := range found {
			byID[id] = e
		}
	}
	nodes := make([]content.Node, len(ids))
	for i, id := range ids {
		nodes[i] = byID[id]
	}
	return nodes, nil
}
