package network

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
)

// Release is a state of all content that is kept for good, such as that of a printed report. Which revisions it has is noted with
// these.
type Release struct {
	content.Meta   `bson:",inline" yaml:",inline"`
	Label          string        `bson:"label" yaml:"label,omitempty"`
	Titles         content.Text  `bson:"title" yaml:"title,omitempty"`
	YearID         string        `bson:"year,omitempty" yaml:"year,omitempty"` // the implementation year that it reports on; empty for none
	State          ReleaseState  `bson:"state" yaml:"state,omitempty"`
	FrozenAt       *time.Time    `bson:"frozenAt,omitempty" yaml:"frozenAt,omitempty"`
	SupersedesID   string        `bson:"supersedes,omitempty" yaml:"supersedes,omitempty"`     // the one that it is a correction of
	SupersededByID string        `bson:"supersededBy,omitempty" yaml:"supersededBy,omitempty"` // the one that is public in its place
	StoredParts    []StoredPart  `bson:"parts,omitempty" yaml:"parts,omitempty"`
	Files          []ReleaseFile `bson:"files,omitempty" yaml:"files,omitempty"` // from when it was frozen, as what follows

	People          []StoredPeople `bson:"people,omitempty" yaml:"people,omitempty"`
	PeopleThreshold int            `bson:"peopleThreshold,omitempty" yaml:"peopleThreshold,omitempty"` // that they were counted with
}

// StoredPart is a part of the brochure, in all languages.
type StoredPart struct {
	Section BrochureSection `bson:"section" yaml:"section,omitempty"`
	Order   PartnerSequence `bson:"order,omitempty" yaml:"order,omitempty"` // of the partners; empty for what is usual
	Texts   content.Text    `bson:"text,omitempty" yaml:"text,omitempty"`   // Markdown
}

// Identity tells it from others of its list.
func (p StoredPart) Identity(int) string { return strings.ToLower(string(p.Section)) }

// BrochurePart is a StoredPart as a view shows it.
type BrochurePart struct {
	Section BrochureSection
	Order   *PartnerSequence
	Text    *richtext.Text
}

// ReleaseFile is the brochure of a release in one language, by the ids of its media.
type ReleaseFile struct {
	Locale content.Locale `bson:"locale" yaml:"locale"`
	HTMLID string         `bson:"html" yaml:"html"`
	PDFID  string         `bson:"pdf" yaml:"pdf"`
}

// Identity tells it from others of its list.
func (f ReleaseFile) Identity(int) string { return strings.ToLower(string(f.Locale)) }

// ReleaseChange is an entry that stands otherwise now than in a release.
type ReleaseChange struct {
	Entry                           content.Entry // nil if it was put away
	PinnedRevision, CurrentRevision *int          // nil for none
}

// ReleaseState is how far a release has come.
type ReleaseState string

// The states.
const (
	ReleaseDraft      ReleaseState = "DRAFT"
	ReleaseFrozen     ReleaseState = "FROZEN"
	ReleasePublic     ReleaseState = "PUBLIC"
	ReleaseSuperseded ReleaseState = "SUPERSEDED"
)

// ReleaseStates lists all states.
func ReleaseStates() []ReleaseState {
	return []ReleaseState{ReleaseDraft, ReleaseFrozen, ReleasePublic, ReleaseSuperseded}
}

var releaseTransitions = content.Transitions[ReleaseState]{
	ReleaseDraft:  {ReleaseFrozen},
	ReleaseFrozen: {ReleaseDraft, ReleasePublic},
	ReleasePublic: {ReleaseSuperseded},
}

// BrochureSection is what a part of the brochure has.
type BrochureSection string

// The sections.
const (
	SectionTitlePage    BrochureSection = "TITLE_PAGE"
	SectionForeword     BrochureSection = "FOREWORD"
	SectionFigures      BrochureSection = "FIGURES"
	SectionPartners     BrochureSection = "PARTNERS"
	SectionReports      BrochureSection = "REPORTS"
	SectionEvents       BrochureSection = "EVENTS"
	SectionGoodPractice BrochureSection = "GOOD_PRACTICE"
	SectionImprint      BrochureSection = "IMPRINT"
)

