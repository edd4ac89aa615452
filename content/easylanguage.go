package content

// EasyLanguageCheck is that a test group has read the texts of an entry in Leichte Sprache and found that they are it. It
// holds for just these texts.
type EasyLanguageCheck struct {
	Group     string `bson:"group" yaml:"group,omitempty"`
	CheckedOn Date   `bson:"checkedOn" yaml:"checkedOn,omitempty"`
	Texts     string `bson:"texts" yaml:"-"` // the hash of what was read; in files it is what stands there
}

// Validate finds what is wrong with the check.
func (c *EasyLanguageCheck) Validate(today Date) []Problem {
	var found check
	found.required("group", c.Group)
	if len(found.problems) == 0 && len(c.Group) > maxKey {
		found.add("group", BadInput, "Der Name ist zu lang.", "the name is too long")
	}
	found.days(map[string]*Date{"checkedOn": &c.CheckedOn})
	if c.CheckedOn > today {
		found.add("checkedOn", BadInput, "Dieser Tag liegt in der Zukunft.", "this day is in the future")
	}
	return found.problems
}

func (c *EasyLanguageCheck) same(d *EasyLanguageCheck) bool {
	if c == nil || d == nil {
		return c == d
	}
	return c.Group == d.Group && c.CheckedOn == d.CheckedOn
}

// KeepCheck is called when an entry is about to be saved: a check that was just made is of the texts that it is saved with,
// and one of other texts no longer holds.
func KeepCheck(e Entry) {
	c := e.Head().Check
	if c == nil {
		return
	}
	texts := hashTexts(e, DESimple)
	switch {
	case texts == "" || c.Texts != "" && c.Texts != texts:
		e.Head().Check = nil
	case c.Texts == "":
		made := *c
		made.Texts = texts
		e.Head().Check = &made
	}
}

// SameTexts reports whether two revisions have the same texts in a language.
func SameTexts(a, b Entry, l Locale) bool { return hashTexts(a, l) == hashTexts(b, l) }

// Unchecked reports whether an entry that is to become public has texts in Leichte Sprache that no test group has checked. What
// is public as it is, which may be nil, is not asked about again.
func Unchecked(public, e Entry) bool {
	return e.Head().Check == nil && hashTexts(e, DESimple) != "" && (public == nil || !SameTexts(public, e, DESimple))
}
