package dataloader

import (
	"context"

	"partnernetz/network"
)

// MemberOf returns the cooperations of the view that a partner is a member of, by name.
func (l *Loaders) MemberOf(ctx context.Context, p *network.Partner) ([]*network.Partner, error) {
	all, err := l.partners.of(ctx, p)
	return p.Cooperations(all), err
}

// Predecessors returns the partners of the view that were merged into one, by name.
func (l *Loaders) Predecessors(ctx context.Context, p *network.Partner) ([]*network.Partner, error) {
	all, err := l.partners.of(ctx, p)
	return p.Merged(all), err
}
