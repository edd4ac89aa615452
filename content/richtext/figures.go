package richtext

import (
	"partnernetz/content"
	"regexp"
	"strconv"
)

var placeholder = regexp.MustCompile(`\{\{\s*([a-zA-Z]+)\s*\}\}`)

// figureOf returns the kind whose number a name in a text stands for; empty if there is none.
func figureOf(name string) content.Kind {
	for _, k := range content.Kinds() {
		if name != "" && k.Traits().Figure == name {
			return k
		}
	}
	return ""
}

// Figures lists the kinds whose numbers a text shows, each as often as it is there.
func Figures(source string) (kinds []content.Kind) {
	for _, m := range placeholder.FindAllStringSubmatch(source, -1) {
		if kind := figureOf(m[1]); kind != "" {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// HasFigure reports whether a text shows a number.
func HasFigure(source string) bool { return placeholder.MatchString(source) }

// FillFigures puts counts in place of their names. A name that there is not stays as it is, for its author to see, and so
// does one of a kind that was not counted.
func FillFigures(source string, count map[content.Kind]int) string {
	if len(count) == 0 {
		return source
	}
	return placeholder.ReplaceAllStringFunc(source, func(braces string) string {
		n, counted := count[figureOf(placeholder.FindStringSubmatch(braces)[1])]
		if !counted {
			return braces
		}
		return strconv.Itoa(n)
	})
}
