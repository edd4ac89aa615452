package media

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"partnernetz/network"
)

// shop speaks as much of S3 as a library needs.
type shop struct {
	mu      sync.Mutex
	objects map[string]object
	closed  bool
}

type object struct {
	data        []byte
	contentType string
	at          time.Time
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/bucket"), "/")
	o, there := s.objects[key]
	w.Header().Set("Content-Type", "application/xml")
	switch {
	case s.closed:
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "<Error><Code>AccessDenied</Code><Message>closed</Message></Error>")
	case r.URL.Query().Has("list-type"):
		s.list(w, r.URL.Query().Get("prefix"))
	case r.Method == http.MethodPut:
		s.objects[key] = object{must(io.ReadAll(r.Body)), r.Header.Get("Content-Type"), time.Now()}
		w.Header().Set("ETag", `"x"`)
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case !there:
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "<Error><Code>NoSuchKey</Code></Error>")
	default:
		w.Header().Set("Content-Type", o.contentType)
		http.ServeContent(w, r, "", o.at, bytes.NewReader(o.data))
	}
}

func (s *shop) list(w io.Writer, prefix string) {
	type contents struct {
		Key, LastModified string
		Size              int
	}
	var found struct {
		XMLName  xml.Name `xml:"ListBucketResult"`
		Contents []contents
	}
	for key, o := range s.objects {
		if strings.HasPrefix(key, prefix) {
			found.Contents = append(found.Contents, contents{key, o.at.UTC().Format(time.RFC3339), len(o.data)})
		}
	}
	slices.SortFunc(found.Contents, func(a, b contents) int { return strings.Compare(a.Key, b.Key) })
	_ = xml.NewEncoder(w).Encode(found)
}

// All that a library does works on S3 as well, with the settings of docs/media.md.
func TestS3(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	s := &shop{objects: map[string]object{}}
	server := httptest.NewServer(s)
	defer server.Close()
	l, err := Open(t.Context(), "s3://bucket?region=eu-central-1&endpoint="+server.URL+"&use_path_style=true&request_checksum_calculation=when_required")
	if err != nil {
		t.Fatal(err)
	}
	f, lost := keep(t, l, "a.png", asPNG(drawn(400, 300))), keep(t, l, "b.pdf", []byte(aPDF))
	h := l.Handler(shelf{f.Sum: f})
	if got := s.objects["files/"+f.Sum]; got.contentType != network.TypePNG || int64(len(got.data)) != f.Size {
		t.Errorf("kept as %s, %d bytes", got.contentType, len(got.data))
	}
	got := get(h, "GET", f.Path(), "Range", "bytes=1-3")
	if body := must(io.ReadAll(got.Body)); got.StatusCode != 206 || string(body) != "PNG" {
		t.Errorf("%d %q", got.StatusCode, body)
	}
	decodeServed(t, get(h, "GET", "/images/"+f.Sum+"/160.webp"))
	if s.objects[renditionKey(f.Sum, "160.webp")].contentType != network.TypeWebP {
		t.Errorf("there are %v", must(list(t, l)))
	}
	r := registerOf(f)
	sweep(t, l, r, time.Now())
	if n := sweep(t, l, r, time.Now().Add(time.Hour)); n != 1 || s.objects["files/"+lost.Sum].data != nil {
		t.Errorf("swept %d", n)
	}
	if err := l.Remove(t.Context(), f.Sum); err != nil || len(s.objects) != 1 {
		t.Errorf("left %s, %v", must(list(t, l)), err)
	}
	s.closed = true
	log := logged(t)
	u := receive(t, l, "a.png", asPNG(drawn(20, 20)))
	if err := u.Keep(t.Context()); err == nil || !strings.Contains(err.Error(), "AccessDenied") {
		t.Errorf("kept in a closed bucket: %v", err)
	}
	if got := get(h, "GET", f.Path()); got.StatusCode != 503 || !strings.Contains(log(), "AccessDenied") {
		t.Error(got.StatusCode, log())
	}
	if err := l.Remove(t.Context(), f.Sum); err == nil {
		t.Error(fmt.Sprint("removed from a closed bucket ", f.Sum))
	}
}
