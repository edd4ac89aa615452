package content

// SearchType is a type of entries that a search looks for.
type SearchType string

// searchTypes lists the types with their kinds.
var searchTypes = []struct {
	name SearchType
	kind Kind
}{{"PARTNER", Partners}, {"MEASURE", Measures}, {"PAGE", Pages}, {"EVENT", Events}, {"GOOD_PRACTICE", GoodPractices}}

// SearchKinds returns the kinds of the types, each once; those of all types for nil.
func SearchKinds(types []SearchType) []Kind {
	var kinds []Kind
	for _, s := range searchTypes {
		if types == nil {
			kinds = append(kinds, s.kind)
		}
		for _, t := range types {
			if t == s.name {
				kinds = append(kinds, s.kind)
				break
			}
		}
	}
	return kinds
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
