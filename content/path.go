package content

import (
	"net/url"
	"slices"
	"strings"
)

// places has what stands ahead of the keys of a kind in the addresses of its entries.
var places = map[Kind]string{
	Partners: "/partner/", Agreements: "/vereinbarungen/", Measures: "/massnahmen/", Events: "/veranstaltungen/",
	GoodPractices: "/gute-beispiele/", ImplementationYears: "/umsetzungsjahre/",
}

// PathOf is where an entry stands on the website: a page at its path, others below a place for their kind; empty for one
// that has no place, such as a menu. A website that has other places goes by the targets of links instead.
func PathOf(e Entry) string {
	switch k := e.EntryKind(); k {
	case Pages:
		return e.Key()
	case Initiatives:
		return "/"
	default:
		if places[k] == "" {
			return ""
		}
		return places[k] + e.Key()
	}
}

// HasPlace reports whether entries of the kind stand at an address of their own, which may change.
func HasPlace(k Kind) bool { return k == Pages || places[k] != "" }

// PathKey is the path that an address asks for: a slash at its end makes no difference.
func PathKey(address string) string {
	if address == "/" {
		return address
	}
	return strings.TrimSuffix(address, "/")
}

// StandingAt returns the keys of what may stand at a path, by kind: of a page and, below the place of a kind, of that too.
func StandingAt(path string) map[Kind]string {
	keys := map[Kind]string{Pages: path}
	for kind, place := range places {
		if key, below := strings.CutPrefix(path, place); below && key != "" {
			keys[kind] = key
		}
	}
	return keys
}

// onWebsite reports whether an address is one of the website itself.
func onWebsite(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

// AddressOf is where an entry is: media at the server, whose address has no slash at its end, others on the website.
func AddressOf(e Entry, server string) string {
	if m, ok := e.(*Media); ok {
		return server + m.File.Path()
	}
	return PathOf(e)
}

// safeHref returns an address that may be followed from a page; empty for one of another kind, such as of a script.
func safeHref(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, strings.ToLower(u.Scheme)) {
		return ""
	}
	return u.String()
}
