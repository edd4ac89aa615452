package check

import (
	"fmt"
	"partnernetz/content"
	"partnernetz/content/language"
	"slices"
)

// languageNames says in which language something is, in German and in English.
var languageNames = map[content.Locale][2]string{content.DE: {"auf Deutsch", "in German"}, content.EN: {"auf Englisch", "in English"}, content.DESimple: {"in Leichter Sprache", "in Leichte Sprache"}}

// checkLanguages finds where German would stand in the middle of another language, and what was translated from what the
// German texts no longer say.
func checkLanguages(in *Inspection) {
	names := in.entry.EntryKind().Traits().ProperNames
	for _, l := range in.locales() {
		if l == content.DE {
			continue
		}
		for _, t := range in.texts {
			if t.text[l] == "" && t.text[content.DE] != "" && !slices.Contains(names, t.field) {
				in.add(MissingLanguage, t.field, l,
					fmt.Sprintf("Den Eintrag gibt es %s, aber dieser Text fehlt darin: Dort steht er auf Deutsch. Bitte übersetzen.", languageNames[l][0]),
					fmt.Sprintf("the entry is there %s, but this text is not, and stands there in German; translate it", languageNames[l][1]))
			}
		}
		if language.Stale(in.entry, l) {
			in.add(StaleTranslation, "", l,
				fmt.Sprintf("Die deutschen Texte wurden geändert, seit der Eintrag %s bearbeitet wurde. Bitte vergleichen.", languageNames[l][0]),
				fmt.Sprintf("the German texts were changed since the entry was last edited %s; compare them", languageNames[l][1]))
		}
	}
}
