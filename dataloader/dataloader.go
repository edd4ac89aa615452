// Package dataloader resolves the links between entries, and finds out what else is to be known of them, for many at once.
//
// An entry knows which others it was read with (content.Siblings). The first one whose link is followed has it resolved
// for all of them by one command. That needs no waiting for others to ask, so it costs no time, and how many commands an
// operation takes depends on its shape alone.
package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/store"
)

// Loaders has a loader for every link and for all that is to be known of entries. A set of them serves one operation.
type Loaders struct {
	Entries
	Counts
	Accounts Accounts

	AgreementPartner    *Link[*content.Agreement, *content.Partner]
	AgreementMeasures   *Link[*content.Agreement, *content.MeasureConnection]
	EventHosts          *Link[*content.Event, []*content.Partner]
	GoodPracticeAdopter *Link[*content.GoodPractice, map[string]*content.Partner]
	GoodPracticeMeasure *Link[*content.GoodPractice, *content.Measure]
	GoodPracticePartner *Link[*content.GoodPractice, *content.Partner]
	MeasureAgreement    *Link[*content.Measure, *content.Agreement]
	MeasurePartner      *Link[*content.Measure, *content.Partner]
	MediaPartner        *Link[*content.Media, *content.Partner]
	PartnerAgreements   *Link[*content.Partner, *content.AgreementConnection]
	PartnerFormerNames  *Link[*content.Partner, []*content.FormerName]
	PartnerLogo         *Link[*content.Partner, *content.Media]
	PartnerPractices    *Link[*content.Partner, *content.GoodPracticeConnection]
	PartnerMeasures     *Link[*content.Partner, *content.MeasureConnection]
	PartnerMeasureCount *Link[*content.Partner, int]

	pages    everything[*content.Page]
	partners everything[*content.Partner]
	events   everything[*content.Event]

	Redirects func(context.Context) ([]*content.Redirect, error) // of everything, which is much to look at again and again
}

// New makes the loaders for one operation.
func New(s *store.Store) *Loaders {
	return &Loaders{
		Entries:  Entries{store: s},
		Counts:   Counts{store: s},
		Accounts: Accounts{store: s},

		AgreementPartner:    newLink(one(s.Partners, func(a *content.Agreement) string { return a.PartnerID })),
		AgreementMeasures:   newLink(list[*content.Agreement](s.Measures, "agreement", func(m *content.Measure) string { return m.AgreementID })),
		EventHosts:          newLink(some(s.Partners, func(e *content.Event) []string { return e.HostIDs })),
		GoodPracticeAdopter: newLink(named(s.Partners, (*content.GoodPractice).Adopters)),
		GoodPracticeMeasure: newLink(one(s.Measures, func(p *content.GoodPractice) string { return p.MeasureID })),
		GoodPracticePartner: newLink(one(s.Partners, func(p *content.GoodPractice) string { return p.PartnerID })),
		MeasureAgreement:    newLink(one(s.Agreements, func(m *content.Measure) string { return m.AgreementID })),
		MeasurePartner:      newLink(one(s.Partners, func(m *content.Measure) string { return m.PartnerID })),
		MediaPartner:        newLink(one(s.Partners, func(m *content.Media) string { return m.PartnerID })),
		PartnerAgreements:   newLink(list[*content.Partner](s.Agreements, "partner", func(a *content.Agreement) string { return a.PartnerID })),
		PartnerFormerNames:  newLink(former(s.Partners)),
		PartnerLogo:         newLink(one(s.Media, func(p *content.Partner) string { return p.LogoID })),
		PartnerPractices:    newLink(list[*content.Partner](s.GoodPractices, "partner", func(p *content.GoodPractice) string { return p.PartnerID })),
		PartnerMeasures:     newLink(list[*content.Partner](s.Measures, "partner", func(m *content.Measure) string { return m.PartnerID })),
		PartnerMeasureCount: newLink(count[*content.Partner](s.Measures, "partner")),

		pages:    everything[*content.Page]{collection: s.Pages, order: "PATH"},
		partners: everything[*content.Partner]{collection: s.Partners, order: "NAME"},
		events:   everything[*content.Event]{collection: s.Events, order: "STARTS_AT"},

		Redirects: once(s.Redirects),
	}
}

type contextKey struct{}

// With returns a context that carries the loaders.
func With(ctx context.Context, l *Loaders) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// For returns the loaders of the operation.
func For(ctx context.Context) *Loaders { return ctx.Value(contextKey{}).(*Loaders) }
