package transfer

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"
)

// split reads a list in a cell.
func split(v value) value {
	v.shape = list
	for item := range strings.SplitSeq(v.text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			v.items = append(v.items, value{line: v.line, shape: word, text: item, cell: true})
		}
	}
	return v
}

// cellTruth reads what spreadsheets in German make of true and false, and what people write.
func cellTruth(text string) (is, ok bool) {
	switch strings.ToLower(text) {
	case "wahr", "ja":
		return true, true
	case "falsch", "nein":
		return false, true
	}
	return false, false
}

// errorOfSpreadsheet reports whether a cell has what a spreadsheet shows in place of a value.
func errorOfSpreadsheet(cell string) bool { return failed.MatchString(cell) }

var (
	failed      = regexp.MustCompile(`^#(NAME\?|WERT!|VALUE!|BEZUG!|REF!|DIV/0!|NV|N/A|ZAHL!|NUM!|NULL!|#+)$`)
	germanDay   = regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{4}$`)
	shortened   = regexp.MustCompile(`^\d([.,]\d+)?E\+\d+$`)
	digits      = regexp.MustCompile(`^[1-9]\d*$`)
	longestCell = 32_767 // UTF-16 units of a cell in Excel
)

// asText takes a text as it is written. A day in a table may be written as spreadsheets in German write it. What a spreadsheet may
// have damaged is told.
func (d *decoder) asText(v value, path string, t reflect.Type) string {
	switch {
	case !v.cell:
	case t == dayType && germanDay.MatchString(v.text):
		if day, err := time.Parse("2.1.2006", v.text); err == nil {
			written := day.Format(time.DateOnly)
			d.note(v, path, v.text+" is read as "+written)
			return written
		}
	case t == dayType && digits.MatchString(v.text):
		d.wrong(v, path, v.text+" is the number of a day in a spreadsheet; give the column the format of a date")
	case shortened.MatchString(v.text):
		d.note(v, path, "the spreadsheet seems to have shortened a number: "+v.text)
	case digits.MatchString(v.text) && (path == "slug" || strings.HasSuffix(path, "phone")):
		d.note(v, path, "if there were zeros or a plus before "+v.text+", the spreadsheet has taken them away")
	case len(utf16.Encode([]rune(v.text))) >= longestCell:
		d.note(v, path, fmt.Sprintf("this has %d characters, the most that Excel keeps in a cell; the rest may be missing", longestCell))
	case twiceEncoded(v.text):
		d.note(v, path, "the umlauts seem to be damaged: "+excerpt(v.text))
	}
	return v.text
}

// excerpt is the beginning of a text.
func excerpt(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 40)])
}
