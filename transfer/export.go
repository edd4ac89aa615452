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
	"reflect"
	"slices"
	"strings"

	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

// Form is how files are written: the end of their names.
type Form string

// The forms. YAML is for people, NDJSON for programs, CSV for spreadsheets.
const (
	YAML   Form = yamlFile
	NDJSON Form = ndjsonFile
	CSV    Form = csvFile
)

var encoders = map[Form]func([]any) ([]byte, error){YAML: encodeYAML, NDJSON: encodeNDJSON, CSV: encodeCSV}

// ExportOptions say what to export, and how.
type ExportOptions struct {
	Drafts bool           // the newest revision of every entry instead of the public one
	Form   Form           // YAML if nothing is said
	Kinds  []content.Kind // all kinds if there is none
}

// Export returns how many entries it has written. It writes one file for each type that has entries. The same content always
// gives the same bytes, and imported into an empty database it gives them again.
func Export(ctx context.Context, s *store.Store, library *media.Library, folder string, o ExportOptions) (int, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return 0, fmt.Errorf("making the folder: %w", err)
	}
	o.Form = cmp.Or(o.Form, YAML)
	if len(o.Kinds) == 0 {
		o.Kinds = kinds()
	}
	o.Kinds = slices.Compact(slices.Sorted(slices.Values(o.Kinds))) // each once
	x := &exporter{options: o, view: content.PublicView()}
	if o.Drafts {
		x.view = content.Everything()
	}
	if err := x.refuseTables(s); err != nil {
		return 0, err
	}
	// In one transaction, so that all is of the same moment; and nothing is written before all is there.
	err := s.Transaction(ctx, func(ctx context.Context) error {
		x.keys, x.files, x.media, x.written = map[string]string{}, map[content.Kind][]byte{}, nil, 0
		all := map[content.Kind][]content.Entry{}
		for _, c := range s.All() {
			entries, err := c.Every(ctx, x.view)
			if err != nil {
				return err
			}
			for _, e := range entries {
				x.keys[e.Head().ID] = e.Key()
			}
			all[c.Kind()] = slices.DeleteFunc(entries, madeHere)
		}
		for _, kind := range o.Kinds {
			if err := x.collect(kind, all[kind]); err != nil {
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
	return x.written, nil
}

// madeHere reports whether an entry is the file of a release, and goes where that goes.
func madeHere(e content.Entry) bool {
	m, ok := e.(*network.Media)
	return ok && m.MadeFor != ""
}

type exporter struct {
	options ExportOptions
	view    content.View
	keys    map[string]string // by id
	files   map[content.Kind][]byte
	media   []*network.Media
	written int // entries
}

// refuseTables refuses to make tables of what has no rows.
func (x *exporter) refuseTables(s *store.Store) error {
	var refused, possible []string
	for _, c := range s.All() {
		why := noTable(reflect.TypeOf(c.New()).Elem())
		switch {
		case why == "":
			possible = append(possible, fileName(c.Kind()))
		case slices.Contains(x.options.Kinds, c.Kind()):
			refused = append(refused, fileName(c.Kind())+": "+why)
		}
	}
	if x.options.Form != CSV || len(refused) == 0 {
		return nil
	}
	return fmt.Errorf("%s\ntables can be made of: %s", strings.Join(refused, "\n"), strings.Join(possible, ", "))
}

// write puts the files in place of those of an earlier export, once all of them are on the disk. A type without entries
// has no file.
func (x *exporter) write(folder string) error {
	for k, raw := range x.files {
		if err := os.WriteFile(filepath.Join(folder, fileName(k)+string(x.options.Form)+unfinished), raw, 0o644); err != nil {
			return err
		}
	}
	for _, k := range x.options.Kinds {
		for form := range encoders {
			path := filepath.Join(folder, fileName(k)+string(form))
			put := func() error { return os.Remove(path) }
			if _, ok := x.files[k]; ok && form == x.options.Form {
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
	x.written += len(records)
	x.files[kind], err = encoders[x.options.Form](records)
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
	raw := inFile(e)
	head.PublishedAt, head.DraftOnly = at, draft
	return raw
}
