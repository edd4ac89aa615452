package content

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxKey = 200 // characters of a slug, a path or a label

// check collects the problems of an entry.
type check struct{ problems []Problem }

func (c *check) add(path string, code Code, de, en string) {
	c.problems = append(c.problems, Problem{Path: path, Code: code, DE: de, EN: en})
}

func (c *check) slug(path, s string) {
	if !slugPattern.MatchString(s) || len(s) > maxKey {
		c.add(path, BadInput, "Ein Kurzname besteht aus kleinen Buchstaben, Ziffern und einzelnen Bindestrichen, etwa stadt-wuppertal.",
			"a slug is made of small letters, digits and single hyphens, such as stadt-wuppertal")
	}
}

// text demands German where there is any text, and any text where it is required.
func (c *check) text(path string, t Text, required bool) {
	if (required || len(t.Locales()) > 0) && t[DE] == "" {
		c.add(path, Required, "Der deutsche Text fehlt.", "the German text is missing")
	}
	for l := range t {
		if !slices.Contains(Locales(), l) {
			c.add(path, BadInput, "Die Sprache "+string(l)+" gibt es hier nicht.", "there is no language "+strconv.Quote(string(l))+" here")
		}
		if costly(t[l]) {
			c.add(path, BadInput, "Der Text ist zu lang oder hat zu viele Auszeichnungen. Bitte aufteilen.", "the text is too long or has too many marks; divide it")
		}
	}
}

// days demands that each day, where there is one, is in the calendar. The days are given by the names of their fields.
func (c *check) days(days map[string]*Date) {
	for path, d := range days {
		if d == nil {
			continue
		}
		if _, err := ParseDate(string(*d)); err != nil {
			c.add(path, BadInput, "Ein Tag sieht so aus: 2024-06-07.", err.Error())
		}
	}
}

func (c *check) period(from, to string, start, end *Date) {
	c.days(map[string]*Date{from: start, to: end})
	if start != nil && end != nil && *end < *start {
		c.add(to, BadInput, "Das Ende liegt vor dem Anfang.", "the end is before the start")
	}
}

func (c *check) required(path, s string) {
	if s == "" {
		c.add(path, Required, "Die Angabe fehlt.", "this is missing")
	}
}

func (c *check) website(path string, s *string) {
	if s == nil {
		return
	}
	if u, err := url.Parse(*s); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		c.add(path, BadInput, "Eine Adresse im Netz beginnt mit https://.", "an address of a website begins with https://")
	}
}

// address demands one that may be followed from a page.
func (c *check) address(path, s string) {
	u, err := url.Parse(safeHref(s))
	if s != "" && (err != nil || u.Scheme == "" && !strings.HasPrefix(u.Path, "/")) {
		c.add(path, BadInput, "Eine Adresse beginnt mit https://, mailto: oder /.", "an address begins with https://, mailto: or /")
	}
}

func (c *check) email(path string, s *string) {
	if s == nil {
		return
	}
	if a, err := mail.ParseAddress(*s); err != nil || a.Address != *s {
		c.add(path, BadInput, "Das ist keine E-Mail-Adresse.", "this is not an e-mail address")
	}
}

// oneOf checks the value of an enum, which must be there.
func oneOf[T ~string](c *check, path string, v T, values []T) {
	if v == "" {
		c.required(path, "")
	} else if !slices.Contains(values, v) {
		c.add(path, BadInput, "Den Wert "+strconv.Quote(string(v))+" gibt es hier nicht.", strconv.Quote(string(v))+" is not one of the values")
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

// InCircle says that a page would be above itself.
func InCircle(path string) Problem {
	return Problem{Path: path, Code: Circular, DE: "Die Seite stünde über sich selbst.", EN: "the page would be above itself"}
}
