package transfer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"partnernetz/content"
)

// shownRows is how many rows of a table a Preview has.
const shownRows = 3

// Preview is how a table was read: enough to see whether it was read as it was meant.
type Preview struct {
	File     string
	Charset  string
	PartedBy rune
	Columns  int
	Rows     int
	First    []*Row
	Notes    Problems // what was read otherwise than it is written, or may have been damaged by a spreadsheet
}

// Row is a row of a table as the entry that it would be.
type Row struct {
	Line    int
	Becomes Outcome
	YAML    string
}

// Outcome is what a record does to its entry; empty if something is wrong with the record.
type Outcome string

// The outcomes.
const (
	New       Outcome = "new"
	Changed   Outcome = "changed"
	Unchanged Outcome = "unchanged"
)

// previews are those of the tables of an import.
type previews struct {
	byTable map[*table]*Preview
	rows    map[content.Entry]*Row
}

// show takes note of a row as it was read.
func (p *previews) show(s source, e content.Entry, notes Problems) {
	if s.table == nil {
		return
	}
	seen := p.byTable[s.table]
	if seen == nil {
		seen = &Preview{File: s.table.file, Charset: s.table.charset, PartedBy: s.table.parted, Columns: len(s.table.columns)}
		p.byTable[s.table] = seen
	}
	seen.Rows++
	seen.Notes = append(seen.Notes, notes...)
	if raw, err := encodeYAML([]any{e}); err == nil && len(seen.First) < shownRows {
		row := &Row{Line: s.line, YAML: string(raw)}
		seen.First, p.rows[e] = append(seen.First, row), row
	}
}

// becomes takes note of what a record does to its entry.
func (p *previews) becomes(e content.Entry, o Outcome) {
	if row := p.rows[e]; row != nil {
		row.Becomes = o
	}
}

func (p *previews) tell(to func(Preview)) {
	if to == nil {
		return
	}
	for _, seen := range slices.SortedFunc(maps.Values(p.byTable), func(a, b *Preview) int { return cmp.Compare(a.File, b.File) }) {
		to(*seen)
	}
}

// missingColumn is a column that a table does not have, though entries of it have something there.
type missingColumn struct {
	table *table
	path  string
}

// missing adds up what an entry has now and its table does not speak of. A column that somebody left out is not meant to empty
// a field of all entries.
func (r *importer) missing(s source, current content.Entry) {
	if s.table == nil || current == nil {
		return
	}
	for path, cell := range cellsOf(current, nil) {
		if cell != "" && path != "id" && path != "publishedAt" && !s.table.columns[path] {
			r.left[missingColumn{s.table, path}]++
		}
	}
}

// refuseMissing reports the columns that tables should have.
func (r *importer) refuseMissing() {
	var missing Problems
	for c, n := range r.left {
		missing = append(missing, bad(c.table.file, 1,
			fmt.Sprintf("there is no column %s, which would empty that field of %d entries; add the column, with nothing below it to empty the field", c.path, n)))
	}
	slices.SortFunc(missing, func(a, b Problem) int { return cmp.Compare(a.String(), b.String()) })
	r.problems = append(r.problems, missing...)
}
