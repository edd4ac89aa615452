package command

import (
	"fmt"

	"partnernetz/graph"
)

// Schema prints the schema, as /schema.graphql serves it.
type Schema struct{}

// Run prints the schema. It needs no database.
func (Schema) Run() error {
	_, err := fmt.Print(graph.SDL())
	return err
}
