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
)

const (
	mediaFolder = "media" // beside media.yaml; in it a folder for each file, named by the beginning of its sum
	unfinished  = ".new"  // the end of the name of a file that is being written
)

// receive reads and examines the files of media.
func (st *step) receive(ctx context.Context, files fs.FS) error {
	for i, e := range st.entries {
		m, ok := e.(*content.Media)
		if !ok || m.Source == "" {
			continue
		}
		if st.options.Library == nil {
			return errors.New("there is no library to keep the files of media in")
		}
		s := st.sources[i]
		f, err := files.Open(path.Join(path.Dir(s.file), m.Source))
		if err != nil {
			st.add(s, "file", "there is no such file beside this one: "+m.Source)
			continue
		}
		upload, err := st.options.Library.Receive(ctx, path.Base(m.Source), f)
		_ = f.Close() // it was only read
		if wrong, ok := errors.AsType[content.Problems](err); ok {
			for _, p := range wrong {
				st.add(s, p.Path, p.EN)
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.Source, err)
		}
		st.uploads = append(st.uploads, upload)
		m.File, m.Source = upload.File, ""
	}
	return nil
}

// sameFile lets media without a file keep the one that it has.
func (st *step) sameFile(s source, e content.Entry) {
	m, ok := e.(*content.Media)
	if !ok || m.File.Sum != "" {
		return
	}
	if current, there := st.current[m.ID].(*content.Media); there {
		m.File = current.File
	} else if m.Source == "" {
		st.add(s, "file", "this is missing")
	}
}

// follow tells an entry of the media that it links to, for Validate.
func (r *importer) follow(e content.Entry) {
	f, ok := e.(interface{ Follow(content.Entry) })
	for _, link := range e.Links() {
		if m := r.media[*link.ID]; ok && m != nil && m.File.Sum != "" { // or what is wrong with it has been said
			f.Follow(m)
		}
	}
}

// keep puts the files into the library, before any entry says that they are there.
func (r *importer) keep(ctx context.Context) error {
	for _, u := range r.uploads {
		if r.options.DryRun {
			return nil
		}
		if err := u.Keep(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *importer) close() {
	for _, u := range r.uploads {
		_ = u.Close() // what stays of it is in the folder for temporary files
	}
}

// fileOf returns what is compared of the file of an entry; nothing if it is no media.
func fileOf(e content.Entry) content.File {
	if m, ok := e.(*content.Media); ok {
		return m.File
	}
	return content.File{}
}

// takeMedia says in an entry where its file will be.
func (x *exporter) takeMedia(e content.Entry) {
	if m, ok := e.(*content.Media); ok {
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

func copyFile(ctx context.Context, library *media.Library, f content.File, to string) error {
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
