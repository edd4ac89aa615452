package content

import "strings"

const (
	maxText   = 100_000     // bytes of a text in one language
	maxEffort = 400_000_000 // of reading its Markdown, about half a second
)

// TooCostly tells whether a text is longer than any that people write, or made so that reading its Markdown would take long:
// the reader of Markdown looks through the rest of a passage for each mark that may begin something.
func TooCostly(source string) bool {
	effort := 0
	for passage := range strings.SplitSeq(source, "\n\n") {
		marks := 0
		for i := range len(passage) {
			if strings.IndexByte("[*_`<>.", passage[i]) >= 0 {
				marks++
			}
		}
		effort += marks * len(passage)
	}
	return len(source) > maxText || effort > maxEffort
}
