package dataloader

import (
	"context"

	"partnernetz/network"
)

// StatisticsPartners returns all partners of the view of statistics, in whatever language.
func (l *Loaders) StatisticsPartners(ctx context.Context, of *network.Statistics) ([]*network.Partner, error) {
	return l.allPartners.get(ctx, of, "", func(ctx context.Context) ([]*network.Partner, error) {
		return l.Counts.store.Partners.All(ctx, of.View.InAnyLanguage())
	})
}

// StatisticsAgreements returns all agreements of the view of statistics, in whatever language.
func (l *Loaders) StatisticsAgreements(ctx context.Context, of *network.Statistics) ([]*network.Agreement, error) {
	return l.allAgreements.get(ctx, of, "", func(ctx context.Context) ([]*network.Agreement, error) {
		return l.Counts.store.Agreements.All(ctx, of.View.InAnyLanguage())
	})
}

// StatisticsPeople returns the people that the newest release of the view on each year counts.
func (l *Loaders) StatisticsPeople(ctx context.Context, of *network.Statistics) ([]*network.PeopleFigure, error) {
	releases, err := l.Counts.store.Releases.All(ctx, of.View.InAnyLanguage())
	return network.PeopleOf(releases), err
}
