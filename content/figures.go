package content

import (
	"regexp"
	"strconv"
)

var figure = regexp.MustCompile(`\{\{\s*([a-zA-Z]+)\s*\}\}`)

// figures has the kinds whose entries a text may have counted, by the names that stand for their number.
var figures = map[string]Kind{"partnerCount": Partners, "agreementCount": Agreements, "measureCount": Measures}

// Figures lists the kinds whose numbers a text shows, each as often as it is there.
func Figures(source string) (kinds []Kind) {
	for _, m := range figure.FindAllStringSubmatch(source, -1) {
		if kind, known := figures[m[1]]; known {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// FillFigures puts counts in place of their names. A name that there is not stays as it is, for its author to see, and so
// does one of a kind that was not counted.
func FillFigures(source string, count map[Kind]int) string {
	if len(count) == 0 {
		return source
	}
	return figure.ReplaceAllStringFunc(source, func(braces string) string {
		n, counted := count[figures[figure.FindStringSubmatch(braces)[1]]]
		if !counted {
			return braces
		}
		return strconv.Itoa(n)
	})
}
