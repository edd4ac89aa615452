package check

import (
	"fmt"
	"partnernetz/content"
	"regexp"
	"strings"
	"unicode"
)

// longestAddress is how many characters an address may have that is shown as it is.
const longestAddress = 40

// saysNothing matches the words of links that do not say where they lead, by language, folded and without marks around them.
var saysNothing = map[content.Locale]*regexp.Regexp{
	content.DE: regexp.MustCompile(`^((bitte )?(klick(en)?( sie)? )?(hier|da|dort)( klicken| lesen| weiter)?|klick(en)?|(hier )?(lesen sie )?(hier )?mehr( dazu| davon| erfahren| lesen| infos?| informationen)?` +
		`|weiter(lesen| lesen)?|weitere (infos?|informationen)|(zum |dieser )?link|(zur |diese )?seite|details|download|herunterladen)$`),
	content.EN: regexp.MustCompile(`^((please )?(click |see |read )?(here|there)|click|((read|learn|see|find out|show) )?more( about (it|this)| details| info| information)?` +
		`|continue( reading)?|(the |this )?link|(the |this )?page|details|download|go|next)$`),
}

var bareAddress = regexp.MustCompile(`^(https?://|www\.)\S+$`)

// checkLinkTexts demands that the words of a link say where it leads, since many hear nothing but those.
func checkLinkTexts(in *Inspection) {
	for _, w := range in.words {
		nothing := saysNothing[w.locale]
		if nothing == nil {
			nothing = saysNothing[content.DE]
		}
		switch words := content.Fold(strings.TrimFunc(w.value, isMark)); {
		case strings.TrimFunc(w.value, isMark) == "":
			in.add(EmptyLink, w.field, w.locale, "Ein Link hat keine Worte. Bitte schreiben, wohin er führt, oder ihn löschen.", "a link has no words; say where it leads, or delete it")
		case nothing.MatchString(words):
			in.add(LinkText, w.field, w.locale,
				fmt.Sprintf("Der Link „%s“ sagt nicht, wohin er führt. Bitte das Ziel nennen, etwa „Die Partner“.", w.value),
				fmt.Sprintf("the link %q does not say where it leads; name it, such as \"The partners\"", w.value))
		case bareAddress.MatchString(w.value) && len(w.value) > longestAddress:
			in.add(LinkText, w.field, w.locale,
				fmt.Sprintf("Der Link zeigt eine lange Adresse (%.40s…). Bitte in Worten sagen, wohin er führt.", w.value),
				fmt.Sprintf("the link shows a long address (%.40s…); say in words where it leads", w.value))
		}
	}
}

// isMark reports whether a character makes no difference around words, such as » or ….
func isMark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
