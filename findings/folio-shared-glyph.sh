#!/bin/sh
# Two characters that a font draws with one glyph, such as a space and a no-break space: what was encoded last is what the whole
# document says the glyph means, so that words with the other one are not found in the PDF.
# Versions: folio v0.11.0, the font Source Sans 3 of @expo-google-fonts/source-sans-3 0.4.1, Go 1.26.
# Good guess from: ISO 32000-1, 9.10.3 "ToUnicode CMaps", made for text to be found and copied; and the doc comment of EncodeString,
# which returns bytes for a text and speaks of no text before it. https://github.com/carlos7ags/folio
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=
go mod init finding 2>/dev/null
cat > main.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/font"
)

func main() {
	data, err := os.ReadFile("package/400Regular/SourceSans3_400Regular.ttf")
	if err != nil {
		panic(err)
	}
	face, err := font.ParseTTF(data)
	if err != nil {
		panic(err)
	}
	if face.GlyphIndex(' ') != face.GlyphIndex('\u00a0') {
		panic("the font draws them apart")
	}
	e := font.NewEmbeddedFont(face)
	e.EncodeString("a b")
	e.EncodeString("z.\u00a0B.")
	space := fmt.Sprintf("(?i)<%04x> *<([0-9a-f]{4})>", face.GlyphIndex(' '))
	e.BuildObjects(func(o core.PdfObject) *core.PdfIndirectReference {
		if s, ok := o.(*core.PdfStream); ok {
			for _, m := range regexp.MustCompile(space).FindAllSubmatch(s.Data, -1) {
				fmt.Printf("U+%s\n", bytes.ToUpper(m[1]))
			}
		}
		return &core.PdfIndirectReference{}
	})
}
GO
go get github.com/carlos7ags/folio@v0.11.0 2>/dev/null
npm pack --silent @expo-google-fonts/source-sans-3@0.4.1 >/dev/null
tar xzf *.tgz
seen=$(go run .)
echo "folio v0.11.0"
echo "guess: U+0020 for the glyph of the space in \"a b\""
echo "seen:  $seen"
[ "$seen" = 'U+00A0' ]
