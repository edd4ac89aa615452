package transfer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"

	"partnernetz/content"
)

// encodeCSV writes a table as German spreadsheets open it by a double click: with a byte order mark, as they take the file for
// Windows-1252 without one, and with semicolons, as their commas are in numbers.
func encodeCSV(records []any) ([]byte, error) {
	var raw bytes.Buffer
	raw.Write(byteOrderMark)
	rows := csv.NewWriter(&raw)
	rows.Comma = ';'
	longest, cells := map[string]int{}, make([]map[string]string, len(records))
	for i, r := range records {
		cells[i] = cellsOf(r.(content.Entry), longest)
	}
	of := reflect.TypeOf(records[0]).Elem()
	columns := columnsOf(of, longest)
	_ = rows.Write(columns) // a buffer takes all
	for _, c := range cells {
		row := make([]string, len(columns))
		for i, path := range columns {
			row[i] = guarded(c[path])
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	return raw.Bytes(), sameAgain(records, raw.Bytes(), of)
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
