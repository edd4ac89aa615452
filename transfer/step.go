package transfer

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/editing"
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
	changed    []bool                   // beside entries: whether they are not as they were
	current    map[string]content.Entry // newest revisions, by id
}

func load(r *importer, c store.Entries, records map[content.Kind][]source) *step {
	st := &step{importer: r, collection: c}
	for _, s := range records[c.Kind()] {
		e := c.New()
		problems, notes := s.decode(e)
		if len(problems) > 0 {
			r.problems = append(r.problems, problems...)
			continue
		}
		r.seen.show(s, e, notes)
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
	}
	seen := map[string]bool{}
	for i, e := range st.entries {
		if seen[e.Key()] {
			st.add(st.sources[i], content.KeyField(e.EntryKind()), content.KeyInUse, "another record has this already")
		}
		repeated := seen[e.Key()]
		seen[e.Key()] = true
		st.give(st.sources[i], e, ids)
		if !repeated && seen[e.Head().ID] {
			st.add(st.sources[i], "id", content.KeyInUse, "another record has this already")
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
			st.add(s, "id", content.BadInput, "this is not an id of this type")
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

// resolve puts ids in place of names.
func (st *step) resolve() {
	for i, e := range st.entries {
		s := st.sources[i]
		st.sameFile(s, e)
		for _, link := range content.Links(e) {
			if link.Derived {
				continue
			}
			if id, ok := st.idOf(link, *link.ID); ok {
				*link.ID = id
			} else {
				st.add(s, link.Path, content.NotFound, "there is no entry of this name: "+*link.ID)
			}
		}
		st.identifyTexts(s, e)
	}
}

// check finds what is wrong with the entries as drafts, and counts what would change.
func (st *step) check(rules editing.Rules) error {
	for i, e := range st.entries {
		s := st.sources[i]
		problems, err := rules.Check(st.current[e.Head().ID], e)
		if err != nil {
			return err
		}
		for _, p := range problems {
			st.say(s, p)
		}
		if check := e.Head().Check; check != nil {
			st.checked(s, e, check)
		}
		if at := e.Head().PublishedAt; at != nil && at.After(st.now) {
			st.add(s, "publishedAt", content.BadInput, "this is in the future")
		}
		st.missing(s, st.current[e.Head().ID])
		outcome := st.compare(e)
		st.seen.becomes(e, outcome)
		st.changed = append(st.changed, outcome != Unchanged)
	}
	return nil
}

// checked finds what is wrong with a check of Leichte Sprache, which holds for the texts in the file.
func (st *step) checked(s source, e content.Entry, check *content.EasyLanguageCheck) {
	for _, p := range check.Validate(content.DayOf(st.now)) {
		st.add(s, "easyLanguageCheck."+p.Path, p.Code, p.EN)
	}
	if language.SameTexts(e, language.Without(e, []content.Locale{content.DESimple}), content.DESimple) {
		st.add(s, "easyLanguageCheck", content.BadInput, "there is no text in Leichte Sprache that could have been checked")
	}
}

// write keeps what has changed.
func (st *step) write(ctx context.Context, s *store.Store) error {
	stamp := store.Stamp{At: st.now, Author: st.options.Author}
	for from := 0; from < len(st.entries); from += chunk {
		var save []content.Entry
		var publish []store.Publication
		var made []network.Publicised
		some := st.entries[from:min(from+chunk, len(st.entries))]
		for i, e := range some {
			changed := st.changed[from+i]
			if changed {
				save = append(save, e)
			}
			if p, ok := st.publication(e, changed); ok {
				publish, made = append(publish, p), append(made, network.Publicised{EntryID: p.ID, Revision: p.Revision})
			}
		}
		if _, err := st.collection.SaveAll(ctx, stamp, save); err != nil {
			return err
		}
		if err := st.collection.Publish(ctx, publish...); err != nil {
			return err
		}
		if _, err := s.Overtake(ctx, made...); err != nil {
			return err
		}
		st.progress(len(some))
	}
	return nil
}

// compare counts the entry as new, changed or unchanged, and bases it on the newest revision.
func (st *step) compare(e content.Entry) Outcome {
	current, there := st.current[e.Head().ID]
	if !there {
		st.result.New++
		return New
	}
	e.Head().Revision = current.Head().Revision
	if same(e, current) && !current.Head().Archived { // what was put away comes back
		st.result.Unchanged++
		return Unchanged
	}
	st.result.Changed++
	return Changed
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
