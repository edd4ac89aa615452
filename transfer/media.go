package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
)

const (
	mediaFolder = "media" // beside media.yaml; in it a folder for each file, named by the beginning of its sum
	unfinished  = ".new"  // the end of the name of a file that is being written
)

// received are the files of an import. Each is examined once, however often the database begins anew.
type received struct {
	files   fs.FS
	library *media.Library
	byPath  map[string]*media.Upload
}

func (r *received) receive(ctx context.Context, at string) (*media.Upload, error) {
	if u := r.byPath[at]; u != nil {
		return u, nil
	}
	if r.library == nil {
		return nil, errors.New("there is no library to keep the files of media in")
	}
	f, err := r.files.Open(at)
	if err != nil {
		return nil, content.Problems{{Path: "file", EN: "there is no such file beside this one: " + at}}
	}
	defer f.Close()
	u, err := r.library.Receive(ctx, path.Base(at), f)
	if err == nil {
		r.byPath[at] = u
	}
	return u, err
}

// keep puts the files into the library, before any entry says that they are there.
func (r *received) keep(ctx context.Context) error {
	for _, u := range r.byPath {
		if err := u.Keep(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *received) close() {
	for _, u := range r.byPath {
		_ = u.Close() // what stays of it is in the folder for temporary files
	}
}

// receive reads and examines the files of media.
func (st *step) receive(ctx context.Context, files *received) error {
	for i, e := range st.entries {
		m, ok := e.(*network.Media)
		if !ok || m.Source == "" {
			continue
		}
		s := st.sources[i]
		upload, err := files.receive(ctx, path.Join(path.Dir(s.file), m.Source))
		if wrong, ok := errors.AsType[content.Problems](err); ok {
			for _, p := range wrong {
				st.add(s, p.Path, p.Code, p.EN)
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.Source, err)
		}
		m.File, m.Source = upload.File, ""
	}
	return nil
}

// sameFile lets media keep the file that they have: a record need not name it, or may name it by another name, but another
// file is another entry.
func (st *step) sameFile(s source, e content.Entry) {
	m, ok := e.(*network.Media)
	if !ok {
		return
	}
	switch current, there := st.current[m.ID].(*network.Media); {
	case there && m.File.Sum != "" && m.File.Sum != current.File.Sum:
		st.add(s, "file", content.KeyInUse, "the entry of this slug has another file, and keeps it; take another slug for this one")
	case there:
		m.File = current.File
	case m.File.Sum == "" && m.Source == "":
		st.add(s, "file", content.Required, "this is missing")
	}
}

// fileOf returns what is compared of the file of an entry; nothing if it is no media.
func fileOf(e content.Entry) network.File {
	if m, ok := e.(*network.Media); ok {
		return m.File
	}
	return network.File{}
}

// takeMedia says in an entry where its file will be.
func (x *exporter) takeMedia(e content.Entry) {
	if m, ok := e.(*network.Media); ok {
		m.Source = path.Join(mediaFolder, m.File.Sum[:12], m.File.Name)
		x.media = append(x.media, m)
	}
}

// copyMedia writes the files of media.
func (x *exporter) copyMedia(ctx context.Context, library *media.Library, folder string) error {
	for _, m := range x.media {
		if err := copyFile(ctx, library, m.File, filepath.Join(folder, filepath.FromSlash(m.Source))); err != nil {
			return fmt.Errorf("the file of %s: %w", m.Slug, err)
		}
	}
	return nil
}

func copyFile(ctx context.Context, library *media.Library, f network.File, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	from, err := library.Reader(ctx, f)
	if err != nil {
		return err
	}
	defer from.Close()
	out, err := os.Create(to + unfinished)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, from)
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(to+unfinished, to)
}
