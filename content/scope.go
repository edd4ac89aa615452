package content

import (
	"slices"
	"strings"
)

// Audience is a circle of readers. Each holds the ones before it.
type Audience string

// The audiences.
const (
	ForPublic  Audience = "PUBLIC"  // everyone
	ForNetwork Audience = "NETWORK" // signed-in partners
	ForOffice  Audience = "OFFICE"  // the office
)

// Audiences lists all audiences, the widest first.
func Audiences() []Audience { return []Audience{ForPublic, ForNetwork, ForOffice} }

// Scope is whose eyes a view is seen with. It is part of the view, so that whatever is read through a view, links of
// links too, is there for the reader. The zero value is the public, which sees no draft at all.
type Scope struct {
	Audience Audience // the closest circle that the reader belongs to; empty is [ForPublic]
	Partner  string   // the id of the organisation whose own people see with it, and its drafts; empty for none
	Entry    string   // the id of the one entry whose draft a preview link shows; empty for none
	Files    string   // the ids of the media that the draft shows, whose drafts the link shows too, with spaces between
	Drafts   bool     // whether there are drafts at all, which an API token may do without
}

// Shown returns the ids of the entries whose drafts a preview link shows.
func (s Scope) Shown() []string { return append([]string{s.Entry}, strings.Fields(s.Files)...) }

// Has reports whether the reader belongs to an audience.
func (s Scope) Has(a Audience) bool {
	return Rank(Audiences(), a) <= max(0, Rank(Audiences(), s.Audience))
}

// Sees reports whether the reader may be shown what is for an audience, as an organisation's own people are shown all that
// is about it.
func (s Scope) Sees(a Audience, owner string) bool {
	return s.Has(a) || owner != "" && owner == s.Partner
}

// Rank is the place of a value among those of its enum, so that an order by it follows the schema.
func Rank[T comparable](values []T, v T) int { return slices.Index(values, v) }
