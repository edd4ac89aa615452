package content

import (
	"fmt"
	"regexp"
	"strings"
)

// describesNothing matches alternative texts that tell nobody what is to be seen, folded: the name of a file, or of the kind of thing it is.
var describesNothing = regexp.MustCompile(`\.(jpe?g|png|gif|webp|svg)$|^((img|dsc|dscn|pxl)[ _-]?)?\d+$|` +
	`^((ein|das|the|an?|alt) )?(bild|foto|fotografie|grafik|logo|symbol|image|picture|photo|photograph|graphic|icon|alt|text)( \d+)?$`)

// checkAlts demands that the alternative text of an image describes it. That there is one, or that the image is decorative, is
// demanded when it is saved.
func checkAlts(in *Inspection) {
	m, isMedia := in.entry.(*Media)
	if !isMedia || !m.File.IsImage() {
		return
	}
	name, _, _ := strings.Cut(m.File.Name, ".")
	for _, l := range m.Alts.Locales() {
		alt := Fold(strings.TrimFunc(m.Alts[l], isMark))
		if describesNothing.MatchString(alt) || alt == Fold(name) || alt == "" {
			in.add(AltText, "alt", l,
				fmt.Sprintf("Der Alternativtext „%s“ sagt nicht, was zu sehen ist. Bitte das Bild in einem Satz beschreiben.", clipped(m.Alts[l])),
				fmt.Sprintf("the alternative text %q does not say what is to be seen; describe the image in a sentence", clipped(m.Alts[l])))
		}
	}
}
