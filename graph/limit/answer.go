package limit

// DefaultAnswer is how many bytes an answer may have if nothing else is said.
const DefaultAnswer = 8 << 20
