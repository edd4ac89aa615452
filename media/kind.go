package media

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"partnernetz/content"
	"partnernetz/network"
)

const typeZip = "application/zip" // examineOffice finds out whether it is an office file

// typeOf returns the type of a file by its beginning. What its name or its sender says does not matter.
func typeOf(head []byte) (string, error) {
	found := mimetype.Detect(head)
	if at := bytes.Index(head, pdfHead); at > 0 && (found.Is(network.TypePDF) || isNothing(found)) {
		return network.TypePDF, aheadOfPDF(head[:at])
	}
	for m := found; m != nil; m = m.Parent() {
		switch {
		case m.Is(typeZip), m.Is(network.TypePNG): // the kinds of these are told apart later, or do not matter
			return strings.Clone(m.String()), nil
		case m.Is("text/plain") && startsSVG(head):
			return network.TypeSVG, nil
		}
	}
	for t := range network.FileTypes() {
		if t != network.TypeSVG && found.Is(t) {
			return t, nil
		}
	}
	return "", unknownType(found.String())
}

// isNothing reports whether a type says no more than that there are bytes.
func isNothing(m *mimetype.MIME) bool { return m.Is("text/plain") || m.Is("application/octet-stream") }

// aheadOfPDF finds whether a PDF may have something ahead of it: little, and no other file, which some programs would take it for.
func aheadOfPDF(ahead []byte) error {
	if len(ahead) > pdfAhead {
		return wrong("Das PDF beginnt erst nach %d Byte mit etwas anderem. Bitte öffnen und neu als PDF speichern.",
			"the PDF begins only after %d bytes of something else; open it, and save it as PDF anew", len(ahead))
	}
	if is := mimetype.Detect(ahead); !isNothing(is) {
		return wrong("Vor dem PDF steht eine andere Datei: „%s“. Bitte das PDF öffnen und neu speichern.",
			"there is another file ahead of the PDF: “%s”; open the PDF, and save it anew", is.String())
	}
	return nil
}

// startsSVG reports whether the first element of an XML document is that of an SVG.
func startsSVG(head []byte) bool {
	d := decodeXML(head)
	d.Strict = false // entities are refused later, with a better reason
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok {
			return e.Name.Local == "svg"
		}
	}
}

// nameIt gives the file its name: the uploaded name, made safe, with the ending of the file's type. An ending that claims
// another type is refused, as somebody may have been deceived.
func (u *Upload) nameIt(uploaded string) error {
	base := path.Base(strings.ReplaceAll(uploaded, `\`, "/"))
	ending := strings.ToLower(path.Ext(base))
	is := network.FileTypes()[u.File.ContentType]
	if t := claims(ending); t != "" {
		if t != u.File.ContentType {
			return wrong("Die Datei heißt „*%s“, ihr Inhalt ist aber „%s“. Bitte prüfen, ob es die richtige ist, und ihr die Endung %s geben.",
				"the file is called “*%s”, but its content is “%s”; check whether it is the right one, and give it the ending %s",
				ending, u.File.ContentType, is)
		}
		base = base[:len(base)-len(ending)]
	}
	name, _ := content.Slug(base)
	u.File.Name = cmp.Or(name, "file") + is
	return nil
}

// claims returns the type that an ending stands for; empty if files of this type are not kept.
func claims(ending string) string {
	switch ending {
	case ".jpeg", ".jpe", ".jfif":
		ending = ".jpg"
	}
	for t, e := range network.FileTypes() {
		if e == ending {
			return t
		}
	}
	return ""
}
