package media

import (
	"cmp"
	"encoding/xml"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"partnernetz/content"
	"partnernetz/network"
)

const typeZip = "application/zip" // examineOffice finds out whether it is an office file

// typeOf returns the type of a file by its beginning. What its name or its sender says does not matter.
func typeOf(head []byte) (string, error) {
	found := mimetype.Detect(head)
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

// startsSVG reports whether the first element of an XML document is that of an SVG.
func startsSVG(head []byte) bool {
	for d := decodeXML(head); ; {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok {
			return e.Name.Local == "svg"
		}
	}
}

func unknownType(found string) error {
	endings := slices.Sorted(maps.Values(network.FileTypes()))
	all := strings.ToUpper(strings.ReplaceAll(strings.Join(endings, ", "), ".", ""))
	found, _, _ = strings.Cut(found, ";")
	return wrong("Der Inhalt der Datei ist „%[1]s“, das ist hier nicht möglich. Möglich sind: %[2]s.",
		"the content of the file is “%[1]s”, which is not accepted here; possible are: %[2]s", found, all)
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
