package content

// FormerName is a name that an entry had for a time. Its old key still leads to it.
type FormerName struct {
	Name            string
	NameLanguageTag string
	Slug            string
	ValidUntil      Date // the last day, in Europe/Berlin
}

// Redirect is an address that used to be that of an entry.
type Redirect struct{ From, To string }
