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
	return wrong("Die Datei ist beschädigt oder unvollständig. Bitte öffnen, neu speichern und noch einmal hochladen.",
		"the file is damaged or incomplete; open it, save it anew, and upload it again")
}