// BrochureSections lists all sections in their usual order.
func BrochureSections() []BrochureSection {
	return []BrochureSection{SectionTitlePage, SectionForeword, SectionFigures, SectionPartners, SectionReports, SectionEvents, SectionGoodPractice, SectionImprint}
}

// PartnerSequence is the order that partners stand in.
type PartnerSequence string

// The orders.
const (
	ByAlphabet  PartnerSequence = "ALPHABET"
	ByAccession PartnerSequence = "ACCESSION"
)

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a release an [Entry].
func (*Release) EntryKind() content.Kind { return content.Releases }

// Key is the label.
func (r *Release) Key() string { return r.Label }

// Headline is the title.
func (r *Release) Headline() content.Text { return r.Titles }

// Searchable has the title.
func (r *Release) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": r.Titles}
}

// Sortable has the values of ReleaseOrderField.
func (r *Release) Sortable() map[string]any {
	return map[string]any{"LABEL": r.Label, "TITLE": r.Titles, "UPDATED_AT": r.UpdatedAt}
}

// Validate finds what is wrong with the release.
func (r *Release) Validate() []content.Problem {
	var c content.Validator
	c.Slug("label", r.Label)
	c.Heading("title", r.Titles, true)
	content.OneOf(&c, "state", r.State, ReleaseStates())
	seen := map[BrochureSection]bool{}
	for i, p := range r.StoredParts {
		p.validate(&c, "parts."+strconv.Itoa(i), seen[p.Section])
		seen[p.Section] = true
	}
	for i, p := range r.People {
		c.Heading("people."+strconv.Itoa(i)+".label", p.Labels.text(), true)
		c.Heading("people."+strconv.Itoa(i)+".unit", p.Units.text(), false)
	}
	return c.Problems
}

func (p StoredPart) validate(c *content.Validator, at string, again bool) {
	content.OneOf(c, at+".section", p.Section, BrochureSections())
	if again {
		c.Add(at+".section", content.BadInput, "Diesen Teil gibt es schon. Bitte jeden nur einmal nennen.", "this part is there already; name each once")
	}
	if p.Order != "" {
		content.OneOf(c, at+".order", p.Order, []PartnerSequence{ByAlphabet, ByAccession})
		if p.Section != SectionPartners && p.Section != SectionReports {
			c.Add(at+".order", content.BadInput, "Eine Reihenfolge der Partner haben nur PARTNERS und REPORTS.", "only PARTNERS and REPORTS have an order of partners")
		}
	}
	c.Text(at+".text", p.Texts, false)
	if len(p.Texts) > 0 && !p.Section.hasText() {
		c.Add(at+".section", content.BadInput, "Einen eigenen Text haben nur FOREWORD und IMPRINT; alles andere kommt aus den Einträgen.",
			"only FOREWORD and IMPRINT have a text of their own; all else comes from the entries")
	}
}

func (s BrochureSection) hasText() bool { return s == SectionForeword || s == SectionImprint }

// Becomes demands that only a draft is changed, and that its state is moved by changes of their own.
func (r *Release) Becomes(next content.Entry) content.Problems {
	to, ok := next.(*Release)
	if !ok || r.State == to.State && (r.State == ReleaseDraft || len(content.Changes(r, to)) == 0) {
		return nil
	}
	if r.State != to.State {
		return content.Problems{{Code: content.IllegalTransition,
			DE: "Dabei würde sich der Zustand der Ausgabe ändern. Dafür gibt es freezeRelease, unfreezeRelease, publishRelease und supersedeRelease.",
			EN: "this would change the state of the release; use freezeRelease, unfreezeRelease, publishRelease or supersedeRelease"}}
	}
	return content.Problems{{Code: content.IllegalTransition,
		DE: "Die Ausgabe ist festgeschrieben (" + string(r.State) + "). Bitte sie zuerst wieder öffnen (unfreezeRelease), oder eine Berichtigung anlegen, die sie ersetzt.",
		EN: "the release is frozen (" + string(r.State) + "); unfreeze it first (unfreezeRelease), or make a correction that supersedes it"}}
}

