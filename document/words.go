package document

import "strings"

// Vocabulary is what a document says that nobody wrote for it.
type Vocabulary struct {
	Contents string
	Notes    string
	Note     string // before the number of one
	Back     string // to where a note belongs
	Page     string // before its number
	Skip     string // to what is not the contents
	Table    string // before the number of one that has no caption
}

// WordsFor is the vocabulary of a language; German for one that there is none of.
func WordsFor(language string) Vocabulary {
	if primary, _, _ := strings.Cut(strings.ToLower(language), "-"); primary == "en" {
		return Vocabulary{"Contents", "Notes", "Note", "Back to the text", "Page", "Skip to the text", "Table"}
	}
	if strings.EqualFold(language, "de-simple") {
		return Vocabulary{"Das steht in diesem Heft", "Erklärungen", "Erklärung", "Zurück zum Text", "Seite", "Direkt zum Text", "Tabelle"}
	}
	return Vocabulary{"Inhalt", "Anmerkungen", "Anmerkung", "Zurück zum Text", "Seite", "Zum Text springen", "Tabelle"}
}
