package media

import (
	"fmt"

	"partnernetz/content"
)

// wrong makes the error of a file that is refused, for whoever uploads it.
func wrong(de, en string, args ...any) error {
	return content.Problems{{Path: "file", Code: content.BadInput, DE: fmt.Sprintf(de, args...), EN: fmt.Sprintf(en, args...)}}
}

// damaged is the error of a file that begins like one of its type but does not go on like one.
func damaged() error {
	return wrong("Die Datei ist beschädigt oder unvollständig. Öffnen Sie sie, speichern Sie sie neu, und laden Sie sie noch einmal hoch.",
		"The file is damaged or incomplete. Open it, save it anew, and upload it again.")
}
