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
