package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"partnernetz/content"
)

// related finds out more about entries that were read together: for all of them at once, when the first is asked for.
type related[T content.Entry] struct {
	c       *Collection[T]
	view    content.View
	drafts  func(context.Context) (map[string]T, error) // the newest ones, if the reader sees them
	public  func(context.Context) (map[string]T, error)
	usedIn  func(context.Context) (map[string][]content.Entry, error)
	open    func(context.Context) (map[string]*content.Schedule, error)
	targets func(context.Context) (map[string]content.Entry, error)
	former  func(context.Context) (map[string][]*content.FormerName, error)
	found   func(context.Context) (map[Ref][]*content.Finding, error)
	counts  func() *content.Statistics

	mu        sync.Mutex
	lists     map[content.Kind]func(context.Context) ([]content.Entry, error)
	histories map[string]func(context.Context) (map[string]*content.RevisionConnection, error) // by window
}

// bind tells entries of a view what they need to know.
func (c *Collection[T]) bind(v content.View, entries []T) {
	all := ids(entries)
	content.Bind(v, entries, &related[T]{
		c:      c,
		view:   v,
		drafts: Once(func(ctx context.Context) (map[string]T, error) { return c.drafts(ctx, v.Scope, all) }),
		public: Once(func(ctx context.Context) (map[string]T, error) { return c.ByIDs(ctx, content.PublicView(), all) }),
		usedIn: Once(func(ctx context.Context) (map[string][]content.Entry, error) {
			return c.store.usedIn(ctx, v, c.kind, all)
		}),
		open: Once(func(ctx context.Context) (map[string]*content.Schedule, error) { return c.scheduled(ctx, all) }),
		targets: Once(func(ctx context.Context) (map[string]content.Entry, error) {
			return c.store.targets(ctx, v, untyped(entries))
		}),
		former: Once(func(ctx context.Context) (map[string][]*content.FormerName, error) { return c.former(ctx, v, all) }),
		found: Once(func(ctx context.Context) (map[Ref][]*content.Finding, error) {
			return c.store.Findings(ctx, untyped(entries))
		}),
		lists:     map[content.Kind]func(context.Context) ([]content.Entry, error){},
		histories: map[string]func(context.Context) (map[string]*content.RevisionConnection, error){},
		counts:    sync.OnceValue(func() *content.Statistics { return c.store.Statistics(v) }),
	})
}

// Newest returns the newest revision of an entry, put away or not.
func (r *related[T]) Newest(ctx context.Context, id string) (content.Entry, error) {
	drafts, err := r.drafts(ctx)
	return maybe(drafts[id]), err
}

// Public returns what is public of an entry.
func (r *related[T]) Public(ctx context.Context, id string) (content.Entry, error) {
	public, err := r.public(ctx)
	return maybe(public[id]), err
}

// Revisions lists the revisions of an entry.
func (r *related[T]) Revisions(ctx context.Context, id string, w content.Window) (*content.RevisionConnection, error) {
	r.mu.Lock()
	key := fmt.Sprintf("%s %s %s %s", shown(w.First), shown(w.After), shown(w.Last), shown(w.Before))
	histories := r.histories[key]
	if histories == nil {
		histories = Once(func(ctx context.Context) (map[string]*content.RevisionConnection, error) {
			drafts, err := r.drafts(ctx)
			if err != nil {
				return nil, err
			}
			return r.c.histories(ctx, r.view, drafts, w)
		})
		r.histories[key] = histories
	}
	r.mu.Unlock()
	lists, err := histories(ctx)
	return lists[id], err
}

// shown is a value in a key, or that there is none.
func shown[V any](v *V) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%q", fmt.Sprint(*v))
}

// UsedIn lists what links to an entry.
func (r *related[T]) UsedIn(ctx context.Context, id string, w content.Window) (*content.EntryConnection, error) {
	usedIn, err := r.usedIn(ctx)
	if err != nil {
		return nil, err
	}
	return content.Paginate(usedIn[id], func(e content.Entry) string { return e.Head().ID }, w)
}

