package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
)

// SearchHit is an entry that a search has found.
type SearchHit struct {
	Entry              content.Entry
	Score              float64 // the greater, the better it fits
	Snippet            string  // HTML, see the schema
	SnippetLanguageTag string
}

// What the schema has for the list of hits.
type (
	SearchConnection = list.Connection[*SearchHit]
	SearchEdge       = list.Edge[*SearchHit]
)
