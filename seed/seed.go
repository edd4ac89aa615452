// Package seed has the content that an empty database begins with: facts from the public page of the initiative, and
// invented examples that are marked as such.
package seed

import (
	"context"
	"embed"
	"fmt"

	"partnernetz/audit"
	"partnernetz/media"
	"partnernetz/store"
	"partnernetz/transfer"
)

//go:embed network demo
var files embed.FS

// Fill brings seed content into an empty database: network for facts only, demo for examples too, none for nothing.
// A database that has any content is left as it is. The result is zero if nothing was done.
func Fill(ctx context.Context, s *store.Store, library *media.Library, which string, progress func(done, all int)) (result transfer.Result, err error) {
	folders := map[string][]string{"network": {"network"}, "demo": {"network", "demo"}}[which]
	err = s.Transaction(ctx, func(ctx context.Context) error {
		result = transfer.Result{}
		if empty, err := s.Empty(ctx); err != nil || !empty {
			return err
		}
		for _, folder := range folders {
			r, err := transfer.Import(ctx, s, files, folder, transfer.Options{Author: "seed", Library: library, Progress: progress})
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
		for _, c := range s.All() {
			entries, err := c.AllNewest(ctx)
			if err != nil {
				return err
			}
			var ids []string
			for _, e := range entries {
				if e.Head().Demo {
					ids = append(ids, e.Head().ID)
				}
			}
			if err := c.Erase(ctx, ids...); err != nil {
				return err
			}
			n += len(ids)
		}
		return nil
	})
	return n, err
}
