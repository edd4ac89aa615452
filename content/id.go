package content

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

const (
	idAlphabet = "abcdefghijklmnopqrstuvwxyz234567"
	idLength   = 26 // of the part behind the prefix: 130 bits
)

// NewID makes a new random id for an entry of the kind.
func NewID(k Kind) string { return RandomID(k.Traits().Prefix) }

// RandomID makes a new random id of what is no entry, behind a prefix that says what it is of.
func RandomID(prefix string) string { return prefix + "_" + strings.ToLower(rand.Text()) }

// KeyID makes the id that an imported entry gets when its file names none. The same key gives the same id in
// every database, so that links made against one hold in another.
func KeyID(k Kind, key string) string {
	sum := sha256.Sum256([]byte(string(k) + "\x00" + key))
	return k.Traits().Prefix + "_" + base32.NewEncoding(idAlphabet).WithPadding(base32.NoPadding).EncodeToString(sum[:])[:idLength]
}

// KindOf returns the kind of the entry that an id belongs to. An id that is none is an error of code BAD_INPUT.
func KindOf(id string) (Kind, error) {
	prefix, rest, _ := strings.Cut(id, "_")
	if len(rest) == idLength && strings.Trim(rest, idAlphabet) == "" {
		for _, t := range kinds {
			if t.Prefix == prefix {
				return t.Kind, nil
			}
		}
	}
	return "", Errorf(BadInput, "this is not an id")
}
