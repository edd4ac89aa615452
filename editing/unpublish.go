package editing

import (
	"context"
	"slices"
	"strings"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// Unpublish takes entries out of the public view. Public entries that link to them are refused to be left alone, taken
// out together, or left, as links says.
func (e *Editor) Unpublish(ctx context.Context, ids []string, links content.LinkPolicy, reason string, dryRun bool) (Result, error) {
	return do(ctx, e, auth.Publish, dryRun, func(w *work) (r Result, err error) {
		w.remark("reason", reason)
		out := withdrawal{work: w, paths: map[string]string{}}
		for _, i := range w.distinct("ids", "", ids) {
			public, err := w.one(content.PublicView(), ids[i])
			if err != nil {
				return r, err
			}
			if public != nil {
				out.take(item("ids", i), ids[i])
			} else if entry, err := w.find(item("ids", i), ids[i], true); err != nil {
				return r, err
			} else if entry != nil {
				w.add(notPublic(item("ids", i)))
			}
		}
		if err = out.carryOut(links); err != nil {
			return r, err
		}
		r.Dangling = out.dangling
		if err = w.record(audit.Unpublished, reason, out.ids...); err != nil {
			return r, err
		}
		r.Entries, err = w.all(content.Draft, out.ids)
		return r, err
	})
}

func notPublic(path string) content.Problem {
	return content.Problem{Path: path, Code: content.NotPublic, DE: "Dieser Eintrag ist nicht öffentlich.", EN: "this entry is not public"}
}

// withdrawal gathers what is to cease to be public.
type withdrawal struct {
	*work
	ids      []string
	paths    map[string]string // by id: to where it was asked for
	dangling []*content.DanglingLink
}

func (o *withdrawal) take(path, id string) {
	o.paths[id] = path
	o.ids = append(o.ids, id)
}

// carryOut takes the entries out of the public view, those that are in it. Public entries that link to them are dealt with first.
func (o *withdrawal) carryOut(links content.LinkPolicy) error {
	for i := 0; i < len(o.ids); i++ { // which grows while links are followed
		if err := o.takeFiles(o.ids[i]); err != nil {
			return err
		}
		if err := o.follow(o.ids[i], links); err != nil {
			return err
		}
	}
	for _, c := range o.store.All() {
		some := slices.DeleteFunc(slices.Clone(o.ids), func(id string) bool { k, _ := content.KindOf(id); return k != c.Kind() })
		if len(some) == 0 || !o.ok() {
			continue
		}
		if err := c.Unpublish(o, o.at, some...); err != nil {
			return err
		}
	}
	return nil
}

// takeFiles takes the files of a release along.
func (o *withdrawal) takeFiles(id string) error {
	if kind, _ := content.KindOf(id); kind != content.Releases {
		return nil
	}
	found, err := o.find(o.paths[id], id, true)
	if err != nil || found == nil {
		return err
	}
	ids := found.(*network.Release).FileIDs()
	files, err := o.store.Media.ByIDs(o, o.view(content.Draft), ids)
	for _, file := range ids {
		if _, among := o.paths[file]; !among && files[file] != nil && files[file].MadeFor == id {
			o.take(o.paths[id], file)
		}
	}
	return err
}

// follow finds the public entries that link to one that is public, and deals with them.
func (o *withdrawal) follow(id string, links content.LinkPolicy) error {
	entry, err := o.one(content.PublicView(), id)
	if err != nil || entry == nil {
		return err
	}
	users, err := o.store.UsedIn(o, content.PublicView(), entry)
	if err != nil {
		return err
	}
	for _, from := range users {
		user := from.Head().ID
		if _, among := o.paths[user]; among {
			continue
		}
		if links == content.LinksTogether {
			o.take(o.paths[id], user)
			continue
		}
		if links != content.LinksLeave {
			o.add(content.Problems{dangles(from, entry)}.Under(o.paths[id])...)
		}
		o.dangling = append(o.dangling, &content.DanglingLink{From: from, Path: pathTo(from, entry), To: entry})
	}
	return nil
}

// pathTo returns the fields of an entry that link to another.
func pathTo(from, to content.Entry) string {
	var paths []string
	for _, l := range content.References(from) {
		if *l.ID == to.Head().ID {
			paths = append(paths, l.Path)
		}
	}
	return strings.Join(paths, ", ")
}
