package transfer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

var drafts = content.Everything()

// Export returns how many entries it has written. It writes one file for each type that has entries: what is public, or with all the newest revision of every entry.
// The same content always gives the same bytes, and imported into an empty database it gives them again.
func Export(ctx context.Context, s *store.Store, library *media.Library, folder string, all, ndjson bool) (int, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return 0, fmt.Errorf("making the folder: %w", err)
	}
	x := &exporter{view: content.PublicView(), encode: encodeYAML, end: yamlFile}
	if all {
		x.view = drafts
	}
	if ndjson {
		x.encode, x.end = encodeNDJSON, ndjsonFile
	}
	// In one transaction, so that all is of the same moment; and nothing is written before all is there.
	err := s.Transaction(ctx, func(ctx context.Context) error {
		x.keys, x.files, x.media = map[string]string{}, map[content.Kind][]byte{}, nil
		all := map[content.Kind][]content.Entry{}
		for _, c := range s.All() {
			entries, err := c.Every(ctx, x.view)
			if err != nil {
				return err
			}
			for _, e := range entries {
				x.keys[e.Head().ID] = e.Key()
			}
			all[c.Kind()] = entries
		}
		for kind, entries := range all {
			if err := x.collect(kind, entries); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = x.copyMedia(ctx, library, folder)
	}
	if err == nil {
		err = x.write(folder)
	}
	if err != nil {
		return 0, fmt.Errorf("exporting: %w", err)
	}
	return len(x.keys), nil
}

type exporter struct {
	view   content.View
	encode func([]any) ([]byte, error)
	end    string
	keys   map[string]string // by id
	files  map[content.Kind][]byte
	media  []*network.Media
}

// write puts the files in place of those of an earlier export, once all of them are on the disk. A type without entries
// has no file.
func (x *exporter) write(folder string) error {
	for _, k := range content.Kinds() {
		if raw, ok := x.files[k]; ok {
			if err := os.WriteFile(filepath.Join(folder, fileName(k)+x.end+unfinished), raw, 0o644); err != nil {
				return err
			}
		}
	}
	for _, k := range content.Kinds() {
		for _, end := range []string{yamlFile, ndjsonFile} {
			path := filepath.Join(folder, fileName(k)+end)
			put := func() error { return os.Remove(path) }
			if _, ok := x.files[k]; ok && end == x.end {
				put = func() error { return os.Rename(path+unfinished, path) }
			}
			if err := put(); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// collect encodes the entries of one kind.
func (x *exporter) collect(kind content.Kind, entries []content.Entry) (err error) {
	if len(entries) == 0 {
		return nil
	}
	slices.SortFunc(entries, func(a, b content.Entry) int { return cmp.Compare(a.Key(), b.Key()) })
	records := make([]any, len(entries))
	for i, e := range entries {
		e.Head().DraftOnly = e.Head().PublishedAt == nil
		for _, link := range content.Links(e) {
			if link.Derived {
				continue
			}
			name, ok := x.nameOf(link, *link.ID)
			if !ok {
				return fmt.Errorf("%s %s: its %s is not public; unpublish it too, or export drafts as well", kind, e.Key(), link.Path)
			}
			*link.ID = name
		}
		x.nameTexts(e)
		x.takeMedia(e)
		records[i] = e
	}
	x.files[kind], err = x.encode(records)
	return err
}

// same reports whether two entries of the same id would be written alike, save for when they became public.
func same(a, b content.Entry) bool {
	return bytes.Equal(plain(a), plain(b)) && fileOf(a) == fileOf(b)
}

func plain(e content.Entry) []byte {
	head := e.Head()
	at, draft := head.PublishedAt, head.DraftOnly
	head.PublishedAt, head.DraftOnly = nil, false
	raw, _ := encodeYAML([]any{e}) // what cannot be written has been refused before
	head.PublishedAt, head.DraftOnly = at, draft
	return raw
}
