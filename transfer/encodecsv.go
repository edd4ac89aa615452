package transfer

import (
	"bytes"
	"fmt"
	"reflect"

	"partnernetz/content"
	"partnernetz/content/sheet"
)

// encodeCSV writes a table. A cell that is empty is not there.
func encodeCSV(records []any) ([]byte, error) {
	longest, cells := map[string]int{}, make([]map[string]string, len(records))
	for i, r := range records {
		cells[i] = cellsOf(r.(content.Entry), longest)
	}
	of := reflect.TypeOf(records[0]).Elem()
	table := sheet.Sheet{Columns: columnsOf(of, longest)}
	for _, c := range cells {
		row := make([]any, len(table.Columns))
		for i, path := range table.Columns {
			row[i] = c[path]
		}
		table.Rows = append(table.Rows, row)
	}
	raw := table.CSV()
	return raw, sameAgain(records, raw, of)
}

// sameAgain finds a record that would not be read as it was: a list whose items have commas, or a part with nothing in it.
func sameAgain(records []any, raw []byte, of reflect.Type) error {
	again, problems := readCSV("table", raw, of)
	if len(problems) > 0 {
		return problems
	}
	for i, r := range records {
		e := r.(content.Entry)
		if i < len(again) {
			read := reflect.New(of).Interface().(content.Entry)
			wrong, _ := again[i].decode(read)
			if len(wrong) == 0 && bytes.Equal(inFile(read), inFile(e)) {
				continue
			}
		}
		return fmt.Errorf("%s %s has something that a table would lose; use YAML or NDJSON", e.EntryKind(), e.Key())
	}
	return nil
}

func inFile(e content.Entry) []byte {
	raw, _ := encodeYAML([]any{e}) // what cannot be written gives nothing, and so differs from what can
	return raw
}
