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
	var found Validator
	found.Required("group", c.Group)
	if len(found.Problems) == 0 && len(c.Group) > MaxKey {
		found.Add("group", BadInput, "Der Name ist zu lang.", "the name is too long")
	}
	found.Days(map[string]*Date{"checkedOn": &c.CheckedOn})
	if c.CheckedOn > today {
		found.Add("checkedOn", BadInput, "Dieser Tag liegt in der Zukunft.", "this day is in the future")
	}
	return found.Problems
}

func (c *EasyLanguageCheck) Same(d *EasyLanguageCheck) bool {
	if c == nil || d == nil {
		return c == d
	}
	return c.Group == d.Group && c.CheckedOn == d.CheckedOn
}