// Scheduled returns the schedule of an entry that has steps left; nil too for a reader who does not see its drafts.
func (r *related[T]) Scheduled(ctx context.Context, id string) (*content.Schedule, error) {
	drafts, err := r.drafts(ctx)
	if err != nil || isNil(drafts[id]) {
		return nil, err
	}
	open, err := r.open(ctx)
	return open[id], err
}

// Findings returns what a reader would stumble over in a revision; nil too for a reader who does not see the entry's drafts.
func (r *related[T]) Findings(ctx context.Context, id string, revision int) ([]*content.Finding, error) {
	drafts, err := r.drafts(ctx)
	if err != nil || isNil(drafts[id]) {
		return nil, err
	}
	found, err := r.found(ctx)
	return found[Ref{id, revision}], err
}

// Targets returns what the texts of the entries link to.
func (r *related[T]) Targets(ctx context.Context) (map[string]content.Entry, error) {
	return r.targets(ctx)
}

// Statistics counts what the view has.
func (r *related[T]) Statistics() *content.Statistics { return r.counts() }

// Former returns what an entry was called before.
func (r *related[T]) Former(ctx context.Context, id string) ([]*content.FormerName, error) {
	former, err := r.former(ctx)
	if former[id] == nil {
		return []*content.FormerName{}, err
	}
	return former[id], err
}

// List returns all of a kind that the view has. It is always asked for in the same order.
func (r *related[T]) List(ctx context.Context, kind content.Kind, order string) ([]content.Entry, error) {
	r.mu.Lock()
	list := r.lists[kind]
	if list == nil {
		list = Once(func(ctx context.Context) ([]content.Entry, error) { return r.c.store.list(ctx, r.view, kind, order) })
		r.lists[kind] = list
	}
	r.mu.Unlock()
	return list(ctx)
}

// targets reads what the texts of entries link to: one command for each kind among it.
func (s *Store) targets(ctx context.Context, v content.View, entries []content.Entry) (map[string]content.Entry, error) {
	byKind, byID := map[content.Kind][]string{}, map[string]content.Entry{}
	for _, e := range entries {
		for _, l := range content.Referred(e) {
			byKind[l.Kind] = append(byKind[l.Kind], *l.ID)
		}
	}
	for kind, ids := range byKind {
		found, err := s.byKind[kind].Some(ctx, v, ids)
		if err != nil {
			return nil, err
		}
		maps.Copy(byID, found)
	}
	return byID, nil
}

func (c *Collection[T]) scheduled(ctx context.Context, ids []string) (map[string]*content.Schedule, error) {
	open, err := c.store.OpenSchedules(ctx, ids...)
	byEntry := make(map[string]*content.Schedule, len(open))
	for _, s := range open {
		byEntry[s.EntryID] = s
	}
	return byEntry, err
}

// drafts reads the newest revisions, put away or not, that there are for a reader.
func (c *Collection[T]) drafts(ctx context.Context, s content.Scope, ids []string) (map[string]T, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	return c.newest(ctx, append(c.editable(s), field("id", "$in", ids)...))
}

// UsedIn returns what the view has that links to an entry.
func (s *Store) UsedIn(ctx context.Context, v content.View, e content.Entry) ([]content.Entry, error) {
	users, err := s.usedIn(ctx, v, e.EntryKind(), []string{e.Head().ID})
	return users[e.Head().ID], err
}

// usedIn returns what the view has that links to the entries, by their ids, each list by id.
func (s *Store) usedIn(ctx context.Context, v content.View, kind content.Kind, ids []string) (map[string][]content.Entry, error) {
	users := make(map[string][]content.Entry, len(ids))
	for _, c := range s.All() {
		linking, err := c.Linking(ctx, v, ids)
		if err != nil {
			return nil, err
		}
		for _, e := range linking {
			seen := map[string]bool{}
			for _, l := range content.References(e) {
				if id := *l.ID; l.Kind == kind && !seen[id] {
					seen[id] = true
					users[id] = append(users[id], e)
				}
			}
		}
	}
	for _, entries := range users {
		slices.SortFunc(entries, func(a, b content.Entry) int { return cmp.Compare(a.Head().ID, b.Head().ID) })
	}
	return users, nil
}
