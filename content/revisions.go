package content

// What the schema has for lists of revisions, and of entries of any type.
type (
	RevisionConnection = Connection[*Revision]
	RevisionEdge       = Edge[*Revision]
	EntryConnection    = Connection[Entry]
	EntryEdge          = Edge[Entry]
)
