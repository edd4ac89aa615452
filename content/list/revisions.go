package list

import "partnernetz/content"

// What the schema has for lists of revisions, and of entries of any type.
type (
	RevisionConnection = Connection[*content.Revision]
	RevisionEdge       = Edge[*content.Revision]
	EntryConnection    = Connection[content.Entry]
	EntryEdge          = Edge[content.Entry]
)
