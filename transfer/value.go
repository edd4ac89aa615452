package transfer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// shape is what a part of a record looks like in a file.
type shape int

const (
	nothing shape = iota // no value
	word                 // a text, a number, a day …: what it means, the type of its field says
	list
	record // fields by their names
)

// value is a part of a record as it is written in a file, whatever the form of the file. So no form of file decides that
// 0211 is a number.
type value struct {
	line   int
	shape  shape
	text   string // of a word: as it is written, without the marks around it
	bare   bool   // of a word: whether there are no marks around it
	cell   bool   // of a word: whether it stood in a table, where lists are words too
	items  []value
	fields []field
}

// field is a part of a record with its name.
type field struct {
	name  string
	line  int
	value value
}

// null reports whether the value is what means nothing in YAML, but could be a name.
func (v value) null() bool {
	return v.shape == word && v.bare && slices.Contains([]string{"~", "null", "Null", "NULL"}, v.text)
}

// source is a record in a file, not yet decoded.
type source struct {
	file string
	value
	table *table // that it is a row of; nil if the file is none
}

// lineOf returns the line of a field of the record, such as "location.name" or "hosts.2"; the record's own if it is missing.
func (s source) lineOf(path string) int {
	line, at := s.line, s.value
	for step := range strings.SplitSeq(path, ".") {
		next, ok := at.child(step)
		if !ok {
			break
		}
		at, line = next, next.line
	}
	return line
}

func (v value) child(name string) (value, bool) {
	for _, f := range v.fields {
		if f.name == name {
			return f.value, true
		}
	}
	if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(v.items) {
		return v.items[i], true
	}
	return value{}, false
}

// maxFields is how many fields a record may have: more than any type has.
const maxFields = 1000

// mayHave returns why a record cannot have one more field of a name; nothing if it can.
func (v value) mayHave(name string) (why string) {
	if _, twice := v.child(name); twice {
		return fmt.Sprintf("the field %q is here twice", name)
	}
	if len(v.fields) == maxFields {
		return "there are too many fields here"
	}
	return ""
}
