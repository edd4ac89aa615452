package transfer

import (
	"context"
	"slices"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
	"partnernetz/store"
)

// chunk is how many entries are written at once: few enough to show progress, many enough to be quick.
const chunk = 250

// step imports the records of one kind, in three passes over all kinds.
type step struct {
	*importer
	collection store.Entries
	sources    []source
	entries    []content.Entry          // beside sources
	current    map[string]content.Entry // newest revisions, by id
}

func load(r *importer, c store.Entries, records map[content.Kind][]source) *step {
	st := &step{importer: r, collection: c}
	for _, s := range records[c.Kind()] {
		e := c.New()
		if p := s.decode(e); p != nil {
			r.problems = append(r.problems, *p)
			continue
		}
		st.sources, st.entries = append(st.sources, s), append(st.entries, e)
	}
	r.all += len(st.entries)
	return st
}

// identify gives every entry its id.
func (st *step) identify(ctx context.Context) error {
	there, err := st.collection.AllNewest(ctx)
	if err != nil {
		return err
	}
	st.current = make(map[string]content.Entry, len(there))
	ids := make(map[string]string, len(there))
	for _, e := range there {
		st.current[e.Head().ID], ids[e.Key()] = e, e.Head().ID
		st.remember(e)
	}
	seen := map[string]bool{}
	for i, e := range st.entries {
		if seen[e.Key()] {
			st.add(st.sources[i], content.KeyField(e.EntryKind()), "another record has this already")
		}
		repeated := seen[e.Key()]
		seen[e.Key()] = true
		st.give(st.sources[i], e, ids)
		if !repeated && seen[e.Head().ID] {
			st.add(st.sources[i], "id", "another record has this already")
		}
		seen[e.Head().ID] = true
	}
	st.known[st.collection.Kind()] = ids
	return nil
}

// give finds the id of an entry: the one in the file, that of the entry with the same key, or one made from the key.
func (st *step) give(s source, e content.Entry, ids map[string]string) {
	head, kind := e.Head(), st.collection.Kind()
	there := ids[e.Key()]
	switch {
	case head.ID != "":
		if k, err := content.KindOf(head.ID); err != nil || k != kind {
			st.add(s, "id", "this is not an id of this type")
		} else if there != "" && there != head.ID {
			st.add(s, "id", "the entry of this key has another id, "+there)
		}
	case there != "":
		head.ID = there
	default:
		head.ID = content.KeyID(kind, e.Key())
		if _, taken := st.current[head.ID]; taken {
			head.ID = content.NewID(kind)
		}
	}
	ids[e.Key()] = head.ID
}

// check resolves links and finds problems.
func (st *step) check() {
	for i, e := range st.entries {
		s := st.sources[i]
		st.sameFile(s, e)
		for _, link := range content.Links(e) {
			if link.Derived {
				continue
			}
			if id, ok := st.idOf(link, *link.ID); ok {
				*link.ID = id
			} else if *link.ID != "" {
				st.add(s, link.Path, "there is no entry of this name: "+*link.ID)
			}
		}
		st.identifyTexts(s, e)
		if there, ok := st.current[e.Head().ID]; ok && moved(there, e) {
			st.add(s, "partner", "an agreement stays with its partner; make a new one for another")
		}
		st.remember(e)
		st.follow(s, e)
		for _, p := range e.Validate() {
			st.add(s, p.Path, p.EN)
		}
		if check := e.Head().Check; check != nil {
			st.checked(s, e, check)
		}
		if at := e.Head().PublishedAt; at != nil && at.After(st.now) {
			st.add(s, "publishedAt", "this is in the future")
		}
	}
}

// checked finds what is wrong with a check of Leichte Sprache, which holds for the texts in the file.
func (st *step) checked(s source, e content.Entry, check *content.EasyLanguageCheck) {
	for _, p := range check.Validate(content.DayOf(st.now)) {
		st.add(s, "easyLanguageCheck."+p.Path, p.EN)
	}
	if language.SameTexts(e, language.Without(e, []content.Locale{content.DESimple}), content.DESimple) {
		st.add(s, "easyLanguageCheck", "there is no text in Leichte Sprache that could have been checked")
	}
}