// Gate demands that a release becomes public by a change of its own.
func (r *Release) Gate() []content.Problem {
	if r.State == ReleasePublic || r.State == ReleaseSuperseded {
		return nil
	}
	return []content.Problem{{Code: content.IllegalTransition,
		DE: "Eine Ausgabe wird mit publishRelease veröffentlicht, nachdem sie mit freezeRelease festgeschrieben wurde.",
		EN: "a release becomes public by publishRelease, once freezeRelease has frozen it"}}
}

// Above is the release that it is a correction of, which never is one of this.
func (r *Release) Above() (field, id string) { return "supersedes", r.SupersedesID }

// Follow takes nothing over: its files are made for it, and nobody writes which they are.
func (*Release) Follow(content.Entry) {}

// Move brings the release into another state, or finds that there is no way.
func (r *Release) Move(path string, to ReleaseState) content.Problems {
	problems := releaseTransitions.Check(path, r.State, to)
	if len(problems) == 0 {
		r.State = to
	}
	return problems
}

// IsFrozen reports whether it has revisions of its own.
func (r *Release) IsFrozen() bool { return r.State != ReleaseDraft && r.FrozenAt != nil }

// Title is what the view shows of the title.
func (r *Release) Title() string { return r.Show(r.Titles) }

// ServedLocale is the language that the title is shown in.
func (r *Release) ServedLocale() content.Locale { return r.ServedIn(r.Titles) }

// Parts is what the view shows of the parts of the brochure.
func (r *Release) Parts() []*BrochurePart {
	parts := make([]*BrochurePart, len(r.StoredParts))
	for i, p := range r.StoredParts {
		parts[i] = &BrochurePart{p.Section, content.OrNil(p.Order), richtext.Of(&r.Meta, p.Texts)}
	}
	return parts
}

// Has reports whether a section is a part of the brochure.
func (r *Release) Has(s BrochureSection) bool {
	return slices.ContainsFunc(r.StoredParts, func(p StoredPart) bool { return p.Section == s })
}

// FileIDs are the ids of its media.
func (r *Release) FileIDs() (ids []string) {
	for _, f := range r.Files {
		ids = append(ids, f.HTMLID, f.PDFID)
	}
	return ids
}

// FileIn is the brochure in a language, or else in German; nil if there is none.
func (r *Release) FileIn(l content.Locale) *ReleaseFile {
	for _, l := range []content.Locale{l, content.DE} {
		if i := slices.IndexFunc(r.Files, func(f ReleaseFile) bool { return f.Locale == l }); i >= 0 {
			return &r.Files[i]
		}
	}
	return nil
}

// What the schema has for the lists of every type.
type (
	ReleaseConnection  = list.Connection[*Release]
	ReleaseEdge        = list.Edge[*Release]
	ReleaseOrderField  string
	ReleaseOrder       = list.Order[ReleaseOrderField]
	ReleaseStateFilter = list.Comparison[ReleaseState]
)

// ReleaseFilter selects releases.
type ReleaseFilter struct {
	And, Or []*ReleaseFilter
	Not     *ReleaseFilter
	ID      *list.IDFilter
	Label   *list.StringFilter
	Title   *list.StringFilter
	State   *ReleaseStateFilter
	Year    *ImplementationYearFilter
	Demo    *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *ReleaseFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not),
		f.ID.On(list.Path("id")), f.Label.On(list.Path("label")), f.Title.On(list.Title("title")), f.State.On(list.Path("state")),
		list.LinkTo(list.Path("year"), content.ImplementationYears, f.Year), f.Demo.On(list.Path("demo")), f.Drafted())
}

// QueryReleases asks for a list of releases, latest label first unless ordered otherwise.
func QueryReleases(v content.View, f *ReleaseFilter, by []*ReleaseOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Release), f, by, ReleaseOrder{Field: "LABEL", Direction: list.Descending}, w)
}
