package media

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"regexp"
	"strings"

	"partnernetz/network"
)

const (
	maxParts = 10_000  // of an office file
	maxIndex = 1 << 20 // bytes that list the parts, or their types
)

// examineOffice finds out which kind of office file a zip is. Any other zip is refused, and so is a file with macros.
func (u *Upload) examineOffice() error {
	size, err := u.temp.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if !u.endsAsZip(size) {
		return damaged()
	}
	z, err := zip.NewReader(u.temp, size)
	if err != nil || len(z.File) > maxParts || len(z.File) == 0 {
		return damaged()
	}
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		if strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/") {
			return macros()
		}
	}
	if is := openDocument(z); is == network.TypeODT {
		u.File.ContentType = is
		return nil
	} else if is != "" {
		return unknownType(is)
	}
	u.File.ContentType, err = openXML(z)
	return err
}

// endsAsZip reports whether the list of parts is not longer than allowed, and nothing comes after it.
func (u *Upload) endsAsZip(size int64) bool {
	const length = 22
	end := make([]byte, length)
	if size < length {
		return false
	}
	if _, err := u.temp.ReadAt(end, size-length); err != nil {
		return false
	}
	return string(end[:4]) == "PK\x05\x06" && binary.LittleEndian.Uint32(end[12:]) <= maxIndex
}

// openDocument returns the type that a file says it has in the way of OpenDocument and EPUB; empty if it says none. The part that
// says so should be the first, but is not with every program.
func openDocument(z *zip.Reader) string {
	for _, f := range z.File {
		if f.Name == "mimetype" {
			if is, err := part(f); err == nil && kindOfType.Match(bytes.TrimSpace(is)) {
				return string(bytes.TrimSpace(is))
			}
		}
	}
	return ""
}

var kindOfType = regexp.MustCompile(`^application/[a-z0-9.+-]{1,80}$`)

// openXML returns the type of a file of Word, Excel or PowerPoint by the type of its main part.
func openXML(z *zip.Reader) (string, error) {
	for _, f := range z.File {
		if f.Name != "[Content_Types].xml" {
			continue
		}
		data, err := part(f)
		if err != nil {
			return "", damaged()
		}
		var types struct {
			Override []struct {
				ContentType string `xml:",attr"`
			}
			Default []struct {
				ContentType string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal(data, &types); err != nil {
			return "", damaged()
		}
		is := ""
		for _, t := range append(types.Override, types.Default...) {
			name := strings.ToLower(t.ContentType)
			if strings.Contains(name, "macroenabled") || strings.Contains(name, "vbaproject") {
				return "", macros()
			}
			if main, ok := strings.CutSuffix(t.ContentType, ".main+xml"); ok && (is == "" || network.FileTypes()[main] != "") {
				is = main
			}
		}
		switch {
		case network.FileTypes()[is] != "":
			return is, nil
		case kindOfType.MatchString(is): // such as a template
			return "", unknownType(is)
		}
	}
	return "", unknownType(typeZip)
}

// part reads a small part of an office file.
func part(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxIndex))
}

func macros() error {
	return wrong("Die Datei enthält Makros. Bitte ohne Makros speichern.", "the file contains macros; save it without macros")
}
