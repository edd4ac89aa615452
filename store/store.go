// Package store keeps the network's content in MongoDB or in the embedded engine. It alone knows the database.
package store

import (
	"context"
	"fmt"
	"sync/atomic"

	"partnernetz/content"
)

// Store gives access to all content.
type Store struct {
	Media               *Collection[*content.Media]
	Partners            *Collection[*content.Partner]
	Agreements          *Collection[*content.Agreement]
	Measures            *Collection[*content.Measure]
	Pages               *Collection[*content.Page]
	Events              *Collection[*content.Event]
	GoodPractices       *Collection[*content.GoodPractice]
	ImplementationYears *Collection[*content.ImplementationYear]
	Initiatives         *Collection[*content.Initiative]
	Menus               *Collection[*content.Menu]

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
	s.Media = newCollection[*content.Media](s, content.MediaFiles, link{"partner", content.Partners})
	s.Partners = newCollection[*content.Partner](s, content.Partners, link{"logo", content.MediaFiles})
	s.Agreements = newCollection[*content.Agreement](s, content.Agreements, link{"partner", content.Partners})
	s.Measures = newCollection[*content.Measure](s, content.Measures, link{"partner", content.Partners}, link{"agreement", content.Agreements})
	s.Pages = newCollection[*content.Page](s, content.Pages)
	s.Events = newCollection[*content.Event](s, content.Events, link{"hosts", content.Partners})
	s.GoodPractices = newCollection[*content.GoodPractice](s, content.GoodPractices,
		link{"partner", content.Partners}, link{"measure", content.Measures}, link{"adoptions.partner", content.Partners})
	s.ImplementationYears = newCollection[*content.ImplementationYear](s, content.ImplementationYears)
	s.Initiatives = newCollection[*content.Initiative](s, content.Initiatives)
	s.Menus = newCollection[*content.Menu](s, content.Menus)
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
	if len(ids) > content.MaxPage {
		return nil, content.Errorf(content.BadInput, "%d ids are too many at once; %d is the most", len(ids), content.MaxPage)
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

// Statistics counts what a view has. Each kind is counted once, when first asked for.
func (s *Store) Statistics(v content.View) *content.Statistics {
	return &content.Statistics{
		Partners:   Once(func(ctx context.Context) (content.Tally, error) { return s.Partners.Tally(ctx, v, "sector") }),
		Agreements: Once(func(ctx context.Context) (content.Tally, error) { return s.Agreements.Tally(ctx, v) }),
		Measures:   Once(func(ctx context.Context) (content.Tally, error) { return s.Measures.Tally(ctx, v, "area", "status") }),
	}
}
