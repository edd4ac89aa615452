package editing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// MovePage saves a page with another path, and all pages whose paths begin with its own with paths that begin with the new
// one. It returns them by path. What is public stands where it did until they are published.
func (e *Editor) MovePage(ctx context.Context, id string, expected int, path, note string) ([]*network.Page, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) ([]*network.Page, error) {
		found, err := w.find("id", id, false)
		if err != nil || found == nil {
			return nil, err
		}
		page, ok := found.(*network.Page)
		if !ok {
			w.add(content.Missing("id"))
			return nil, nil
		}
		w.expect("expectedRevision", page, expected)
		w.remark("note", note)
		all, err := w.store.Pages.AllNewest(w)
		if err != nil {
			return nil, err
		}
		moved := w.moved(page, path, all)
		if !w.ok() {
			return nil, nil
		}
		if page.Path == path {
			return []*network.Page{page}, nil
		}
		if len(moved) > list.MaxPage {
			w.add(tooManyPages(len(moved)))
			return nil, nil
		}
		_, err = w.store.Pages.Save(w, w.stamp(content.Updated, note), moved...)
		if problems, ok := errors.AsType[content.Problems](err); ok { // somebody else was faster
			w.add(problems...)
			return nil, nil
		}
		ids := make([]string, len(moved))
		for i, p := range moved {
			ids[i] = p.ID
		}
		if err == nil {
			err = w.record(audit.Updated, note, ids...)
		}
		if err != nil {
			return nil, err
		}
		byID, err := w.store.Pages.ByIDs(w, w.view(content.Draft), ids)
		return slices.SortedFunc(maps.Values(byID), byPath), err
	})
}

// tooManyPages says that what would move could not be published in one call.
func tooManyPages(n int) content.Problem {
	return content.Problem{Path: "path", Code: content.BadInput,
		DE: fmt.Sprintf("Mit der Seite zögen %d um; möglich sind %d auf einmal, so viele wie zusammen veröffentlicht werden können. Bitte zuerst Teile von dem umziehen, was darunter steht.", n, list.MaxPage),
		EN: fmt.Sprintf("%d pages would move with this; %d is the most at once, as many as can be published together; move parts of what is below it first", n, list.MaxPage)}
}

func byPath(a, b *network.Page) int { return cmp.Compare(a.Path, b.Path) }

// moved returns the page with its new path, and those below it with theirs, in the order to save them. What cannot be is a problem.
func (w *work) moved(page *network.Page, path string, all []content.Entry) (moved []*network.Page) {
	stays := map[string]content.Entry{}
	for _, e := range all {
		p := e.(*network.Page)
		rest, below := strings.CutPrefix(p.Path, page.Path+"/")
		below = below && !p.Archived && page.Path != "/"
		if p.ID != page.ID && !below {
			stays[p.Path] = p
			continue
		}
		next := content.Clone(p)
		if next.Path = path; below {
			next.Path = strings.TrimSuffix(path, "/") + "/" + rest
		}
		moved = append(moved, next)
	}
	for _, p := range moved {
		for _, problem := range p.Validate() {
			if problem.Path == "path" {
				w.add(problem)
				return nil
			}
		}
		if there := stays[p.Path]; there != nil {
			w.add(content.Problem{Path: "path", Code: content.KeyInUse,
				DE: fmt.Sprintf("Unter %s steht schon „%s“, vielleicht archiviert. Bitte einen anderen Pfad wählen oder jene Seite zuerst umziehen.", p.Path, shown(there)),
				EN: fmt.Sprintf("%q stands at %s already, perhaps put away; choose another path, or move that page first", shown(there), p.Path)})
		}
	}
	slices.SortFunc(moved, byPath) // so that each finds its place free when it is saved, even if another of them has just left it
	if strings.HasPrefix(path, page.Path+"/") {
		slices.Reverse(moved)
	}
	return moved
}
