package content

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"io"
	"strconv"
	"strings"
)

// Kind names a type of entry. Its collections in the database are named after it.
type Kind string

// The kinds of entries.
const (
	Partners            Kind = "partners"
	Agreements          Kind = "agreements"
	Measures            Kind = "measures"
	Pages               Kind = "pages"
	Events              Kind = "events"
	GoodPractices       Kind = "good_practices"
	ImplementationYears Kind = "implementation_years"
	Initiatives         Kind = "initiatives"
	Menus               Kind = "menus"
	MediaFiles          Kind = "media"
)

// EntryKind is what the schema calls a kind: its name in capitals.
type EntryKind = Kind

// MarshalGQL writes the name that the schema has for the kind, such as GOOD_PRACTICES.
func (k Kind) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(strings.ToUpper(string(k))))
}

// UnmarshalGQL reads the name that the schema has for the kind.
func (k *Kind) UnmarshalGQL(v any) error {
	for _, known := range Kinds() {
		if v == strings.ToUpper(string(known)) {
			*k = known
			return nil
		}
	}
	return Errorf(BadInput, "%v is not an EntryKind", v)
}

// prefix begins the id of every entry of the kind, so that an id tells where to look.
func (k Kind) prefix() string {
	switch k {
	case Partners:
		return "par"
	case Agreements:
		return "agr"
	case Measures:
		return "mea"
	case Pages:
		return "pag"
	case Events:
		return "eve"
	case GoodPractices:
		return "pra"
	case ImplementationYears:
		return "yea"
	case Initiatives:
		return "ini"
	case Menus:
		return "men"
	case MediaFiles:
		return "med"
	}
	return ""
}

// KeyField is the name of the field that holds the key of entries of the kind.
func KeyField(k Kind) string {
	switch k {
	case Pages:
		return "path"
	case ImplementationYears:
		return "label"
	case Menus:
		return "key"
	}
	return "slug"
}

// Kinds lists all kinds, those that others link to first.
func Kinds() []Kind {
	return []Kind{MediaFiles, Partners, Agreements, Measures, Pages, Events, GoodPractices, ImplementationYears, Initiatives, Menus}
}

const (
	idAlphabet = "abcdefghijklmnopqrstuvwxyz234567"
	idLength   = 26 // of the part behind the prefix: 130 bits
)

// NewID makes a new random id for an entry of the kind.
func NewID(k Kind) string {
	return k.prefix() + "_" + randomPart()
}

func randomPart() string { return strings.ToLower(rand.Text()) }

// KeyID makes the id that an imported entry gets when its file names none. The same key gives the same id in
// every database, so that links made against one hold in another.
func KeyID(k Kind, key string) string {
	sum := sha256.Sum256([]byte(string(k) + "\x00" + key))
	return k.prefix() + "_" + base32.NewEncoding(idAlphabet).WithPadding(base32.NoPadding).EncodeToString(sum[:])[:idLength]
}

// KindOf returns the kind of the entry that an id belongs to. An id that is none is an error of code BAD_INPUT.
func KindOf(id string) (Kind, error) {
	prefix, rest, _ := strings.Cut(id, "_")
	if len(rest) == idLength && strings.Trim(rest, idAlphabet) == "" {
		for _, k := range Kinds() {
			if k.prefix() == prefix {
				return k, nil
			}
		}
	}
	return "", Errorf(BadInput, "this is not an id")
}
