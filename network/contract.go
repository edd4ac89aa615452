package network

import (
	"maps"
	"partnernetz/content"
	"partnernetz/content/richtext"
	"slices"
	"strconv"
)

// StoredSignatory is somebody who has signed an agreement, as it stands there. It is no text in languages, as these are shown side
// by side to all who translate.
type StoredSignatory struct {
	Name         string `bson:"name" yaml:"name,omitempty"`
	Office       string `bson:"office,omitempty" yaml:"office,omitempty"`
	Organisation string `bson:"organisation,omitempty" yaml:"organisation,omitempty"`
}

// Identity tells it from others of its list.
func (s StoredSignatory) Identity(int) string { return s.Name }

// Signatory is a StoredSignatory as a view shows it.
type Signatory struct {
	Name                 string
	Office, Organisation *string
}

// StoredClause is a part of an agreement, in all languages.
type StoredClause struct {
	Number     string       `bson:"number" yaml:"number,omitempty"` // such as § 3, as it is printed
	Texts      content.Text `bson:"text" yaml:"text,omitempty"`     // Markdown
	MeasureIDs []string     `bson:"measures,omitempty" yaml:"measures,omitempty"`
}

// Identity tells it from others of its list.
func (c StoredClause) Identity(int) string { return c.Number }

// Clause is a StoredClause as a view shows it.
type Clause struct {
	Agreement  *Agreement // that it is a part of
	Number     string
	Text       *richtext.Text
	MeasureIDs []string
}

// foreign is whose an entry is that an agreement links to: the partner, and the agreement if it is a measure.
type foreign struct{ partner, agreement string }

// Follow takes note of whose the measures, the document and the successor are, for Validate to compare.
func (a *Agreement) Follow(target content.Entry) {
	f := foreign{partner: content.Owner(target)}
	switch t := target.(type) {
	case *Measure:
		f.agreement = t.AgreementID
	case *Partner:
		return
	}
	others := maps.Clone(a.others) // which a clone has too
	if others == nil {
		others = map[string]foreign{}
	}
	others[target.Head().ID] = f
	a.others = others
}

// validateContract finds what is wrong with what was signed.
func (a *Agreement) validateContract(c *content.Validator) {
	c.Line("signedAt", a.Place)
	a.own(c, "document", a.DocumentID)
	for i, s := range a.StoredSignatories {
		at := "signatories." + strconv.Itoa(i)
		c.Required(at+".name", s.Name)
		c.Line(at+".office", s.Office)
		c.Line(at+".organisation", s.Organisation)
	}
	var numbers []string
	for i, clause := range a.StoredClauses {
		at := "clauses." + strconv.Itoa(i)
		c.Required(at+".number", clause.Number)
		if slices.Contains(numbers, clause.Number) {
			c.Add(at+".number", content.BadInput, "Diese Nummer gibt es schon. Bitte jede nur einmal vergeben.", "there is a clause of this number already; give each of them one of its own")
		}
		numbers = append(numbers, clause.Number)
		c.Text(at+".text", clause.Texts, true)
		for n, id := range clause.MeasureIDs {
			a.promises(c, at+".measures."+strconv.Itoa(n), id)
		}
	}
}

// promises demands that a measure is one of this agreement.
func (a *Agreement) promises(c *content.Validator, at, id string) {
	f, known := a.others[id]
	if a.own(c, at, id) && known && f.agreement != a.ID {
		c.Add(at, content.BadInput, "Diese Maßnahme gehört zu einer anderen Vereinbarung. Bitte eine wählen, die zu dieser gehört.",
			"this measure belongs to another agreement; choose one that belongs to this one")
	}
}

// own demands that what is linked to belongs to the partner, or to the office.
func (a *Agreement) own(c *content.Validator, at, id string) bool {
	if f := a.others[id]; id != "" && f.partner != "" && f.partner != a.PartnerID {
		c.Problems = append(c.Problems, content.OfAnother(at))
		return false
	}
	return true
}

// SignedAt is the place of the signatures; nil if it is unknown.
func (a *Agreement) SignedAt() *string { return content.OrNil(a.Place) }

// seesPeople reports whether a reader may see who has signed, and why the agreement came into its status: the office and the
// partner's own people.
func (a *Agreement) seesPeople() bool { return a.View().Scope.Sees(content.ForOffice, a.PartnerID) }

// Signatories is what the view shows of who has signed.
func (a *Agreement) Signatories() []*Signatory {
	signatories := []*Signatory{}
	if !a.seesPeople() {
		return signatories
	}
	for _, s := range a.StoredSignatories {
		signatories = append(signatories, &Signatory{s.Name, content.OrNil(s.Office), content.OrNil(s.Organisation)})
	}
	return signatories
}

// Clauses is what the view shows of the clauses.
func (a *Agreement) Clauses() []*Clause {
	clauses := make([]*Clause, len(a.StoredClauses))
	for i, c := range a.StoredClauses {
		clauses[i] = &Clause{a, c.Number, richtext.Of(&a.Meta, c.Texts), c.MeasureIDs}
	}
	return clauses
}

// Promised returns the ids of all measures that clauses promise.
func (a *Agreement) Promised() (ids []string) {
	for _, c := range a.StoredClauses {
		ids = append(ids, c.MeasureIDs...)
	}
	return ids
}

// Among returns the measures of a clause that there are, save for those that belong to another agreement by now.
func (c *Clause) Among(byID map[string]*Measure) []*Measure {
	measures := []*Measure{}
	for _, id := range c.MeasureIDs {
		if m := byID[id]; m != nil && m.AgreementID == c.Agreement.ID {
			measures = append(measures, m)
		}
	}
	return measures
}
