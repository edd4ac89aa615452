package transfer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	charsetUTF8        = "UTF-8"
	charsetWindows1252 = "Windows-1252"
)

var byteOrderMark = []byte("\ufeff")

// notUTF8 returns the line of the first byte that is no UTF-8; 0 if all is.
func notUTF8(raw []byte) int {
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if !utf8.Valid(line) {
			return i + 1
		}
	}
	return 0
}

// readText returns the text of a file of a spreadsheet, and which of two ways it is written in. What is no UTF-8 is Windows-1252,
// unless more of its letters are those of UTF-8: then it is UTF-8 that something has damaged.
func readText(file string, raw []byte) (text, charset string, problem *Problem) {
	line := notUTF8(raw)
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) || bytes.IndexByte(raw, 0) >= 0:
		return "", "", new(bad(file, 1, "this is UTF-16; save the file as “CSV UTF-8”"))
	case line == 0:
		return string(bytes.TrimPrefix(raw, byteOrderMark)), charsetUTF8, nil
	case bytes.HasPrefix(raw, byteOrderMark) || moreUTF8(raw):
		return "", "", new(bad(file, line, "this line is not UTF-8, though others are; save the file as “CSV UTF-8”, and look at its umlauts"))
	}
	for i, b := range raw {
		if bytes.IndexByte([]byte("\x81\x8d\x8f\x90\x9d"), b) >= 0 { // which Windows-1252 has no characters for
			return "", "", new(bad(file, 1+bytes.Count(raw[:i], []byte("\n")), "this is neither UTF-8 nor Windows-1252; save the file as “CSV UTF-8”"))
		}
	}
	s, _ := charmap.Windows1252.NewDecoder().String(string(raw)) // which has a character for every byte
	return s, charsetWindows1252, nil
}

// moreUTF8 reports whether text that is not all UTF-8 has more letters of UTF-8 beyond ASCII than other bytes.
func moreUTF8(raw []byte) bool {
	letters, others := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			others++
		} else if n > 1 {
			letters++
		}
		raw = raw[n:]
	}
	return letters > others
}

// twiceEncoded reports whether a text is UTF-8 that was read as Windows-1252 and saved so, as in “KÃ¶ln”.
func twiceEncoded(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return false
	}
	raw, err := charmap.Windows1252.NewEncoder().String(s)
	return err == nil && utf8.ValidString(raw)
}
