package content

import (
	"io"
	"slices"
	"strconv"
	"strings"
)

// Kind names a type of entry. Its collections in the database are named after it.
type Kind string

// The kinds of entries.
const (
	Partners            Kind = "partners"
	Agreements          Kind = "agreements"
	Measures            Kind = "measures"
	Pages               Kind = "pages"
	Events              Kind = "events"
	GoodPractices       Kind = "good_practices"
	ImplementationYears Kind = "implementation_years"
	Reports             Kind = "reports"
	Initiatives         Kind = "initiatives"
	Menus               Kind = "menus"
	MediaFiles          Kind = "media"
	Releases            Kind = "releases"
)

// Traits is what is to be said of a kind, here and nowhere else. What a type can do besides is in optional.go.
type Traits struct {
	Kind        Kind
	Prefix      string     // three letters that begin the id of every entry, so that an id tells where to look
	KeyField    string     // stored, with what people name an entry by
	Place       Place      // where entries stand on the website
	Owner       string     // the stored field with the partner whose own people may edit an entry; empty where only the office may
	Links       []Link     // what entries link to, besides what their texts do
	ProperNames []string   // the stored texts that are names of organisations, people or places, which hold in every language
	Searched    SearchType // what a search calls it; empty for what is not searched
	Figure      string     // the name that stands for its number in texts; empty for none
	Counted     []string   // the stored fields by whose values it is counted
	Internal    bool       // whether entries mean nothing without the history of their database, so that no file of content has them
	Released    bool       // whether entries become public with a release alone, never by themselves
}

// kinds is the table of kinds, those that others link to first.
var kinds = []Traits{
	{Kind: MediaFiles, Prefix: "med", KeyField: "slug", Place: Nowhere, Owner: "partner", Links: []Link{{Field: "partner", To: Partners}}},
	{Kind: Partners, Prefix: "par", KeyField: "slug", Place: "/partner/", Owner: "id", ProperNames: []string{"name"},
		Links:    []Link{{Field: "logo", To: MediaFiles, Image: true}, {Field: "mergedInto", To: Partners}, {Field: "members", To: Partners}},
		Searched: "PARTNER", Figure: "partnerCount", Counted: []string{"sector"}},
	{Kind: Agreements, Prefix: "agr", KeyField: "slug", Place: "/vereinbarungen/", Owner: "partner",
		Links:  []Link{{Field: "partner", To: Partners}, {Field: "document", To: MediaFiles}, {Field: "clauses.measures", To: Measures}, {Field: "supersededBy", To: Agreements}},
		Figure: "agreementCount", Counted: []string{"status"}},
	{Kind: Measures, Prefix: "mea", KeyField: "slug", Place: "/massnahmen/", Owner: "partner",
		Links:    []Link{{Field: "agreement", To: Agreements}, {Field: "partner", To: Partners, Derived: true}},
		Searched: "MEASURE", Figure: "measureCount", Counted: []string{"area", "status"}},
	{Kind: Pages, Prefix: "pag", KeyField: "path", Place: AtItsPath,
		Links:    []Link{{Field: "parent", To: Pages}, {Field: "blocks.target"}, {Field: "blocks.media", To: MediaFiles}, {Field: "blocks.captions", To: MediaFiles}},
		Searched: "PAGE"},
	{Kind: Events, Prefix: "eve", KeyField: "slug", Place: "/veranstaltungen/", ProperNames: []string{"location.name"}, Links: []Link{{Field: "hosts", To: Partners}}, Searched: "EVENT"},
	{Kind: GoodPractices, Prefix: "pra", KeyField: "slug", Place: "/gute-beispiele/", Owner: "partner",
		Links:    []Link{{Field: "partner", To: Partners}, {Field: "measure", To: Measures}, {Field: "adoptions.partner", To: Partners}},
		Searched: "GOOD_PRACTICE"},
	{Kind: ImplementationYears, Prefix: "yea", KeyField: "label", Place: "/umsetzungsjahre/"},
	{Kind: Reports, Prefix: "rep", KeyField: "slug", Place: "/berichte/", Owner: "partner", Released: true,
		Links: []Link{{Field: "partner", To: Partners}, {Field: "year", To: ImplementationYears},
			{Field: "entries.measure", To: Measures}, {Field: "entries.evidence.media", To: MediaFiles}}},
	{Kind: Initiatives, Prefix: "ini", KeyField: "slug", Place: OnStartPage, ProperNames: []string{"office.name"}},
	{Kind: Menus, Prefix: "men", KeyField: "key", Place: Nowhere, Links: []Link{{Field: "items.page", To: Pages}}},
	{Kind: Releases, Prefix: "rel", KeyField: "label", Place: Nowhere, Internal: true,
		Links: []Link{{Field: "year", To: ImplementationYears}, {Field: "supersedes", To: Releases}, {Field: "supersededBy", To: Releases},
			{Field: "files.html", To: MediaFiles}, {Field: "files.pdf", To: MediaFiles}}},
}

// Kinds lists all kinds, those that others link to first.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, t := range kinds {
		all[i] = t.Kind
	}
	return all
}

// NamedProperly reports whether the headline of the entries is a proper name, so that they are in the views of all languages.
func (t Traits) NamedProperly() bool { return slices.Contains(t.ProperNames, "name") }

// Number is the place of the kind in Kinds; -1 for one that is not in the table.
func (k Kind) Number() int {
	for i := range kinds {
		if kinds[i].Kind == k {
			return i
		}
	}
	return -1
}

// Traits returns what there is to say of the kind; nothing for one that is not in the table.
func (k Kind) Traits() Traits {
	if i := k.Number(); i >= 0 {
		return kinds[i]
	}
	return Traits{}
}

// KeyField is the name of the field that holds the key of entries of the kind.
func KeyField(k Kind) string { return k.Traits().KeyField }

// MarshalGQL writes the name that the schema has for the kind, such as GOOD_PRACTICES.
func (k Kind) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(strings.ToUpper(string(k))))
}

// UnmarshalGQL reads the name that the schema has for the kind.
func (k *Kind) UnmarshalGQL(v any) error {
	for _, known := range Kinds() {
		if v == strings.ToUpper(string(known)) {
			*k = known
			return nil
		}
	}
	return Errorf(BadInput, "%v is not an EntryKind", v)
}
