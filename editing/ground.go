package editing

import "partnernetz/content"

// ground is what stands around a change of its own.
type ground struct{ *work }

// rules are those for the change.
func (w *work) rules() Rules { return Rules{Ground: ground{w}} }

// Newest reads with nobody's eyes: a circle is one, whoever sees all of it.
func (g ground) Newest(id string) (content.Entry, error) {
	kind, err := content.KindOf(id)
	if err != nil {
		return nil, nil
	}
	found, err := g.store.Of(kind).Newest(g, []string{id})
	return found[id], err
}

// All reads with nobody's eyes, as days are no secret to whom they are in the way.
func (g ground) All(k content.Kind) ([]content.Entry, error) { return g.store.Of(k).AllNewest(g) }

func (g ground) Draft(id string) (content.Entry, error) { return g.one(g.view(content.Draft), id) }

func (g ground) Public(id string) (content.Entry, error) { return g.one(content.PublicView(), id) }

func (g ground) Keyed(k content.Kind, key string) (content.Entry, error) {
	return g.store.Of(k).Keyed(g, key)
}

func (g ground) Named(k content.Kind, key string) (content.Entry, error) {
	return g.store.Of(k).Named(g, content.PublicView(), key)
}
