package content

// PublishInput names the revision of an entry that is to become public.
type PublishInput struct {
	ID       string
	Revision int
	Locales  []Locale // of which the texts become public; nil for all that there is
}

// ArchiveInput names an entry that is to be put away, and the revision that the caller knows.
type ArchiveInput struct {
	ID               string
	ExpectedRevision int
}

// LinkPolicy says what becomes of links that a publication would leave leading to what is not public.
type LinkPolicy string

// The policies.
const (
	LinksRefuse   LinkPolicy = "REFUSE"   // nothing is changed
	LinksTogether LinkPolicy = "TOGETHER" // the other end is changed as well
	LinksLeave    LinkPolicy = "LEAVE"    // the link is shown as leading nowhere
)

// DanglingLink is a link of a public entry to one that is not public.
type DanglingLink struct {
	From Entry
	Path string // of the field, in From
	To   Entry  // nil if there is no draft of it either
}
