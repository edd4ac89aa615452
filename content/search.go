package content

import "slices"

// SearchType is a type of entries that a search looks for.
type SearchType string

// SearchKinds returns the kinds of the types, each once; those of all types for nil.
func SearchKinds(types []SearchType) (found []Kind) {
	for _, t := range kinds {
		if t.Searched != "" && (types == nil || slices.Contains(types, t.Searched)) {
			found = append(found, t.Kind)
		}
	}
	return found
}

// SearchHit is an entry that a search has found.
type SearchHit struct {
	Entry   Entry
	Score   float64 // the greater, the better it fits
	Snippet string  // HTML, see the schema
}

// What the schema has for the list of hits.
type (
	SearchConnection = Connection[*SearchHit]
	SearchEdge       = Edge[*SearchHit]
)

// matching holds for the entries that a search for the text finds.
func matching(text *string) Condition {
	if text == nil {
		return all()
	}
	return Condition{Op: Matches, Value: *text}
}
