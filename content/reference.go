package content

import (
	"regexp"
	"slices"
)

// entryScheme begins the destination of a link to an entry.
const EntryScheme = "entry:"

var mention = regexp.MustCompile(`\](?:\(|:)\s*<?` + EntryScheme + `([a-z]{3}_[a-z2-7]{26})`)

// Mentions returns the ids of the entries that a text links to.
func Mentions(source string) (ids []string) {
	for _, m := range mention.FindAllStringSubmatch(source, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

type linksInTexts struct{}

// inTexts returns the links in the texts of an entry. They are for reading only.
func inTexts(e Entry) []Reference {
	return Derive(e.Head(), linksInTexts{}, func() (links []Reference) {
		for _, l := range Leaves(e) {
			if l.Locale == "" {
				continue
			}
			for _, id := range Mentions(l.Value) {
				if kind, err := KindOf(id); err == nil {
					links = append(links, Reference{Link{To: kind}, l.Path, kind, &id})
				}
			}
		}
		return links
	})
}

// References returns all links of an entry, those in its texts as well.
func References(e Entry) []Reference { return append(Links(e), inTexts(e)...) }

// Referred returns the links of an entry that its texts and the parts of its page show: not those that have loaders of their own.
func Referred(e Entry) []Reference {
	if _, paged := e.(Paged); paged {
		return References(e)
	}
	return inTexts(e)
}

// ReferenceIDs returns the ids of all that an entry links to, each once.
func ReferenceIDs(e Entry) []string {
	ids := []string{}
	for _, r := range References(e) {
		if *r.ID != "" {
			ids = append(ids, *r.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
