package content

import "fmt"

// checkLanguages finds where German would stand in the middle of another language, and what was translated from what the
// German texts no longer say.
func checkLanguages(in *Inspection) {
	names := map[Locale][2]string{EN: {"auf Englisch", "in English"}, DESimple: {"in Leichter Sprache", "in Leichte Sprache"}}
	for _, l := range in.locales() {
		if l == DE {
			continue
		}
		for _, t := range in.texts {
			if t.text[l] == "" && t.text[DE] != "" {
				in.add(MissingLanguage, t.field, l,
					fmt.Sprintf("Den Eintrag gibt es %s, aber dieser Text fehlt darin: Dort steht er auf Deutsch. Bitte übersetzen.", names[l][0]),
					fmt.Sprintf("the entry is there %s, but this text is not, and stands there in German; translate it", names[l][1]))
			}
		}
		if Stale(in.entry, l) {
			in.add(StaleTranslation, "", l,
				fmt.Sprintf("Die deutschen Texte wurden geändert, seit der Eintrag %s bearbeitet wurde. Bitte vergleichen.", names[l][0]),
				fmt.Sprintf("the German texts were changed since the entry was last edited %s; compare them", names[l][1]))
		}
	}
}
