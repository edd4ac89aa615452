package media

import (
	"bytes"
	"encoding/binary"
	"io"
)

var (
	pdfHead = []byte("%PDF-")
	pdfEnd  = []byte("%%EOF")
)

// pdfAhead is how many bytes may stand ahead of the header of a PDF, and how many behind its end, as viewers look there: marks
// of editors, line breaks, headers of HTTP that a server has saved along.
const pdfAhead = 1024

// examinePDF checks that a PDF is whole. It stays as it is, as the places in it are counted from its first byte.
func (u *Upload) examinePDF() error {
	size, err := u.temp.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	tail := make([]byte, min(size, pdfAhead))
	if _, err := u.temp.ReadAt(tail, size-int64(len(tail))); err != nil {
		return err
	}
	if !bytes.Contains(tail, pdfEnd) {
		return wrong("Das Ende des PDF fehlt (%s in den letzten %d Byte): Die Datei ist nicht ganz übertragen, oder es wurde etwas angehängt. Bitte öffnen, neu als PDF speichern und noch einmal hochladen.",
			"the PDF is damaged: its end is missing (%s in the last %d bytes), as it was not transferred as a whole, or something was appended; open it, save it as PDF anew, and upload it again", pdfEnd, pdfAhead)
	}
	return nil
}

// examineMP4 checks that a video is whole, and takes out where and by whom it was made. Boxes with such metadata are turned
// into free space of the same size, so that nothing else moves.
func (u *Upload) examineMP4() error {
	size, err := u.temp.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	seen := map[string]int{}
	if err := u.boxes(0, size, 0, seen); err != nil {
		return err
	}
	if seen["ftyp"] == 0 || seen["moov"] == 0 || seen["mdat"] == 0 {
		return damaged()
	}
	return nil
}

const maxBoxes = 20_000 // of one name; also the number of different names

// boxes walks over the boxes of a part of a video.
func (u *Upload) boxes(from, to int64, depth int, seen map[string]int) error {
	for head := make([]byte, 16); from < to; {
		if n, err := u.temp.ReadAt(head, from); n < 8 || err != nil && err != io.EOF {
			return damaged()
		}
		size, body, name := int64(binary.BigEndian.Uint32(head)), int64(8), string(head[4:8])
		switch size {
		case 0: // to the end
			size = to - from
		case 1: // too large for four bytes
			size, body = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if size < body || size > to-from {
			return damaged()
		}
		if seen[name]++; seen[name] > maxBoxes || len(seen) > maxBoxes {
			return damaged()
		}
		switch {
		case name == "udta" || name == "meta" && depth > 0 || name == "uuid":
			if err := u.free(from, body, size); err != nil {
				return err
			}
		case name == "moov" && depth == 0, name == "trak" && depth == 1:
			if err := u.boxes(from+body, from+size, depth+1, seen); err != nil {
				return err
			}
		}
		from += size
	}
	return nil
}

// free turns a box into free space.
func (u *Upload) free(at, body, size int64) error {
	if _, err := u.temp.WriteAt([]byte("free"), at+4); err != nil {
		return err
	}
	for zeros := make([]byte, 32<<10); body < size; {
		n := min(int64(len(zeros)), size-body)
		if _, err := u.temp.WriteAt(zeros[:n], at+body); err != nil {
			return err
		}
		body += n
	}
	return nil
}
