package editing

import (
	"strconv"

	"partnernetz/content"
)

// Rules are what holds for entries whoever changes them and however: an editor, a schedule, a file that is imported.
type Rules struct {
	Ground
	// Unfollowed says that entries come without what follows from their links, as from a file.
	Unfollowed bool
}

// Ground is what stands around the entries that rules look at: of drafts what there will be once all are saved that are saved
// together, of the public what there is before. Each method returns nil for what is not there.
type Ground interface {
	// Newest returns the newest revision of an entry, put away or not.
	Newest(id string) (content.Entry, error)
	// Draft returns the newest revision of an entry that was not put away and that the writer may link to.
	Draft(id string) (content.Entry, error)
	// Public returns what is public of an entry.
	Public(id string) (content.Entry, error)
	// Keyed returns the entry whose newest revision has a key, put away or not.
	Keyed(k content.Kind, key string) (content.Entry, error)
	// Named returns the entry that has a key in public.
	Named(k content.Kind, key string) (content.Entry, error)
	// All returns the newest revisions of all entries of a kind, put away or not.
	All(k content.Kind) ([]content.Entry, error)
}

// Check finds everything that is wrong with an entry that is to be saved in place of before, which is nil for a new one, and tidies
// it. Paths begin at the fields of the entry.
func (r Rules) Check(before, after content.Entry) (problems content.Problems, err error) {
	content.Tidy(after)
	if problems, err = r.links(before, after); err != nil {
		return nil, err
	}
	problems = append(problems, after.Validate()...)
	problems = append(problems, stays(before, after)...)
	circular, err := r.circular(after, r.Newest)
	if err != nil {
		return nil, err
	}
	if circular {
		problems = append(problems, content.InCircle(aboveField(after)))
	}
	overlapping, err := r.overlapping(before, after)
	if err != nil {
		return nil, err
	}
	problems = append(problems, overlapping...)
	taken, err := r.taken(after)
	if taken {
		problems = append(problems, content.Taken(content.KeyField(after.EntryKind()), after.EntryKind()))
	}
	if s, ok := after.(content.Sectioned); ok {
		s.NoteSections(before, nextNumber(before))
	}
	return problems, err
}

// nextNumber is the number of the revision that is saved in place of another one, which is nil for none.
func nextNumber(before content.Entry) int {
	if before == nil {
		return 1
	}
	return before.Head().LastNumber() + 1
}

// overlapping finds the other periods that one overlaps which has changed. Two that are saved at once cannot, as with circles.
func (r Rules) overlapping(before, after content.Entry) (problems content.Problems, _ error) {
	period, ok := after.(content.Periodic)
	if !ok || before != nil && len(content.Changes(before, after)) == 0 {
		return nil, nil
	}
	all, err := r.All(after.EntryKind())
	for _, other := range all {
		if other.Head().Archived || other.Head().ID == after.Head().ID || !period.Overlaps(other) {
			continue
		}
		if was, ok := before.(content.Periodic); ok && was.Overlaps(other) {
			continue // which nobody makes worse
		}
		problems = append(problems, content.Problem{Path: "startsOn", Code: content.Overlapping,
			DE: "Dieser Zeitraum überschneidet sich mit „" + shown(other) + "“. Bitte Anfang oder Ende ändern.",
			EN: "this period overlaps " + strconv.Quote(shown(other)) + "; change its start or its end"})
	}
	return problems, err
}

// stays finds what is wrong with saving an entry in place of before, where states are moved by changes of their own.
func stays(before, after content.Entry) content.Problems {
	if s, ok := before.(content.Staged); ok {
		return s.Becomes(after)
	}
	return nil
}

// links demands that what the entry newly links to is there for the writer, and that the entry stays with its owner where that
// follows from a link, or where others follow from it.
func (r Rules) links(before, after content.Entry) (problems content.Problems, _ error) {
	linked := map[string]bool{}
	if before != nil {
		for _, l := range content.Links(before) {
			linked[*l.ID] = true
		}
	}
	for _, l := range content.Links(after) {
		isNew := !linked[*l.ID]
		if !isNew && !l.Derived {
			wrong, err := r.moved(before, after, l)
			if err != nil {
				return nil, err
			}
			problems = append(problems, wrong...)
		}
		if l.Derived || !isNew && !r.Unfollowed {
			continue
		}
		wrong, err := r.link(before, after, l)
		if err != nil {
			return nil, err
		}
		if isNew {
			problems = append(problems, wrong...)
		}
	}
	return problems, nil
}

// moved finds what speaks against a link that was there before now that the days of the entry are others.
func (r Rules) moved(before, after content.Entry, l content.Reference) (content.Problems, error) {
	t, ok := after.(content.Termed)
	if !ok || before == nil || !t.HasMoved(before) {
		return nil, nil
	}
	target, err := r.Newest(*l.ID)
	if target == nil {
		return nil, err
	}
	return t.Refuses(l.Path, target), err
}

// link has the entry follow a link of its, and finds what is wrong with that.
func (r Rules) link(before, after content.Entry, l content.Reference) (content.Problems, error) {
	target, problems, err := r.target(l)
	if target == nil {
		return problems, err
	}
	problems = content.Follow(after, l, target)
	_, follows := after.(content.Follower)
	if before != nil && (follows || content.Followed(after.EntryKind())) && content.Owner(before) != content.Owner(after) {
		problems = append(problems, content.OfAnother(l.Path))
	}
	return problems, nil
}

// target returns what a link leads to; nil with a problem if the writer may not link to it.
func (r Rules) target(l content.Reference) (content.Entry, content.Problems, error) {
	missing := content.Problems{content.Missing(l.Path)}
	if kind, err := content.KindOf(*l.ID); err != nil || kind != l.Kind {
		return nil, missing, nil
	}
	target, err := r.Draft(*l.ID)
	if err != nil || target != nil {
		return target, nil, err
	}
	public, err := r.Public(*l.ID)
	if public != nil { // then it is no secret that it is there
		return nil, content.Problems{content.OfAnother(l.Path)}, err
	}
	return nil, missing, err
}

// taken reports whether another entry has the key of this one, public or not, put away or not.
func (r Rules) taken(e content.Entry) (bool, error) {
	there, err := r.Keyed(e.EntryKind(), e.Key())
	return there != nil && there.Head().ID != e.Head().ID, err
}

// circular reports whether an entry would be above itself, among what read returns. Two changes that are made at once cannot make
// a circle together, as all changes wait in line for the log, and begin anew if somebody else was faster; see store.Record.
func (r Rules) circular(e content.Entry, read func(id string) (content.Entry, error)) (bool, error) {
	if _, nested := e.(content.Nested); !nested {
		return false, nil
	}
	id := e.Head().ID
	return content.AboveItself(id, func(at string) (_ string, err error) {
		found := e
		if at != id {
			found, err = read(at)
		}
		if n, ok := found.(content.Nested); ok {
			_, above := n.Above()
			return above, err
		}
		return "", err
	})
}

func aboveField(e content.Entry) string {
	field, _ := e.(content.Nested).Above()
	return field
}
