package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"partnernetz/content"
)

const (
	longestLine = 15 // words
	longestWord = 14 // letters
)

func longLine(l easyLine) []string {
	if len(l.words) > longestLine {
		return []string{strconv.Itoa(len(l.words))}
	}
	return nil
}

// longWords finds words with many letters in a row, where neither a hyphen nor a dot parts them.
func longWords(l easyLine) (found []string) {
	for _, w := range l.words {
		for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			if utf8.RuneCountInString(part) > longestWord {
				found = append(found, part)
			}
		}
	}
	return found
}

var (
	// „des“ is a genitive before any noun, „eines“ before one that ends with s, and „der“ behind another noun.
	genitiveDes   = regexp.MustCompile(` (?:des|Des) (?:\p{Ll}+en )*\p{Lu}[\pL-]*`)
	genitiveEines = regexp.MustCompile(` (?:eines|Eines|dieses|unseres|Ihres|jedes) (?:\p{Ll}+en )*\p{Lu}[\pL-]*s(?:[^\pL-]|$)`)
	genitiveDer   = regexp.MustCompile(`\pL \p{Lu}[\p{Ll}-]+ der (?:\p{Ll}+en )*\p{Lu}[\p{Ll}-]+`)
	// Nouns that end with s in every case, which „dieses“ and „jedes“ stand before as well.
	endsWithS = regexp.MustCompile(`(?:[Hh]aus|[Nn]is|[Gg]las|[Gg]ras|[Mm]aß|ss|us|is|os|ics|as)[^\pL-]?$`)
)

func genitives(l easyLine) (found []string) {
	text := " " + l.text + " "
	found = append(found, trimmed(genitiveDes.FindAllString(text, -1))...)
	for _, place := range genitiveEines.FindAllString(text, -1) {
		if !endsWithS.MatchString(place) {
			found = append(found, strings.TrimFunc(place, isMark))
		}
	}
	for _, place := range genitiveDer.FindAllString(text, -1) {
		_, place, _ = strings.Cut(place, " ")
		found = append(found, place)
	}
	return slices.DeleteFunc(found, func(s string) bool { return strings.HasSuffix(s, "es Weiteren") })
}

// trimmed are places without the blanks around them.
func trimmed(places []string) (all []string) {
	for _, p := range places {
		all = append(all, strings.TrimSpace(p))
	}
	return all
}

var (
	become     = map[string]bool{"wird": true, "werden": true, "wirst": true, "werdet": true, "wurde": true, "wurden": true, "wurdest": true, "wurdet": true, "worden": true}
	participle = regexp.MustCompile(`^(?:ab|an|auf|aus|bei|bekannt|da|dar|durch|ein|fest|fort|frei|hoch|her|herein|hin|kennen|los|mit|nach|statt|teil|über|um|unter|veröff|vor|weg|weiter|wieder|zu|zurück|zusammen)?ge\p{Ll}{2,}(?:t|en)$|` +
		`^(?:be|ent|emp|er|ver|zer|miss|über|unter|wieder)\p{Ll}{2,}t$|^\p{Ll}{2,}iert$|` +
		`^(?:be|unter|vor|ver)?(?:schrieben|schlossen|sprochen|handelt)$|^(?:verboten|empfohlen|verstanden|entschieden|entworfen|erhoben|verloren|erfunden|verbunden|verschoben|übernommen|unternommen|begonnen|gewonnen)$`)
	noParticiple = regexp.MustCompile(`(?:^|[a-zäöü])ge(?:ben|hen|fallen|lten|hören|winnen|lingen|schehen|nießen|stalten|wöhnen|nügen|brauchen|statten|fährden|langen|nesen|worden|gen|stern|nügt|hört|winnt|lingt|schieht|recht|samt)$|^ge(?:gen|nannten|rechten|samten|sunden|nauen|ringen|heimen)$|^(?:bereit|bekannt|berühmt|verrückt|erst|überhaupt|unterschiedlich|vielleicht|interessiert|bestimmt)$`)
)

// passives finds a form of „werden“ with what may be a participle in the same part of a sentence. The future has an infinitive.
func passives(l easyLine) (found []string) {
	for part := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return r == ',' || r == ';' }) {
		words := strings.FieldsFunc(part, isMark)
		auxiliary := slices.IndexFunc(words, func(w string) bool { return become[strings.ToLower(w)] })
		if auxiliary < 0 {
			continue
		}
		done := slices.IndexFunc(words, func(w string) bool { return participle.MatchString(w) && !noParticiple.MatchString(w) })
		if done >= 0 {
			found = append(found, strings.ToLower(words[auxiliary])+" … "+words[done])
		}
	}
	return found
}

var (
	ones   = `(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)`
	number = regexp.MustCompile(`^(?:(?:` + ones + `?(?:hundert|tausend)(?:und)?)*(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|` +
		`(?:` + ones + `und)?(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|` + ones + `?(?:hundert|tausend)))$`)
	// With one of these ends a number, which most words do not, so that they need not be looked at more closely.
	endings = []string{"ei", "er", "nf", "hs", "en", "ht", "un", "hn", "lf", "ig", "rt", "nd"}
)

// numberWords finds numbers in words. „Ein“ is more often no number.
func numberWords(l easyLine) (found []string) {
	for _, w := range l.words {
		w = strings.TrimFunc(w, isMark)
		plain := strings.ToLower(content.Joined(w))
		if slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(plain, e) }) && number.MatchString(plain) {
			found = append(found, w)
		}
	}
	return found
}

var capitalNegation = regexp.MustCompile(`^(?:NICHTS?|NIE|NIEMALS|NIEMAND(?:EN|EM)?|NIRGENDS|KEIN(?:E[NMRS]?)?|NEIN|OHNE)$`)

func capitalNegations(l easyLine) (found []string) {
	for _, w := range l.words {
		if w = strings.TrimFunc(w, isMark); capitalNegation.MatchString(w) {
			found = append(found, w)
		}
	}
	return found
}

// What most readers know, such as Dr., LKW or WC, is not among these, and neither is what may be a word at the end of a sentence.
var abbreviation = regexp.MustCompile(`(?:^|[\s(„"])((?:z\. ?B|d\. ?h|u\. ?a|o\. ?ä|o\. ?Ä|u\. ?Ä|i\. ?d\. ?R|s\. ?o|s\. ?u|usw|etc|bzw|ca|evtl|ggf|inkl|exkl|zzgl|bspw|vgl|sog|ev|max|mind|insb|einschl|Nr|Abs|Tel|Std|Mio|Mrd|Jh|Hrsg|Fr|Hr|Str|\p{Lu}\p{Ll}+str)\.)(?:[\s,;:)“"]|$)`)

func abbreviations(l easyLine) (found []string) {
	for _, m := range abbreviation.FindAllStringSubmatch(l.text, -1) {
		found = append(found, m[1])
	}
	return found
}
