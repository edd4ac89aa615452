package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"partnernetz/graph/generated"
	"partnernetz/graph/writer"
)

// Way is one in which operations can be carried out.
type Way = func(generated.Config, writer.Options) graphql.ExecutableSchema

// What tests ask as NewHandler does, or with another way to carry out operations.
var (
	HandlerWith = newHandler
	Executable  = executable
)
