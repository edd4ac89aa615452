package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a text to what matters when two are compared: no capitals, umlauts and letters of other languages written out, no
// other accents, and nothing that parts a word for the eye only. Whatever compares texts, and whatever is named after one, goes by
// it.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for _, r := range norm.NFC.String(Joined(s)) {
		if r = unicode.ToLower(r); r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else if plain, ok := latin[r]; ok {
			b.WriteString(plain)
		} else {
			decompose(&b, r)
		}
	}
	return b.String()
}

// FoldPart folds a text that is looked for in others, and may end within a word: Bundes· is a part of Bundes·tag.
func FoldPart(s string) string { return strings.TrimSuffix(Fold(s+"a"), "a") }

// decompose writes a letter or a number as what it is made of, such as é, ﬁ and ², and everything else as it is: ´ would fall into
// a blank and an accent.
func decompose(b *strings.Builder, r rune) {
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !isAccent(r) {
		b.WriteRune(r)
		return
	}
	for _, part := range norm.NFKD.String(string(r)) {
		if part = unicode.ToLower(part); isAccent(part) {
			continue
		}
		if plain, ok := latin[part]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(part)
		}
	}
}

func isAccent(r rune) bool { return r >= 0x300 && r <= 0x36f }

// latin writes out small letters that do not fall into one of a to z and an accent: as passports do (ICAO 9303, part 3), where these
// have the letter, and else by what it looks like.
var latin = func() map[rune]string {
	letters := map[rune]string{'ς': "σ"} // as it is written at the end of a word
	for plain, others := range map[string]string{
		"ae": "äæ", "oe": "öœø", "ue": "ü", "ss": "ß", "th": "þ", "hv": "ƕ", "ou": "ȣ", "db": "ȸ", "qp": "ȹ",
		"a": "ɑɐⱥ", "b": "ƀɓƃ", "c": "ƈȼɕ", "d": "đðɖɗƌȡƍ", "e": "əǝɛɇ", "f": "ƒ", "g": "ǥɠɣƣ", "h": "ħɦ", "i": "ıɨɩ", "j": "ȷɉ", "k": "ƙĸ",
		"l": "łŀƚȴɫɬɭƛ", "m": "ɱɯ", "n": "ŋƞɲȵ", "o": "ɔɵ", "p": "ƥ", "q": "ɋ", "r": "ɍɽɾʀ", "s": "ʂȿʃƪ", "t": "ŧƭƫʈȶⱦ", "u": "ʉʊ", "v": "ʋʌ", "w": "ƿ",
		"y": "ƴɏȝ", "z": "ƶʒƹƺȥɀʐ",
		"": "ʹʺʻʼʽʾʿˀ", // Hawaiʻi
	} {
		for _, r := range others {
			letters[r] = plain
		}
	}
	return letters
}()

// dots are what Leichte Sprache parts long words with, as in Bundes·tag, and what is taken for it.
const dots = "\u00b7\u0387\u2022\u2027\u2219\u22c5\u30fb"

// Joined returns a text with its words in one piece. What is dropped is of no weight in any language: Persian has it within words
// too (U+200C), but none of its words differ in it alone.
func Joined(s string) string {
	var b strings.Builder
	end := 0
	for i := 0; i < len(s); {
		if n := Seam(s, i); n > 0 {
			b.WriteString(s[end:i])
			i += n
			end = i
			continue
		}
		i += width(s, i)
	}
	if end == 0 {
		return s
	}
	return b.String() + s[end:]
}

// Seam returns the length of what stands at a place in a text, and is no part of the word around it: characters that are not seen,
// such as soft hyphens, and a dot between letters. 0 if nothing does.
func Seam(s string, at int) int {
	if s[at] < utf8.RuneSelf {
		return 0
	}
	end, dot := at, -1
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if dot < 0 && isDot(r) {
			dot = end
		} else if !isIgnorable(r) {
			break
		}
		end += size
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if dot < 0 || (unicode.IsLetter(before) || unicode.IsMark(before)) && unicode.IsLetter(after) {
		return end - at
	}
	return dot - at
}

// BehindDots puts a mark behind each dot that is in a word, where the word may be broken.
func BehindDots(s, mark string) string {
	var b strings.Builder
	end := 0
	for i := 0; i < len(s); {
		n := Seam(s, i)
		if dot := strings.IndexFunc(s[i:i+n], isDot); dot >= 0 {
			dot += i + width(s, i+dot)
			b.WriteString(s[end:dot] + mark)
			end = dot
		}
		i += max(n, width(s, i))
	}
	return b.String() + s[end:]
}

func isDot(r rune) bool { return r >= 0xb7 && strings.ContainsRune(dots, r) }

func width(s string, at int) int {
	_, size := utf8.DecodeRuneInString(s[at:])
	return size
}
