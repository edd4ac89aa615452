package content

// Tally counts entries by value: by field, by value.
type Tally map[string]map[string]int

// allEntries is the field of a tally that counts every entry, under the empty value.
const allEntries = ""

// NewTally makes a tally that counts a number of entries, by no field yet.
func NewTally(n int) Tally { return Tally{allEntries: {"": n}} }

// Total is how many entries were counted.
func (t Tally) Total() int { return t[allEntries][""] }
