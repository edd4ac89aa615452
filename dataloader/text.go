package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
	"partnernetz/store"
)

// Counts counts the entries of views, each kind when it is first asked for.
type Counts struct {
	store *store.Store
	known answers[content.Tally]
}

// Tally counts the entries of a kind in a view, once for all calls with the same of: entries that were read together, or one
// object.
func (l *Counts) Tally(ctx context.Context, of any, v content.View, k content.Kind) (content.Tally, error) {
	return l.known.get(ctx, of, string(k), func(ctx context.Context) (content.Tally, error) {
		return l.store.Of(k).Tally(ctx, v, k.Traits().Counted...)
	})
}

// numbers counts some kinds in the view of siblings.
func (l *Counts) numbers(ctx context.Context, s *content.Siblings[content.Entry], kinds []content.Kind) (map[content.Kind]int, error) {
	numbers := map[content.Kind]int{}
	for _, k := range kinds {
		tally, err := l.Tally(ctx, s, s.View, k)
		if err != nil {
			return nil, err
		}
		numbers[k] = tally.Total()
	}
	return numbers, nil
}

// Text renders a text, with what it shows of other entries. These are read for all siblings of the entry that the text belongs to.
func (l *Loaders) Text(ctx context.Context, r *richtext.Text) (*richtext.Rendered, error) {
	return r.Render(func(needs richtext.Needs) (known richtext.Known, err error) {
		known.Server = content.ServerFrom(ctx)
		if needs.Of == nil {
			return known, nil
		}
		if len(needs.Targets) > 0 {
			if known.Targets, err = l.Targets(ctx, needs.Of); err != nil {
				return known, err
			}
		}
		known.Counts, err = l.numbers(ctx, needs.Of, needs.Counts)
		return known, err
	})
}

// Plain is the text alone; empty for none.
func (l *Loaders) Plain(ctx context.Context, r *richtext.Text) (string, error) {
	if r == nil {
		return "", nil
	}
	rendered, err := l.Text(ctx, r)
	if err != nil {
		return "", err
	}
	return rendered.Text(), nil
}

// Figure returns a plain text of a page, which is not Markdown, with counts filled in.
func (l *Loaders) Figure(ctx context.Context, p *network.Page, source string) (string, error) {
	numbers, err := l.numbers(ctx, content.SiblingsOf(p), richtext.Figures(source))
	return richtext.FillFigures(source, numbers), err
}
