package transfer

import (
	"context"

	"partnernetz/content"
)

// ground is what stands around the entries of an import, read once: of drafts what there will be, with all that comes.
type ground struct {
	newest, public map[string]content.Entry // by id
	keyed, named   map[name]content.Entry   // the same by key; of newest ones as they are, or if nothing has the key, will be
}

type name struct {
	kind content.Kind
	key  string
}

func nameOf(e content.Entry) name { return name{e.EntryKind(), e.Key()} }

// survey reads what there is, and puts in place of it what comes.
func survey(ctx context.Context, steps []*step) (*ground, error) {
	g := &ground{map[string]content.Entry{}, map[string]content.Entry{}, map[name]content.Entry{}, map[name]content.Entry{}}
	for _, st := range steps {
		for id, e := range st.current {
			g.newest[id], g.keyed[nameOf(e)] = e, e
		}
		public, err := st.collection.Every(ctx, content.PublicView())
		if err != nil {
			return nil, err
		}
		for _, e := range public {
			g.public[e.Head().ID], g.named[nameOf(e)] = e, e
		}
		for _, e := range st.entries {
			g.newest[e.Head().ID] = e
			if g.keyed[nameOf(e)] == nil {
				g.keyed[nameOf(e)] = e
			}
		}
	}
	return g, nil
}

func (g *ground) Newest(id string) (content.Entry, error) { return g.newest[id], nil }

func (g *ground) Draft(id string) (content.Entry, error) {
	if e := g.newest[id]; e != nil && !e.Head().Archived {
		return e, nil
	}
	return nil, nil
}

func (g *ground) Public(id string) (content.Entry, error) { return g.public[id], nil }

func (g *ground) Keyed(k content.Kind, key string) (content.Entry, error) {
	return g.keyed[name{k, key}], nil
}

func (g *ground) All(k content.Kind) (all []content.Entry, _ error) {
	for _, e := range g.newest {
		if e.EntryKind() == k {
			all = append(all, e)
		}
	}
	return all, nil
}

func (g *ground) Named(k content.Kind, key string) (content.Entry, error) {
	return g.named[name{k, key}], nil
}
