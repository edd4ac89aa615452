package check

import (
	"fmt"
	"partnernetz/content"
	"regexp"
	"strings"
)

// describesNothing matches alternative texts that tell nobody what is to be seen, folded: the name of a file, or of the kind of thing it is.
var describesNothing = regexp.MustCompile(`\.(jpe?g|png|gif|webp|svg)$|^((img|dsc|dscn|pxl)[ _-]?)?\d+$|` +
	`^((ein|das|the|an?|alt) )?(bild|foto|fotografie|grafik|logo|symbol|image|picture|photo|photograph|graphic|icon|alt|text)( \d+)?$`)

// checkAlts demands that the alternative text of an image describes it, and that it is there in the languages of the page or
// partner that shows the image. That there is one at all, or that the image is decorative, is demanded when it is saved.
func checkAlts(in *Inspection) {
	for _, image := range in.images {
		if shown, ok := in.world.ByID[image.value].(content.Pictured); ok && !shown.Picture().Decorative {
			in.missingAlts(image.field, shown.Picture())
		}
	}
	own, pictured := in.entry.(content.Pictured)
	if !pictured || !own.Picture().IsImage {
		return
	}
	m := own.Picture()
	name, _, _ := strings.Cut(m.Filename, ".")
	for _, l := range m.Alts.Locales() {
		alt := content.Fold(strings.TrimFunc(m.Alts[l], isMark))
		if describesNothing.MatchString(alt) || alt == content.Fold(name) || alt == "" {
			in.add(AltText, "alt", l,
				fmt.Sprintf("Der Alternativtext „%s“ sagt nicht, was zu sehen ist. Bitte das Bild in einem Satz beschreiben.", clipped(m.Alts[l])),
				fmt.Sprintf("the alternative text %q does not say what is to be seen; describe the image in a sentence", clipped(m.Alts[l])))
		}
	}
}

func (in *Inspection) missingAlts(field string, m content.Picture) {
	for _, l := range in.locales() {
		if m.Alts[l] == "" {
			in.add(AltText, field, l,
				fmt.Sprintf("Den Alternativtext des Bildes „%s“ gibt es nicht %s; dort steht er auf Deutsch. Bitte beim Bild übersetzen.", m.Filename, languageNames[l][0]),
				fmt.Sprintf("the alternative text of the image %q is not there %s, and stands there in German; translate it at the image", m.Filename, languageNames[l][1]))
		}
	}
}
