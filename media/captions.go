package media

import (
	"bufio"
	"io"
	"regexp"
	"unicode/utf8"
)

// captionsHead is how captions begin (https://www.w3.org/TR/webvtt1/#file-structure).
var captionsHead = regexp.MustCompile("^\ufeff?WEBVTT([ \\t].*)?$")

// longestCaption is how many bytes a line of captions may have.
const longestCaption = 64 << 10

// examineCaptions checks that captions are WebVTT in UTF-8, which browsers take them for whatever they are in.
func (u *Upload) examineCaptions() error {
	if _, err := u.temp.Seek(0, io.SeekStart); err != nil {
		return err
	}
	lines := bufio.NewScanner(u.temp)
	lines.Buffer(nil, longestCaption)
	for n := 1; lines.Scan(); n++ {
		switch {
		case n == 1 && !captionsHead.Match(lines.Bytes()):
			return wrong("Die erste Zeile von Untertiteln heißt WEBVTT; was sonst darin steht, folgt nach einem Leerzeichen.", "the first line of captions is WEBVTT; what else is in it follows after a blank")
		case !utf8.Valid(lines.Bytes()):
			return wrong("Zeile %d der Untertitel ist nicht UTF-8. Bitte als UTF-8 speichern.", "line %d of the captions is not UTF-8; save them as UTF-8", n)
		}
	}
	if lines.Err() == bufio.ErrTooLong {
		return wrong("Eine Zeile der Untertitel ist zu lang.", "a line of the captions is too long")
	}
	return lines.Err()
}
