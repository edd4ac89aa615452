package check

import (
	"fmt"
	"partnernetz/content"
	"partnernetz/content/language"
	"strings"
)

// checkHeadings goes through the headings as somebody does who has them read out: the title is the first level, what stands
// above a part of a page the second, and each is at most one deeper than the one before. The texts of a page follow each
// other; those of other entries stand for themselves.
func checkHeadings(in *Inspection) {
	_, paged := in.entry.(content.Paged)
	for _, l := range in.locales() {
		view, before := content.View{Locale: l, Fallback: true}, 1
		for _, t := range in.texts {
			if !paged {
				before = 1
			}
			_, served := view.Resolve(t.text)
			if t.heading && t.text[served] != "" {
				before = 2
			}
			above := 1
			if t.within {
				above = 2
			}
			for _, h := range t.headings[served] {
				if served == l { // else it is found in German
					in.checkHeading(statement{t.field, l, h.Text}, h.Level, above, before)
				}
				before = h.Level
			}
		}
	}
}

// checkHeading looks at a heading below others of the level above, and behind one of the level before.
func (in *Inspection) checkHeading(h statement, level, above, before int) {
	shouldBe := max(min(level, before+1), above+1)
	switch marks := strings.Repeat("#", shouldBe); {
	case h.value == "":
		in.add(EmptyHeading, h.field, h.locale, "Eine Überschrift ist leer. Bitte Worte hinschreiben oder die Zeile löschen.", "a heading is empty; give it words, or delete the line")
	case level < shouldBe:
		in.add(HeadingOrder, h.field, h.locale,
			fmt.Sprintf("Die Überschrift „%s“ hat die Ebene %d; darüber steht schon eine von Ebene %d. Bitte mit %s schreiben.", h.value, level, above, marks),
			fmt.Sprintf("the heading %q is of level %d, but one of level %d stands above it; write it with %s", h.value, level, above, marks))
	case level > shouldBe:
		in.add(HeadingOrder, h.field, h.locale,
			fmt.Sprintf("Die Überschrift „%s“ hat die Ebene %d, aber die davor die Ebene %d: Dazwischen fehlt eine. Bitte mit %s schreiben.", h.value, level, before, marks),
			fmt.Sprintf("the heading %q is of level %d, but the one before of level %d, so one in between is missing; write it with %s", h.value, level, before, marks))
	}
}

// locales lists the languages that the entry is there in.
func (in *Inspection) locales() []content.Locale { return language.Languages(in.entry) }
