package editing

import "partnernetz/content"

// The tree of drafts and that of the public have no circles. A change that looked for one still finds none when it is
// written, as all changes wait in line for the log, and begin anew if somebody else was faster; see store.Record.

// tree is which page is above which, by id: what a change makes of it, and what of the rest was read.
type tree map[string]string

// circular reports whether a page is above itself, through others. What is not known yet is read.
func (t tree) circular(id string, read func(id string) (content.Entry, error)) (bool, error) {
	return content.AboveItself(id, func(at string) (string, error) {
		if above, known := t[at]; known {
			return above, nil
		}
		e, err := read(at)
		t[at] = ""
		if n, ok := e.(content.Nested); ok {
			t[at] = n.Above()
		}
		return t[at], err
	})
}

// checkCircle demands that the draft of a page is not above itself; else the problem is at the path.
func (w *work) checkCircle(path string, e content.Entry) error {
	n, nested := e.(content.Nested)
	if !nested {
		return nil
	}
	id := e.Head().ID
	circular, err := tree{id: n.Above()}.circular(id, func(id string) (content.Entry, error) {
		found, err := w.store.Of(e.EntryKind()).Newest(w, []string{id})
		return found[id], err
	})
	if circular {
		w.add(content.InCircle(path))
	}
	return err
}

// checkCircles demands that no page will be above itself in public, with all that is published at once.
func (p *publication) checkCircles() error {
	t := tree{}
	for _, e := range p.entries {
		if n, nested := e.(content.Nested); nested {
			t[e.Head().ID] = n.Above()
		}
	}
	for _, e := range p.entries {
		if _, nested := e.(content.Nested); !nested {
			continue
		}
		circular, err := t.circular(e.Head().ID, func(id string) (content.Entry, error) { return p.one(content.PublicView(), id) })
		if err != nil {
			return err
		}
		if circular {
			p.add(content.InCircle(p.paths[e.Head().ID] + ".parent"))
		}
	}
	return nil
}
