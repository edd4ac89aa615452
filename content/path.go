package content

import (
	"net/url"
	"slices"
	"strings"
)

// Place is where the entries of a kind stand on the website: what stands ahead of their keys in addresses, or one of these.
type Place string

// The places that are none ahead of keys.
const (
	Nowhere     Place = "nowhere" // they have no address there
	AtItsPath   Place = "path"    // each where its key says, which is a path
	OnStartPage Place = "start"   // on the page there, which is another entry
)

// below is what stands ahead of keys; empty if nothing does.
func (p Place) below() string {
	if strings.HasPrefix(string(p), "/") {
		return string(p)
	}
	return ""
}

// PathOf is where an entry stands on the website: a page at its path, others below a place for their kind; empty for one
// that has no place, such as a menu. A website that has other places goes by the targets of links instead.
func PathOf(e Entry) string {
	switch place := e.EntryKind().Traits().Place; {
	case place == AtItsPath:
		return e.Key()
	case place == OnStartPage:
		return "/"
	case place.below() != "":
		return place.below() + e.Key()
	}
	return ""
}

// HasPlace reports whether entries of the kind stand at an address of their own, which may change.
func HasPlace(k Kind) bool {
	place := k.Traits().Place
	return place == AtItsPath || place.below() != ""
}

// PathKey is the path that an address asks for: a slash at its end makes no difference.
func PathKey(address string) string {
	if address == "/" {
		return address
	}
	return strings.TrimSuffix(address, "/")
}

// StandingAt returns the keys of what may stand at a path, by kind: of a page and, below the place of a kind, of that too.
func StandingAt(path string) map[Kind]string {
	keys := map[Kind]string{}
	for _, t := range kinds {
		if t.Place == AtItsPath {
			keys[t.Kind] = path
		} else if key, below := strings.CutPrefix(path, t.Place.below()); below && key != "" && t.Place.below() != "" {
			keys[t.Kind] = key
		}
	}
	return keys
}

// OnWebsite reports whether an address is one of the website itself.
func OnWebsite(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

// AddressOf is where an entry is: a file at the server, whose address has no slash at its end, others on the website.
func AddressOf(e Entry, server string) string {
	if f, ok := e.(Filed); ok {
		return server + f.ServedAt()
	}
	return PathOf(e)
}

// SafeAddress returns an address that may be followed from a page; empty for one of another kind, such as of a script.
func SafeAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, strings.ToLower(u.Scheme)) {
		return ""
	}
	return u.String()
}

// Followable is an address that may be followed; nil for any other.
func Followable(address string) *string {
	if address = SafeAddress(address); address == "" {
		return nil
	}
	return &address
}