// checkCircles demands that no page is above itself, neither among the drafts nor in public.
func (st *step) checkCircles(ctx context.Context) error {
	if _, nested := st.collection.New().(content.Nested); !nested {
		return nil
	}
	public, err := st.collection.Every(ctx, content.PublicView())
	if err != nil {
		return err
	}
	drafts, live := map[string]string{}, map[string]string{} // by the id of a page: that of the one above
	put := func(tree map[string]string, e content.Entry) { tree[e.Head().ID] = e.(content.Nested).Above() }
	for _, e := range st.current {
		put(drafts, e)
	}
	for _, e := range public {
		put(live, e)
	}
	for _, e := range st.entries {
		put(drafts, e)
		if !e.Head().DraftOnly {
			put(live, e)
		}
	}
	for i, e := range st.entries {
		for _, tree := range []map[string]string{drafts, live} {
			circular, _ := content.AboveItself(e.Head().ID, func(id string) (string, error) { return tree[id], nil })
			if circular {
				st.add(st.sources[i], "parent", content.InCircle("parent").EN)
				break
			}
		}
	}
	return nil
}

// moved reports whether an agreement would change hands, and its measures with it.
func moved(there, comes content.Entry) bool {
	a, ok := there.(*network.Agreement)
	return ok && a.PartnerID != comes.(*network.Agreement).PartnerID
}

// remember keeps whose an agreement or a measure is, and tells it to what depends on it.
func (r *importer) remember(e content.Entry) {
	switch e := e.(type) {
	case *network.Media:
		r.media[e.ID] = e
	case *network.Agreement:
		r.partnerOf[e.ID] = e.PartnerID
	case *network.Measure:
		e.PartnerID = r.partnerOf[e.AgreementID]
		r.partnerOf[e.ID] = e.PartnerID
	case *network.GoodPractice:
		e.Follow(&network.Measure{PartnerID: r.partnerOf[e.MeasureID]})
	}
}

// write keeps what has changed.
func (st *step) write(ctx context.Context) error {
	stamp := store.Stamp{At: st.now, Author: st.options.Author}
	for some := range slices.Chunk(st.entries, chunk) {
		var save []content.Entry
		var publish []store.Publication
		for _, e := range some {
			changed := st.compare(e)
			if changed {
				save = append(save, e)
			}
			if p, ok := st.publication(e, changed); ok {
				publish = append(publish, p)
			}
		}
		if _, err := st.collection.SaveAll(ctx, stamp, save); err != nil {
			return err
		}
		if err := st.collection.Publish(ctx, publish...); err != nil {
			return err
		}
		st.progress(len(some))
	}
	return nil
}

// compare counts the entry as new, changed or unchanged, and bases it on the newest revision.
func (st *step) compare(e content.Entry) (changed bool) {
	current, there := st.current[e.Head().ID]
	if !there {
		st.result.New++
		return true
	}
	e.Head().Revision = current.Head().Revision
	if same(e, current) && !current.Head().Archived { // what was put away comes back
		st.result.Unchanged++
		return false
	}
	st.result.Changed++
	return true
}

func (st *step) publication(e content.Entry, changed bool) (p store.Publication, ok bool) {
	head := e.Head()
	current, there := st.current[head.ID]
	p = store.Publication{Ref: store.Ref{ID: head.ID, Revision: head.Revision}, At: st.now}
	if changed {
		p.Revision = 1
		if there {
			p.Revision = current.Head().LastNumber() + 1
		}
	} else if current.Head().PublishedAt != nil {
		return p, false
	}
	// A change to what is public takes effect now, whatever the file says of the entry as it was.
	if at := head.PublishedAt; at != nil && (!there || current.Head().PublishedAt != nil && at.After(*current.Head().PublishedAt)) {
		p.At = *at
	}
	return p, !head.DraftOnly
}
