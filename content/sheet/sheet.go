// Package sheet writes tables that spreadsheets open.
package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
)

// ByteOrderMark tells spreadsheets that a file is UTF-8, as they take it for Windows-1252 without it.
const ByteOrderMark = "\ufeff"

// Spreadsheets take a cell that begins with one of these for a formula, which can send the table to somebody else. A guard before it
// makes it a text. What begins with guards before such a character gets one more, so that reading gives what was written.
var formula = regexp.MustCompile(`^'*[-=+@\t\r\n＝＋－＠]`)

const guard = "'"

// Guarded is a text as a cell holds it.
func Guarded(cell string) string {
	if formula.MatchString(cell) {
		return guard + cell
	}
	return cell
}

// Unguarded is the text that a cell holds.
func Unguarded(cell string) string {
	if strings.HasPrefix(cell, guard) && formula.MatchString(cell) {
		return cell[len(guard):]
	}
	return cell
}

// Sheet is a table: the names of its columns, and rows that have a value for each. Texts, numbers and nil are values; nil is an empty
// cell.
type Sheet struct {
	Columns []string
	Rows    [][]any
}

// CSV is the table as German spreadsheets open it by a double click: with a byte order mark, and with semicolons, as their commas
// are in numbers.
func (s *Sheet) CSV() []byte {
	var raw bytes.Buffer
	raw.WriteString(ByteOrderMark)
	w := csv.NewWriter(&raw)
	w.Comma = ';'
	head := make([]string, len(s.Columns))
	for i, name := range s.Columns {
		head[i] = Guarded(name)
	}
	_ = w.Write(head) // a buffer takes all
	for _, row := range s.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			switch v := v.(type) {
			case nil:
			case string:
				cells[i] = Guarded(v)
			default:
				cells[i] = fmt.Sprint(v)
			}
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return raw.Bytes()
}
