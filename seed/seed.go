// Package seed has the content that an empty database begins with: facts from the public page of the initiative, and
// invented examples that say so.
package seed

import (
	"context"
	"embed"
	"fmt"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/transfer"
)

//go:embed network demo
var files embed.FS

// Fill brings seed content into an empty database: network for facts only, demo for examples too, none for nothing.
// A database that has any content is left as it is. The result is zero if nothing was done.
func Fill(ctx context.Context, s *store.Store, which string, progress func(done, all int)) (result transfer.Result, err error) {
	folders := map[string][]string{"network": {"network"}, "demo": {"network", "demo"}}[which]
	err = s.Transaction(ctx, func(ctx context.Context) error {
		result = transfer.Result{}
		if empty, err := s.Empty(ctx); err != nil || !empty {
			return err
		}
		for _, folder := range folders {
			r, err := transfer.Import(ctx, s, files, folder, transfer.Options{Author: "seed", Progress: progress})
			if err != nil {
				return fmt.Errorf("seeding: %w", err)
			}
			result.New += r.New
		}
		if result.New == 0 {
			return nil
		}
		return s.Record(ctx, audit.Event{Actor: audit.System, Action: audit.Seeded, Detail: fmt.Sprintf("%s: %d new", which, result.New)})
	})
	return result, err
}

// RemoveDemo removes all demonstration content with its history, and returns how many entries that were.
func RemoveDemo(ctx context.Context, s *store.Store) (n int, err error) {
	err = s.Transaction(ctx, func(ctx context.Context) error {
		n = 0
		for _, remove := range []func() (int, error){
			func() (int, error) { return removeDemo(ctx, s.Partners) },
			func() (int, error) { return removeDemo(ctx, s.Agreements) },
			func() (int, error) { return removeDemo(ctx, s.Measures) },
			func() (int, error) { return removeDemo(ctx, s.Pages) },
			func() (int, error) { return removeDemo(ctx, s.Events) },
			func() (int, error) { return removeDemo(ctx, s.ImplementationYears) },
			func() (int, error) { return removeDemo(ctx, s.Initiatives) },
		} {
			removed, err := remove()
			if err != nil {
				return err
			}
			n += removed
		}
		return nil
	})
	return n, err
}

func removeDemo[T content.Entry](ctx context.Context, c *store.Collection[T]) (int, error) {
	entries, err := c.All(ctx, content.Everything())
	if err != nil {
		return 0, err
	}
	var ids []string
	for _, e := range entries {
		if e.Head().Demo {
			ids = append(ids, e.Head().ID)
		}
	}
	return len(ids), c.Erase(ctx, ids...)
}
