// Package writer carries out queries by writing their answers straight into bytes.
//
// gqlgen's executor makes a value of every field, and bytes of all values at the end. That costs a context, a closure and
// often a goroutine for each, many times what a resolver does. Here the operation is made a [Plan] once, from gqlgen's own
// CollectFields; code that is generated beside gqlgen's (see partnernetz/graph/generate) walks the plan and writes each
// value as the plan's next key needs it, by gqlgen's own argument readers, resolvers and directives.
//
// A writer knows only success. An error, a panic, a null where none may be: whatever goes wrong, what was written is thrown
// away and gqlgen carries out the query from the start, so that errors, their paths and where nulls go are gqlgen's. What
// passes a limit (bytes, time, reads, a caller who has gone) is an end, and is never tried again.
package writer
