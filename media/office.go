package media

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
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
	if first := z.File[0]; first.Name == "mimetype" {
		if is, err := part(first); err == nil && string(bytes.TrimSpace(is)) == network.TypeODT {
			u.File.ContentType = network.TypeODT
			return nil
		}
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
			if main, ok := strings.CutSuffix(t.ContentType, ".main+xml"); ok && network.FileTypes()[main] != "" {
				is = main
			}
		}
		if is != "" {
			return is, nil
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
