package content

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const MaxKey = 200 // characters of a slug, a path or a label

// Validator collects the problems of an entry, field by field.
type Validator struct{ Problems []Problem }

// Add takes a problem, said in German and in English.
func (c *Validator) Add(path string, code Code, de, en string) {
	c.Problems = append(c.Problems, Problem{Path: path, Code: code, DE: de, EN: en})
}

// Slug demands a key that is a slug.
func (c *Validator) Slug(path, s string) {
	if !slugPattern.MatchString(s) || len(s) > MaxKey {
		c.Add(path, BadInput, "Ein Kurzname besteht aus kleinen Buchstaben, Ziffern und einzelnen Bindestrichen, etwa stadt-wuppertal.",
			"a slug is made of small letters, digits and single hyphens, such as stadt-wuppertal")
	}
}

// Text demands German where there is any text, and any text where it is required. It may have several lines.
func (c *Validator) Text(path string, t Text, required bool) { c.text(path, t, required, true) }

// Heading is Text for one of a single line.
func (c *Validator) Heading(path string, t Text, required bool) { c.text(path, t, required, false) }

// Line demands a single line of a text that is the same in every language.
func (c *Validator) Line(path, s string) { c.characters(path, s, false) }

// OptionalLine is Line for a text that need not be there.
func (c *Validator) OptionalLine(path string, s *string) {
	if s != nil {
		c.Line(path, *s)
	}
}

func (c *Validator) text(path string, t Text, required, severalLines bool) {
	if (required || len(t.Locales()) > 0) && Blank(t[DE]) {
		c.Add(path, Required, "Der deutsche Text fehlt.", "the German text is missing")
	}
	for l := range t {
		if !slices.Contains(Locales(), l) {
			c.Add(path, BadInput, "Die Sprache "+string(l)+" gibt es hier nicht.", "there is no language "+strconv.Quote(string(l))+" here")
		}
		if TooCostly(t[l]) {
			c.Add(path, BadInput, "Der Text ist zu lang oder hat zu viele Auszeichnungen. Bitte aufteilen.", "the text is too long or has too many marks; divide it")
		}
		c.characters(path, t[l], severalLines)
	}
}

// Days demands that each day, where there is one, is in the calendar. The days are given by the names of their fields.
func (c *Validator) Days(days map[string]*Date) {
	for path, d := range days {
		if d == nil {
			continue
		}
		if _, err := ParseDate(string(*d)); err != nil {
			c.Add(path, BadInput, "Ein Tag sieht so aus: 2024-06-07.", err.Error())
		}
	}
}

// Period demands days of which the first is not behind the last.
func (c *Validator) Period(from, to string, start, end *Date) {
	c.Days(map[string]*Date{from: start, to: end})
	if start != nil && end != nil && *end < *start {
		c.Add(to, BadInput, "Das Ende liegt vor dem Anfang.", "the end is before the start")
	}
}

// Future demands a moment that is not over, where there is one.
func (c *Validator) Future(path string, at *time.Time, now time.Time) {
	if at != nil && !at.After(now) {
		c.Add(path, BadInput, "Dieser Zeitpunkt ist schon vorbei.", "this moment is over")
	}
}

// Required demands that something is there, in a single line.
func (c *Validator) Required(path, s string) {
	if Blank(s) {
		c.Add(path, Required, "Die Angabe fehlt.", "this is missing")
	}
	c.Line(path, s)
}

// Website demands an address of a website, where there is one.
func (c *Validator) Website(path string, s *string) {
	if s == nil {
		return
	}
	c.Line(path, *s)
	if u, err := url.Parse(*s); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		c.Add(path, BadInput, "Eine Adresse im Netz beginnt mit https://.", "an address of a website begins with https://")
	}
}

// Address demands one that may be followed from a page.
func (c *Validator) Address(path, s string) {
	c.Line(path, s)
	u, err := url.Parse(SafeAddress(s))
	if s != "" && (err != nil || u.Scheme == "" && !strings.HasPrefix(u.Path, "/")) {
		c.Add(path, BadInput, "Eine Adresse beginnt mit https://, mailto: oder /.", "an address begins with https://, mailto: or /")
	}
}

// Email demands an e-mail address, where there is one.
func (c *Validator) Email(path string, s *string) {
	if s == nil {
		return
	}
	c.Line(path, *s)
	if a, err := mail.ParseAddress(*s); err != nil || a.Address != *s {
		c.Add(path, BadInput, "Das ist keine E-Mail-Adresse.", "this is not an e-mail address")
	}
}

// OneOf checks the value of an enum, which must be there.
func OneOf[T ~string](c *Validator, path string, v T, values []T) {
	if v == "" {
		c.Required(path, "")
	} else if !slices.Contains(values, v) {
		c.Add(path, BadInput, "Den Wert "+strconv.Quote(string(v))+" gibt es hier nicht.", strconv.Quote(string(v))+" is not one of the values")
	}
}

// Outdated says that a change is based on another revision than the newest.
func Outdated(path, key string, expected, current int) Problem {
	return Problem{
		Path: path, Code: Conflict, Conflict: &RevisionConflict{expected, current},
		DE: fmt.Sprintf("%s wurde inzwischen geändert: Die Änderung geht von Fassung %d aus, die neueste ist %d. Bitte neu laden und wiederholen.", key, expected, current),
		EN: fmt.Sprintf("%s has been changed meanwhile: the change is based on revision %d, the newest is %d; read it again and repeat the change", key, expected, current),
	}
}

// Taken says that another entry has the key.
func Taken(path string, k Kind) Problem {
	return Problem{
		Path: path, Code: KeyInUse,
		DE: "Ein anderer Eintrag heißt schon so, vielleicht ein archivierter. Bitte einen anderen Namen wählen.",
		EN: fmt.Sprintf("another of the %s has this %s already, perhaps one that was put away; choose another", k, KeyField(k)),
	}
}

// Missing says that there is no entry, or none that the caller may see.
func Missing(path string) Problem {
	return Problem{Path: path, Code: NotFound, DE: "Diesen Eintrag gibt es nicht, oder er ist nicht für Sie.", EN: "there is no such entry, or it is not for you"}
}

// NoImage says of a link to media that it leads to what is no image.
func NoImage(path string) Problem {
	return Problem{Path: path, Code: BadInput, DE: "Diese Datei ist kein Bild.", EN: "this file is not an image"}
}

// OfAnother says that what is linked to belongs to another partner.
func OfAnother(path string) Problem {
	return Problem{Path: path, Code: OtherPartner,
		DE: "Das gehört zu einem anderen Partner. Bitte etwas wählen, das demselben Partner gehört.", EN: "this belongs to another partner; choose what is the same one's"}
}

// InCircle says that an entry would lead to itself, perhaps through others.
func InCircle(path string) Problem {
	return Problem{Path: path, Code: Circular, DE: "Das wäre ein Kreis: Von hier käme man wieder hierher. Bitte einen anderen Eintrag wählen.",
		EN: "this would be a circle, which leads from here to here; choose another entry"}
}
