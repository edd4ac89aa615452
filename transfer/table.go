package transfer

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"partnernetz/content/sheet"
)

// table is a file with one record a row, as spreadsheets write it. The name of a column is the path of its field.
type table struct {
	file    string
	charset string
	parted  rune
	columns map[string]bool
}

// readCSV finds the records of a table of a type.
func readCSV(file string, raw []byte, of reflect.Type) (records []source, problems Problems) {
	if why := noTable(of); why != "" {
		return nil, Problems{bad(file, 0, why)}
	}
	text, charset, problem := readText(file, raw)
	if problem != nil {
		return nil, Problems{*problem}
	}
	if !strings.Contains(text, "\n") && strings.Contains(strings.TrimSpace(text), "\r") {
		return nil, Problems{bad(file, 1, "this has the line ends of an old Mac; save the file as “CSV UTF-8”")}
	}
	text, parted, above := partedBy(text)
	t := &table{file, charset, parted, map[string]bool{}}
	rows := csv.NewReader(strings.NewReader(text))
	rows.Comma, rows.FieldsPerRecord = parted, -1
	var columns *column
	for {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, append(problems, unreadable(file, above, err))
		}
		lines := make([]int, len(cells))
		for i := range cells {
			lines[i], _ = rows.FieldPos(i)
			lines[i] += above
		}
		if columns == nil {
			if columns, problems = t.header(cells, lines, of); len(problems) > 0 {
				return nil, problems
			}
			continue
		}
		record, wrong := t.row(columns, cells, lines)
		if problems = append(problems, wrong...); record.shape != nothing {
			records = append(records, source{file, record, t})
		}
	}
	if columns == nil {
		return nil, Problems{bad(file, 1, "the table is empty; its first row must have the names of fields")}
	}
	return records, problems
}

// partedBy finds what stands between the cells: no name of a field has such a character. Spreadsheets may say it in a line above.
func partedBy(text string) (rest string, parted rune, above int) {
	first, rest, _ := strings.Cut(text, "\n")
	if said, ok := strings.CutPrefix(strings.TrimSpace(first), "sep="); ok && len(said) == 1 && strings.Contains(";,\t|", said) {
		return rest, rune(said[0]), 1
	}
	parted = ';'
	for _, r := range ",\t" {
		if strings.Count(first, string(r)) > strings.Count(first, string(parted)) {
			parted = r
		}
	}
	return text, parted, 0
}

func unreadable(file string, above int, err error) Problem {
	at, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return bad(file, 0, err.Error())
	}
	if errors.Is(err, csv.ErrQuote) {
		return bad(file, above+at.StartLine, "a cell that begins with a quotation mark must end with one, and those within it must be doubled")
	}
	return bad(file, above+at.Line, "there is a quotation mark in a cell that does not begin with one; put the cell in quotation marks, and double those within it")
}

// column is a column of a table, or what several have in common.
type column struct {
	name   string
	number int // of the cell; -1 if there are columns below
	below  []*column
}

// header reads the row with the names of columns.
func (t *table) header(cells []string, lines []int, of reflect.Type) (*column, Problems) {
	var problems Problems
	root := &column{number: -1}
	for i, path := range cells {
		path = strings.TrimSpace(path)
		why := ""
		switch {
		case path == "": // row refuses cells below
			continue
		case t.columns[path]:
			why = fmt.Sprintf("the column %q is here twice", path)
		case !hasColumn(of, path):
			why = fmt.Sprintf("unknown column %q; there are %s", path, strings.Join(columnsOf(of, nil), ", "))
		}
		if why != "" {
			problems = append(problems, bad(t.file, lines[i], why))
			continue
		}
		t.columns[path] = true
		at := root
		for step := range strings.SplitSeq(path, ".") {
			n := slices.IndexFunc(at.below, func(c *column) bool { return c.name == step })
			if n < 0 {
				n = len(at.below)
				at.below = append(at.below, &column{name: step, number: -1})
			}
			at = at.below[n]
		}
		at.number = i
	}
	root.sort()
	return root, problems
}

// sort puts the items of lists in their order, wherever their columns stand.
func (c *column) sort() {
	slices.SortStableFunc(c.below, func(a, b *column) int {
		x, wrongX := strconv.Atoi(a.name)
		y, wrongY := strconv.Atoi(b.name)
		if wrongX != nil || wrongY != nil {
			return 0
		}
		return cmp.Compare(x, y)
	})
	for _, below := range c.below {
		below.sort()
	}
}

// row reads a record. An empty cell is a field that is not there, and an empty row is no record.
func (t *table) row(columns *column, cells []string, lines []int) (value, Problems) {
	var problems Problems
	for i, cell := range cells {
		if cell != "" && !columns.has(i) {
			problems = append(problems, bad(t.file, lines[i], "this cell has no name of a field above it: "+cell))
		} else if damaged := errorOfSpreadsheet(cell); damaged {
			problems = append(problems, bad(t.file, lines[i], "a formula of the spreadsheet has failed here: "+cell))
		}
	}
	return columns.value(cells, lines), problems
}

func (c *column) has(number int) bool {
	return c.number == number || slices.ContainsFunc(c.below, func(b *column) bool { return b.has(number) })
}

func (c *column) value(cells []string, lines []int) value {
	if c.number >= 0 {
		if c.number >= len(cells) || cells[c.number] == "" {
			return value{}
		}
		return value{line: lines[c.number], shape: word, text: sheet.Unguarded(cells[c.number]), cell: true}
	}
	v := value{}
	for _, b := range c.below {
		of := b.value(cells, lines)
		if of.shape == nothing {
			continue
		}
		if v.shape == nothing {
			v.line, v.shape = lines[0], record
		}
		if _, err := strconv.Atoi(b.name); err == nil {
			v.shape, v.items = list, append(v.items, of)
		} else {
			v.fields = append(v.fields, field{b.name, of.line, of})
		}
	}
	return v
}
