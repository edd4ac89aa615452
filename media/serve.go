package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"partnernetz/network"
	"slices"
	"strings"
	"time"
)

// Catalogue knows which files readers may see.
type Catalogue interface {
	// Shown returns the file of a sum under all names that it may be served by, and the focuses that it may be cut to; none
	// if there is no such file (any more).
	Shown(ctx context.Context, sum string) ([]network.File, []network.Focus, error)
}

// stallTime is how long a client may take for the next piece of a file. The whole may take longer than any other answer.
const stallTime = 30 * time.Second

// Handler serves the files of a catalogue at /media/{sum}/{name}, and renditions of them at /images/{sum}/{rendition}.
func (l *Library) Handler(c Catalogue) http.Handler {
	s := server{l, c}
	mux := http.NewServeMux()
	mux.HandleFunc("/media/{sum}/{name}", s.file)
	mux.HandleFunc("/images/{sum}/{name}", s.rendition)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { notFound(w) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Access-Control-Allow-Origin", "*") // no cookies are involved, and the files are for everybody
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "read files by GET or HEAD")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

type server struct {
	library   *Library
	catalogue Catalogue
}

func (s server) file(w http.ResponseWriter, r *http.Request) {
	files, _ := s.shown(w, r)
	if files == nil {
		return
	}
	named := slices.IndexFunc(files, func(f network.File) bool { return f.Name == r.PathValue("name") })
	if named < 0 {
		notFound(w)
		return
	}
	f := files[named]
	body, err := s.library.bucket.NewReader(r.Context(), fileKey(f.Sum), nil)
	if err != nil {
		fail(w, r, fmt.Errorf("reading the file %s: %w", f.Sum, err))
		return
	}
	defer body.Close()
	serve(w, r, f.ContentType, f.Name, f.Sum, watched{r, body})
}

func (s server) rendition(w http.ResponseWriter, r *http.Request) {
	files, focuses := s.shown(w, r)
	if files == nil {
		return
	}
	f, name := files[0], r.PathValue("name")
	rendition, ok := f.ParseRendition(name)
	if !ok || rendition.Focus != network.Middle() && !slices.Contains(focuses, rendition.Focus) {
		notFound(w)
		return
	}
	data, err := s.library.rendition(r.Context(), f, rendition)
	if err != nil {
		fail(w, r, fmt.Errorf("making the rendition %s of %s: %w", name, f.Sum, err))
		return
	}
	base, _, _ := strings.Cut(f.Name, ".")
	serve(w, r, rendition.ContentType(), base+"-"+name, f.Sum+"-"+name, strings.NewReader(data))
}

// shown returns the file that is asked for. If there is none, it answers the request.
func (s server) shown(w http.ResponseWriter, r *http.Request) ([]network.File, []network.Focus) {
	sum := r.PathValue("sum")
	if !isSum(sum) {
		notFound(w)
		return nil, nil
	}
	files, focuses, err := s.catalogue.Shown(r.Context(), sum)
	if err != nil {
		fail(w, r, fmt.Errorf("looking up the file %s: %w", sum, err))
		return nil, nil
	}
	if len(files) == 0 {
		notFound(w)
		return nil, nil
	}
	return files, focuses
}

// serve answers with content that never changes, as a whole or in parts.
func serve(w http.ResponseWriter, r *http.Request, contentType, name, version string, body io.ReadSeeker) {
	disposition := "attachment"
	if strings.HasPrefix(contentType, "image/") || contentType == network.TypePDF || contentType == network.TypeMP4 || contentType == network.TypeHTML {
		disposition = "inline"
	}
	h := w.Header()
	h.Set("Content-Type", contentType)
	if contentType == network.TypeHTML {
		h.Set("Content-Type", contentType+"; charset=utf-8")
	}
	h.Set("Content-Disposition", fmt.Sprintf("%s; filename=%q", disposition, name))
	h.Set("Content-Security-Policy", policy(contentType))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", `"`+version+`"`)
	http.ServeContent(patientWriter{w, http.NewResponseController(w)}, r, "", time.Time{}, body)
}

// policy returns the rules for the browser that keep a file from loading or running anything, should an SVG still try to.
func policy(contentType string) string {
	const loadNothing = "default-src 'none'; style-src 'unsafe-inline'"
	if contentType == network.TypePDF {
		return loadNothing // several browsers do not show a PDF in a sandbox
	}
	if contentType == network.TypeHTML { // which has its pictures in it
		return loadNothing + "; img-src data:; base-uri 'none'; form-action 'none'; sandbox allow-popups"
	}
	return loadNothing + "; sandbox"
}

// patientWriter gives a client time for each piece of an answer, instead of for the whole answer.
type patientWriter struct {
	http.ResponseWriter
	control *http.ResponseController
}

func (w patientWriter) Write(p []byte) (int, error) {
	_ = w.control.SetWriteDeadline(time.Now().Add(stallTime)) // a writer that cannot do this has no deadline
	return w.ResponseWriter.Write(p)
}

// watched logs when a file cannot be read to its end. The client notices as it gets less than was announced.
type watched struct {
	r *http.Request
	io.ReadSeeker
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.ReadSeeker.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && w.r.Context().Err() == nil {
		slog.ErrorContext(w.r.Context(), "serving a file", "path", w.r.URL.Path, "error", err)
	}
	return n, err
}

func notFound(w http.ResponseWriter) { refuse(w, http.StatusNotFound, "there is no such file") }

// fail logs an error, and tells the client that a later attempt may succeed.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // the client has left
	}
	level := slog.LevelError
	if errors.Is(err, errBusy) {
		level = slog.LevelWarn // nothing is broken
	}
	slog.Log(r.Context(), level, "serving a file", "error", err)
	w.Header().Set("Retry-After", "10")
	refuse(w, http.StatusServiceUnavailable, "the file cannot be served now; try again later")
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, why+"\n")
}
