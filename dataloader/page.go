package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
)

// everything reads all entries of a kind that the view of an entry has, in the order of a field, once for all siblings.
type everything[T content.Entry] struct {
	collection *store.Collection[T]
	order      string
	known      answers[[]T]
}

func (l *everything[T]) of(ctx context.Context, e content.Entry) ([]T, error) {
	s := content.SiblingsOf(e)
	return l.known.get(ctx, s, "", func(ctx context.Context) ([]T, error) { return l.collection.Ordered(ctx, s.View, l.order) })
}

// above returns the pages above a page, from the top.
func (l *Loaders) above(ctx context.Context, p *network.Page) ([]*network.Page, error) {
	if p.ParentID == "" {
		return nil, nil
	}
	all, err := l.pages.of(ctx, p)
	return p.Way(all), err
}

// Parent returns the page above; nil at the top, or if the view does not have that page.
func (l *Loaders) Parent(ctx context.Context, p *network.Page) (*network.Page, error) {
	above, err := l.above(ctx, p)
	if err != nil || len(above) == 0 || above[len(above)-1].ID != p.ParentID {
		return nil, err
	}
	return above[len(above)-1], nil
}

// Breadcrumbs returns the way to a page, from the top, without the page itself.
func (l *Loaders) Breadcrumbs(ctx context.Context, p *network.Page) ([]*network.Breadcrumb, error) {
	above, err := l.above(ctx, p)
	return network.Breadcrumbs(above), err
}

// Children returns the pages of the view directly below a page, by path.
func (l *Loaders) Children(ctx context.Context, p *network.Page) ([]*network.Page, error) {
	all, err := l.pages.of(ctx, p)
	return p.Below(all), err
}

// MenuItems returns what the view shows of a menu.
func (l *Loaders) MenuItems(ctx context.Context, m *network.Menu) ([]*network.MenuItem, error) {
	pages, err := l.pages.of(ctx, m)
	if err != nil {
		return nil, err
	}
	return m.ItemsAmong(pages), nil
}

// BlockPartners returns the partners that a block lists, by name.
func (l *Loaders) BlockPartners(ctx context.Context, b *network.PartnerListBlock) ([]*network.Partner, error) {
	all, err := l.partners.of(ctx, b.Page())
	return b.Select(all), err
}

// BlockEvents returns the events that a block lists, by beginning.
func (l *Loaders) BlockEvents(ctx context.Context, b *network.EventListBlock) ([]*network.Event, error) {
	all, err := l.events.of(ctx, b.Page())
	return b.Select(all), err
}

// Href returns where a call to action leads; nil if the view does not have the target.
func (l *Loaders) Href(ctx context.Context, b *network.CallToActionBlock) (_ *string, err error) {
	var targets map[string]content.Entry
	if b.TargetID() != "" {
		targets, err = l.Targets(ctx, content.SiblingsOf(b.Page()))
	}
	return b.Leads(targets, content.ServerFrom(ctx)), err
}

// mediaBlock is a block that shows media.
type mediaBlock interface {
	Page() *network.Page
	MediaID() string
}

// BlockMedia returns the file of a block; nil if the view does not have it.
func (l *Loaders) BlockMedia(ctx context.Context, b mediaBlock) (*network.Media, error) {
	return l.file(ctx, b.Page(), b.MediaID())
}

// Captions returns the captions of a video; nil if it has none, or the view does not have them.
func (l *Loaders) Captions(ctx context.Context, b *network.VideoBlock) (*network.Media, error) {
	return l.file(ctx, b.Page(), b.CaptionsID())
}

func (l *Loaders) file(ctx context.Context, p *network.Page, id string) (*network.Media, error) {
	targets, err := l.Targets(ctx, content.SiblingsOf(p))
	file, _ := targets[id].(*network.Media)
	return file, err
}

// BlockLabel returns the label of a download: the one that was written, or else the name of the file; empty if there is neither.
func (l *Loaders) BlockLabel(ctx context.Context, b *network.DownloadBlock) (string, error) {
	if words := b.Words(); words != "" {
		return words, nil
	}
	m, err := l.BlockMedia(ctx, b)
	if m == nil {
		return "", err
	}
	return m.File.Name, err
}
