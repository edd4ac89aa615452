package sheet_test

import (
	"testing"

	"partnernetz/content/sheet"
)

func TestCSV(t *testing.T) {
	s := sheet.Sheet{Columns: []string{"a", "+b"}, Rows: [][]any{{"x;\"y\"", 3}, {"=HYPERLINK()", nil}, {"'-1", -1}}}
	want := sheet.ByteOrderMark + "a;'+b\n\"x;\"\"y\"\"\";3\n'=HYPERLINK();\n''-1;-1\n"
	if got := string(s.CSV()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGuard(t *testing.T) {
	for text, cell := range map[string]string{"": "", "a": "a", "=1": "'=1", "'=1": "''=1", "'a": "'a", "＝1": "'＝1", "\ta": "'\ta"} {
		if got := sheet.Guarded(text); got != cell || sheet.Unguarded(got) != text {
			t.Errorf("%q is guarded as %q and read as %q", text, got, sheet.Unguarded(got))
		}
	}
}
