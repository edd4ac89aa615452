package content

// UserError is a [Problem] as it is shown, in one language.
type UserError struct {
	Code     UserErrorCode
	Message  string
	Path     []string
	Conflict *RevisionConflict
}

// UserErrorCode is the [Code] of a problem.
type UserErrorCode = Code
