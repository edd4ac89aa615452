package graph_test

import (
	"slices"

	"partnernetz/auth"
	"partnernetz/content"
)

// How much of an entry a reader may see. Each is more than the one before.
type sight int

const (
	public sight = iota // what is public
	newest              // the newest draft as well, but not how it came about
	all                 // every revision
)

// reader is one who asks, with what is there for him by the rules of the house, put down here once more so that the
// rules as they are programmed can be held against it.
type reader struct {
	name     string
	caller   auth.Caller
	drafts   func(known) sight           // of an entry
	audience func(content.Audience) bool // whether he belongs to it
	partner  string                      // whose contacts he sees whole
}

func readers() []reader {
	a, b := id(content.Partners, "a"), id(content.Partners, "b")
	nobody := func(known) sight { return public }
	limited := func(c auth.Caller, may ...auth.Permission) auth.Caller {
		c.Limit = append([]auth.Permission{}, may...)
		return c
	}
	return []reader{
		{"the public", auth.Caller{}, nobody, of(content.ForPublic), ""},
		{"partner A", own(a), ownOf(a), of(content.ForPublic, content.ForNetwork), a},
		{"partner B", own(b), ownOf(b), of(content.ForPublic, content.ForNetwork), b},
		preview("a preview of a measure", id(content.Measures, "a-"+string(revised))),
		preview("a preview of an organisation", a, id(content.MediaFiles, "a-"+string(revised))),
		preview("a preview of a page", id(content.Pages, "x-"+string(revised)), id(content.MediaFiles, "a-"+string(revised)), id(content.MediaFiles, "b-"+string(drafted))),
		{"a token of partner A without permissions", limited(own(a)), nobody, of(content.ForPublic, content.ForNetwork), a},
		{"a token of the office for publishing", limited(office, auth.Publish), nobody, of(content.Audiences()...), ""},
	}
}

// preview sees the newest draft of one entry, and of the files that it shows.
func preview(name, entry string, files ...string) reader {
	return reader{name, auth.Caller{Entry: entry}, func(k known) sight {
		if k.id == entry || slices.Contains(files, k.id) {
			return newest
		}
		return public
	}, of(content.ForPublic), ""}
}

// sees reports whether an entry is there for the reader.
func (r reader) sees(k known, v view) bool {
	switch v {
	case drafts:
		if r.caller.Entry != "" && r.drafts(k) == public { // of all else a preview shows what is public
			break
		}
		return r.drafts(k) > public && k.state != away
	case putAway:
		return r.drafts(k) > public && k.state == away
	}
	return k.state == plain || k.state == revised || k.state == moved || k.state == merged
}

func ownOf(partner string) func(known) sight {
	return func(k known) sight {
		if k.owner == partner {
			return all
		}
		return public
	}
}

func of(audiences ...content.Audience) func(content.Audience) bool {
	return func(a content.Audience) bool { return slices.Contains(audiences, a) }
}

// everything is what the office sees.
func everything() reader {
	return reader{"the office", office, func(known) sight { return all }, of(content.Audiences()...), ""}
}
