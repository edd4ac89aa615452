package content

// What a type of entries may have besides what it must. Whoever asks for one of these asks by its name here.
type (
	// Slugged has a key that can be made of its title.
	Slugged interface{ SetSlug(string) }

	// Follower takes over what follows from the entry at the other end of one of its links, or takes note of it for Validate.
	// It is told of each that it newly links to.
	Follower interface{ Follow(target Entry) }

	// Completed says what it is where that was left out, by a file or by a program of before.
	Completed interface{ Complete() }

	// Nested stands below another entry of its kind, whose id is in a field; empty at the top. None may be above itself.
	Nested interface {
		Above() (field, id string)
	}

	// Choosy says of an entry that it is newly linked to, once it has followed the others, what speaks against that.
	Choosy interface {
		Refuses(path string, target Entry) Problems
	}

	// Termed refuses by its days. If these have changed, those that it is linked to already are looked at again.
	Termed interface {
		Choosy
		HasMoved(before Entry) bool
	}

	// Sectioned is written by several people at once, each a section. It notes in which revision each of them has changed last:
	// before is the revision that it is to be saved in place of, nil for a new one, and number that which it will have.
	Sectioned interface {
		NoteSections(before Entry, number int)
	}

	// Lockable is in states that are changed for a reason of their own, never by writing. What is saved in place of another revision
	// keeps that one's state; what speaks against writing it is returned, for the office or for its own people.
	Lockable interface {
		KeepState(before Entry, office bool) Problems
	}

	// Periodic is a period that no other of its kind may overlap.
	Periodic interface{ Overlaps(other Entry) bool }

	// Aside is kept beside what is written of an entry, and follows from it: it is no change by itself.
	Aside interface{ Aside() }

	// Multilingual says itself which languages it is there in, where that does not follow from its headline.
	Multilingual interface{ Languages() []Locale }

	// Searched has texts that a search looks into, besides its headline. What it does not list is never found by its words:
	// among it all that is only for some readers, such as addresses, as whoever can look for a thing can guess it.
	Searched interface{ Prose() []Prose }

	// Illustrated shows media as images.
	Illustrated interface{ Images() []ShownImage }

	// Buttoned has links with words of their own, which are in no text.
	Buttoned interface{ Buttons() []Button }

	// Paged is read from top to bottom as one page: no two of its texts have the same anchor, and their headings follow each
	// other. It tells which of its texts stand above a part of the page, and which below a heading of their own.
	Paged interface {
		Sections() (above, within map[string]bool)
	}

	// Filed is a file, which the server has below its address.
	Filed interface{ ServedAt() string }

	// Identified is a part of an entry that stays the same one when it is moved, or others come before it. The number is where
	// it stands now, for one that has no name of its own yet.
	Identified interface{ Identity(number int) string }

	// Staged goes through states, which only changes of their own move: it says what is wrong with saving next in its place.
	Staged interface{ Becomes(next Entry) Problems }

	// Gated says why it may not become public, besides what Validate says.
	Gated interface{ Gate() []Problem }

	// Pictured is a file that may be an image.
	Pictured interface{ Picture() Picture }
)

// ShownImage is a field that shows media as an image.
type ShownImage struct{ Field, MediaID string }

// Button is a link with words of its own.
type Button struct {
	Field string // that it is in
	URL   string // empty if it leads to an entry
	Words Text
}

// Picture is what is to be known of an image to say whether readers can do without seeing it.
type Picture struct {
	IsImage    bool
	Filename   string
	Alts       Text
	Decorative bool // whether it says nothing that the text does not
}
