package graph

// What tests ask as NewHandler does, or with another way to carry out operations.
var (
	HandlerWith = newHandler
	Executable  = executable
)
