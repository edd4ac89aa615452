// Package input refuses values that the schema does not allow where they stand, in variables or in the text of an operation,
// before anything is carried out.
//
// gqlgen reads a value of a scalar of our own, and null where there is a default, only when it gets to the field; so part of
// the operation would be carried out, and what @skip leaves out would never be looked at. It also takes numbers in quotes, and
// says little of what is wrong.
package input
