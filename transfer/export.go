package transfer

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"partnernetz/content"
	"partnernetz/store"
)

var drafts = content.View{Stage: content.Draft, Locale: content.DE, Fallback: true}

// Export writes one file for each type that has entries: what is public, or with all the newest revision of every entry.
// The same content always gives the same bytes, and imported into an empty database it gives them again.
func Export(ctx context.Context, s *store.Store, folder string, all, ndjson bool) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	x := &exporter{folder: folder, view: content.PublicView(), encode: encodeYAML, end: yamlFile, keys: map[string]string{}}
	if all {
		x.view = drafts
	}
	if ndjson {
		x.encode, x.end = encodeNDJSON, ndjsonFile
	}
	for _, write := range []func() error{
		func() error { return export(ctx, x, s.Partners) },
		func() error { return export(ctx, x, s.Agreements) },
		func() error { return export(ctx, x, s.Measures) },
		func() error { return export(ctx, x, s.Pages) },
		func() error { return export(ctx, x, s.Events) },
		func() error { return export(ctx, x, s.ImplementationYears) },
		func() error { return export(ctx, x, s.Initiatives) },
	} {
		if err := write(); err != nil {
			return fmt.Errorf("exporting: %w", err)
		}
	}
	return nil
}

type exporter struct {
	folder string
	view   content.View
	encode func([]any) ([]byte, error)
	end    string
	keys   map[string]string // by id, of the entries written so far
}

func export[T content.Entry](ctx context.Context, x *exporter, c *store.Collection[T]) error {
	entries, err := c.All(ctx, x.view)
	if err != nil || len(entries) == 0 {
		return err
	}
	slices.SortFunc(entries, func(a, b T) int { return cmp.Compare(a.Key(), b.Key()) })
	records := make([]any, len(entries))
	for i, e := range entries {
		x.keys[e.Head().ID] = e.Key()
		e.Head().DraftOnly = e.Head().PublishedAt == nil
		for _, link := range e.Links() {
			key, ok := x.keys[*link.ID]
			if !ok {
				return fmt.Errorf("%s %s: its %s is not public; unpublish it too, or export drafts as well", c.Kind(), e.Key(), link.Path)
			}
			*link.ID = key
		}
		records[i] = e
	}
	raw, err := x.encode(records)
	if err != nil {
		return err
	}
	names := fileNames()
	i := slices.IndexFunc(names, func(n fileName) bool { return n.kind == c.Kind() })
	return os.WriteFile(filepath.Join(x.folder, names[i].name+x.end), raw, 0o644)
}

// same reports whether two entries of the same id would be written alike, save for when they became public.
func same(a, b content.Entry) bool {
	if m, ok := a.(*content.Measure); ok && m.PartnerID != b.(*content.Measure).PartnerID { // not in the file: its agreement has moved
		return false
	}
	return bytes.Equal(plain(a), plain(b))
}

func plain(e content.Entry) []byte {
	head := e.Head()
	at, draft := head.PublishedAt, head.DraftOnly
	head.PublishedAt, head.DraftOnly = nil, false
	raw, _ := encodeYAML([]any{e}) // what cannot be written has been refused before
	head.PublishedAt, head.DraftOnly = at, draft
	return raw
}
