package content

import (
	"context"
	"net/url"
	"slices"
	"strings"
)

// PathOf is where an entry stands on the website: a page at its path, others below a place for their kind; empty for one
// that has no place, such as a menu. A website that has other places goes by the targets of links instead.
func PathOf(e Entry) string {
	places := map[Kind]string{
		Partners: "/partner/", Agreements: "/vereinbarungen/", Measures: "/massnahmen/", Events: "/veranstaltungen/",
		GoodPractices: "/gute-beispiele/", ImplementationYears: "/umsetzungsjahre/",
	}
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

// addressOf is where an entry is: media at the server itself, others on the website.
func addressOf(ctx context.Context, e Entry) string {
	if m, ok := e.(*Media); ok {
		return m.URL(ctx)
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
