package media

import (
	"bytes"
	"strings"
	"testing"
)

// Captions are WebVTT in UTF-8; what is none is refused with the reason.
func TestCaptions(t *testing.T) {
	l := library(t)
	for _, tt := range []struct{ name, raw, refused string }{
		{"plain", "WEBVTT\n\n00:00.000 --> 00:02.000\nGrüße\n", ""},
		{"with a mark, a note and the line ends of Windows", "\ufeffWEBVTT - Gruß\r\n\r\nNOTE x\r\n\r\n00:00.000 --> 00:02.000 align:start\r\n<v Anna>Hallo\r\n", ""},
		{"the head alone", "WEBVTT\n", ""},
		{"Windows-1252", "WEBVTT\n\n00:00.000 --> 00:02.000\nGr\xfc\xdfe\n", "line 4"},
		{"SubRip", "1\n00:00:00,000 --> 00:00:02,000\nHallo\n", "WebVTT"},
		{"a long line", "WEBVTT\n\n" + strings.Repeat("a", 70_000), "too long"},
	} {
		if tt.refused != "" {
			refused(t, l, "film.vtt", []byte(tt.raw), tt.refused)
			continue
		}
		u, err := l.Receive(t.Context(), "film.vtt", bytes.NewReader([]byte(tt.raw)))
		if err != nil || u.File.ContentType != "text/vtt" || u.File.Name != "film.vtt" {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
