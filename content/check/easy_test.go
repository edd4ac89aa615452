package check_test

import (
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/network"
)

// easily is what is found in a text in Leichte Sprache: rules with line numbers.
func easily(text string) (found []string) {
	p := &network.Partner{Names: content.Text{content.DE: "A", content.DESimple: "A"}, Descriptions: content.Text{content.DE: "A", content.DESimple: text}}
	for _, f := range check.Inspect(p).Findings(testWorld()) {
		line := ""
		if f.Line != nil {
			line = strings.Repeat("\n", *f.Line-1)
		}
		found = append(found, line+string(f.Rule))
	}
	return found
}

func TestHintsOnEasyLanguage(t *testing.T) {
	for rule, lines := range map[check.Rule][]string{
		check.EasyLongLine: {"Das ist eine Zeile mit sehr vielen Wörtern und sie hört gar nicht mehr auf damit.", "- eins zwo **a** b c d e f g h i j k l m n"},
		check.EasyLongWord: {"Das ist die Zielvereinbarung.", "Die Bundes-Gleichstellungsgesetze sind neu.", "Ziel\u00advereinbarungen", "*Integrationsrat*-Wahl: [Integrationsräten](/ziel)"},
		check.EasyGenitive: {"Das ist das Haus des Landes.", "Das sagt das Gesetz des neuen Landes.", "Das sind die Ziele der Initiative.", "Das ist das Ende eines Jahres.", "Das ist die Liste der neuen Partner.", "Anfang dieses Jahres war das."},
		check.EasyPassive: {"Der Rat wird heute gewählt.", "Das Netz wurde 2012 gegründet.", "Alle werden eingeladen.", "Sie wird dann informiert.", "Die Briefe sind verteilt worden.", "Das wird bald beschlossen.", "Wenn das geändert wird, hilft das.",
			"Das wird ge·macht."},
		check.EasyNumberWord:   {"Das sind zwölf Kreise.", "Drei Menschen helfen.", "Das sind einundzwanzig Städte.", "Das kostet zweihundert Euro.", "Nach tausend Tagen war es gut.", "Das sind **zehn** Partner."},
		check.EasyNegation:     {"Das ist NICHT so.", "Das darf KEINER.", "NIE mehr!", "**NICHT** heute"},
		check.EasyAbbreviation: {"Es gibt z. B. Hilfe.", "Das ist z.B. so.", "Kinder, Eltern usw. kommen.", "Das sind ca. 5 Tage.", "Rufen Sie an: Tel. 0211 1", "Das steht in Nr. 3.", "Die Adresse ist Hauptstr. 5", "Äpfel (u. a. rote)"},
	} {
		for _, line := range lines {
			if got := easily(line); !slices.Contains(got, string(rule)) {
				t.Errorf("%q: found %q, want %s", line, got, rule)
			}
		}
	}
}

// Good lines give no finding, whatever they look like.
func TestNoHintsOnEasyLanguage(t *testing.T) {
	for _, line := range strings.Split(`Am 3. Mai ist ein Fest.
Dr. Müller kommt auch.
Das Treffen ist am 7. Juni 2024 um 10 Uhr.
Die Bundes-Republik ist groß.
Der Bundes·tag ist in Berlin.
Die Gleich‧stellungs‧beauftragte hilft.
Die Ziel•vereinbarungen sind neu.
Das Ergebnis⋅protokoll kommt∙bald und・dann.
In der Stadt gibt es Hilfe.
Bei der Initiative machen viele mit.
Das ist die Antwort von der Stadt.
Und der Kreis macht auch mit.
Hier hilft der Verein.
Dieses Haus ist neu, jedes Ergebnis zählt.
Wer das Geld bekommt, wird bald klar.
Des Weiteren gibt es Hilfe.
Wir werden morgen kommen.
Sie werden Partner.
Das Netz wird größer.
Das wird Ihnen gefallen.
Wir werden Ihnen etwas geben.
Es wird gut gehen.
Er wird vielleicht gesund.
Sie haben das gut gemacht.
Das ist nicht gut.
Das darf **nicht** sein.
Ein Mensch hilft einem anderen.
Achten Sie auf die Zahl 12.
Das ist eine neue Art.
Das ist in NRW und in der EU so.
Der LKW ist groß.
Schreiben Sie an Partnernetzwerk@mkjfgfi.nrw.de.
Das sagt die [Erklärung](https://www.example.org/barrierefreiheitserklaerung).
https://www.example.org/barrierefreiheitserklaerung
So viele machen mit: {{partnerCount}}.
1. Das ist der Anfang.
Mitarbeiter\*innen und Kolleg*innen kommen.
Das sind genau 15 Wörter: a b c d e f g h i j
## Das ist eine Überschrift`, "\n") {
		if got := easily(line); len(got) > 0 {
			t.Errorf("%q: found %q", line, got)
		}
	}
	// What is not in Leichte Sprache, or what Leichte Sprache falls back to, is none of these rules' business.
	expectFound(t, "German", textPage("Die Zielvereinbarung wird NICHT gewählt, z. B. des Landes.", "Text"))
}

// A finding says where it is, what is meant, and by what rule.
func TestHintsSayWhere(t *testing.T) {
	if got := easily("Gut.\nDas ist NICHT gut.\nDas ist NICHT gut.\n\nDas wird gemacht."); !slices.Equal(got, []string{"\nEASY_NEGATION", "\n\n\n\nEASY_PASSIVE"}) {
		t.Errorf("found %q", got)
	}
	p := textPage("A", "A")
	p.Parts[0].Texts[content.DESimple] = "a\r\nDas ist NICHT so, z. B. hier."
	p.Titles[content.DESimple] = "Zwei Ziele"
	found := check.Inspect(p).Findings(testWorld())
	var said []string
	for _, f := range found {
		said = append(said, f.Field+" "+string(f.Language)+": "+f.DE+" / "+f.EN)
	}
	want := []string{
		"blocks.0.text de-simple: Zeile 2: „z. B.“ ist eine Abkürzung. Besser ausschreiben. (BITV 2.0, Anlage 2 Teil 2 Nr. 1) / line 2: \"z. B.\" is an abbreviation; write it out (BITV 2.0, Anlage 2 Teil 2 Nr. 1)",
		"blocks.0.text de-simple: Zeile 2: „NICHT“ ist eine Verneinung in großen Buchstaben. Besser ohne Verneinung sagen, oder sie fett schreiben: **nicht**. (ein Hinweis dieses Systems) / line 2: \"NICHT\" is a negation in capitals; say it without one, or write it in bold: **nicht** (a hint of this system)",
		"title de-simple: Zeile 1: Die Zahl „Zwei“ ist mit Ziffern leichter zu lesen. (ein Hinweis dieses Systems) / line 1: the number \"Zwei\" is easier to read in digits (a hint of this system)"}
	if !slices.Equal(said, want) {
		t.Errorf("it says\n%s", strings.Join(said, "\n"))
	}
	for _, rule := range check.Rules() {
		if strings.HasPrefix(string(rule), "EASY_") && rule.Severity() != check.SeverityWarning {
			t.Errorf("%s is more than a hint", rule)
		}
	}
}
