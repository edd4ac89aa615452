// Package writer carries out queries by writing their answers straight into bytes.
//
// gqlgen's executor makes a value of every field, and bytes of all values at the end. For each field this costs a context, a
// closure and often a goroutine: many times what a resolver costs. Here an operation is turned into a [Plan] once, by
// gqlgen's own CollectFields. Code that is generated beside gqlgen's (see partnernetz/graph/generate) follows the plan and
// writes each value where it belongs, with gqlgen's own readers of arguments, resolvers and directives.
//
// A writer knows only success. After an error, a panic, or a null where none may be, what was written is thrown away and
// gqlgen carries out the query from the start, so that errors, their paths and the propagation of nulls are gqlgen's. Passing
// a limit (bytes, time, reads, a caller who has gone) ends the operation for good; it is never tried again.
package writer
