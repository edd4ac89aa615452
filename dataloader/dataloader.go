// Package dataloader resolves the links between entries, and finds out other facts about them, for many entries at once.
//
// An entry knows which others it was read with (content.Siblings). When the link of the first one is followed, it is resolved
// for all of them by one command. Nothing waits for others to ask, so this costs no time, and how many commands an operation
// takes depends only on its shape.
package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
)

// Loaders has a loader for every link and every other fact about entries. Each operation has its own Loaders.
type Loaders struct {
	Entries
	Counts
	Accounts Accounts

	AgreementPartner    *Link[*network.Agreement, *network.Partner]
	AgreementMeasures   *Link[*network.Agreement, *network.MeasureConnection]
	AgreementPromised   *Link[*network.Agreement, map[string]*network.Measure]
	AgreementDocument   *Link[*network.Agreement, *network.Media]
	AgreementSuccessor  *Link[*network.Agreement, *network.Agreement]
	AgreementReplaced   *Link[*network.Agreement, []*network.Agreement]
	EventHosts          *Link[*network.Event, []*network.Partner]
	GoodPracticeAdopter *Link[*network.GoodPractice, map[string]*network.Partner]
	GoodPracticeMeasure *Link[*network.GoodPractice, *network.Measure]
	GoodPracticePartner *Link[*network.GoodPractice, *network.Partner]
	MeasureAgreement    *Link[*network.Measure, *network.Agreement]
	MeasurePartner      *Link[*network.Measure, *network.Partner]
	MeasureProgress     *Link[*network.Measure, []*network.MeasureProgress]
	MediaPartner        *Link[*network.Media, *network.Partner]
	PartnerAgreements   *Link[*network.Partner, *network.AgreementConnection]
	PartnerFormerNames  *Link[*network.Partner, []*content.FormerName]
	PartnerLogo         *Link[*network.Partner, *network.Media]
	PartnerMembers      *Link[*network.Partner, []*network.Partner]
	PartnerMergedInto   *Link[*network.Partner, *network.Partner]
	PartnerPractices    *Link[*network.Partner, *network.GoodPracticeConnection]
	PartnerMeasures     *Link[*network.Partner, *network.MeasureConnection]
	PartnerMeasureCount *Link[*network.Partner, int]
	ReleaseChanges      *Link[*network.Release, []*network.ReleaseChange]
	ReleaseFiles        *Link[*network.Release, map[string]*network.Media]
	ReleaseSuperseded   *Link[*network.Release, *network.Release]
	ReleaseSuperseding  *Link[*network.Release, *network.Release]
	ReleaseYear         *Link[*network.Release, *network.ImplementationYear]
	YearBrochure        *Link[*network.ImplementationYear, *network.Release]
	PartnerReports      *Link[*network.Partner, *network.ReportConnection]
	ReportMeasures      *Link[*network.Report, map[string]*network.Measure]
	ReportMedia         *Link[*network.Report, map[string]*network.Media]
	ReportPartner       *Link[*network.Report, *network.Partner]
	ReportYear          *Link[*network.Report, *network.ImplementationYear]
	ReportComments      *Link[*network.Report, []*network.ReportComment]
	YearCollection      *Link[*network.ImplementationYear, *network.ReportCollection]
	YearReports         *Link[*network.ImplementationYear, *network.ReportConnection]

	allPartners   answers[[]*network.Partner]
	allAgreements answers[[]*network.Agreement]
	said          answers[network.ProgressSaid] // of tables of measures by years

	pages    everything[*network.Page]
	partners everything[*network.Partner]
	events   everything[*network.Event]

	Redirects func(context.Context) ([]*content.Redirect, error) // of all entries; read once, as there are many
}

// New makes the loaders for one operation.
func New(s *store.Store) *Loaders {
	return &Loaders{
		Entries:  Entries{store: s},
		Counts:   Counts{store: s},
		Accounts: Accounts{store: s},

		AgreementPartner:    newLink(one(s.Partners, func(a *network.Agreement) string { return a.PartnerID })),
		AgreementMeasures:   newLink(pages[*network.Agreement](s.Measures, "agreement", func(m *network.Measure) string { return m.AgreementID })),
		AgreementPromised:   newLink(named(s.Measures, (*network.Agreement).Promised)),
		AgreementDocument:   newLink(one(s.Media, func(a *network.Agreement) string { return a.DocumentID })),
		AgreementSuccessor:  newLink(one(s.Agreements, func(a *network.Agreement) string { return a.SupersededByID })),
		AgreementReplaced:   newLink(holding[*network.Agreement](s.Agreements, "supersededBy", func(a *network.Agreement) string { return a.SupersededByID })),
		EventHosts:          newLink(some(s.Partners, func(e *network.Event) []string { return e.HostIDs })),
		GoodPracticeAdopter: newLink(named(s.Partners, (*network.GoodPractice).Adopters)),
		GoodPracticeMeasure: newLink(one(s.Measures, func(p *network.GoodPractice) string { return p.MeasureID })),
		GoodPracticePartner: newLink(one(s.Partners, func(p *network.GoodPractice) string { return p.PartnerID })),
		MeasureAgreement:    newLink(one(s.Agreements, func(m *network.Measure) string { return m.AgreementID })),
		MeasurePartner:      newLink(one(s.Partners, func(m *network.Measure) string { return m.PartnerID })),
		MeasureProgress:     newLink(progress(s.Reports)),
		MediaPartner:        newLink(one(s.Partners, func(m *network.Media) string { return m.PartnerID })),
		PartnerAgreements:   newLink(pages[*network.Partner](s.Agreements, "partner", func(a *network.Agreement) string { return a.PartnerID })),
		PartnerFormerNames:  newLink(former(s.Partners)),
		PartnerLogo:         newLink(one(s.Media, func(p *network.Partner) string { return p.LogoID })),
		PartnerMembers:      newLink(some(s.Partners, func(p *network.Partner) []string { return p.MemberIDs })),
		PartnerMergedInto:   newLink(one(s.Partners, func(p *network.Partner) string { return p.MergedIntoID })),
		PartnerPractices:    newLink(pages[*network.Partner](s.GoodPractices, "partner", func(p *network.GoodPractice) string { return p.PartnerID })),
		PartnerMeasures:     newLink(pages[*network.Partner](s.Measures, "partner", func(m *network.Measure) string { return m.PartnerID })),
		PartnerMeasureCount: newLink(count[*network.Partner](s.Measures, "partner")),
		ReleaseChanges:      newLink(releaseChanges(s)),
		ReleaseFiles:        newLink(named(s.Media, (*network.Release).FileIDs)),
		ReleaseSuperseded:   newLink(one(s.Releases, func(r *network.Release) string { return r.SupersedesID })),
		ReleaseSuperseding:  newLink(one(s.Releases, func(r *network.Release) string { return r.SupersededByID })),
		ReleaseYear:         newLink(one(s.ImplementationYears, func(r *network.Release) string { return r.YearID })),
		YearBrochure:        newLink(brochures(s)),
		PartnerReports:      newLink(pages[*network.Partner](s.Reports, "partner", func(r *network.Report) string { return r.PartnerID })),
		ReportMeasures:      newLink(named(s.Measures, (*network.Report).MeasureIDs)),
		ReportMedia:         newLink(named(s.Media, (*network.Report).MediaIDs)),
		ReportPartner:       newLink(one(s.Partners, func(r *network.Report) string { return r.PartnerID })),
		ReportYear:          newLink(one(s.ImplementationYears, func(r *network.Report) string { return r.YearID })),
		ReportComments:      newLink(comments(s)),
		YearCollection:      newLink(collections(s)),
		YearReports:         newLink(pages[*network.ImplementationYear](s.Reports, "year", func(r *network.Report) string { return r.YearID })),

		pages:    everything[*network.Page]{collection: s.Pages, order: "PATH"},
		partners: everything[*network.Partner]{collection: s.Partners, order: "NAME"},
		events:   everything[*network.Event]{collection: s.Events, order: "STARTS_AT"},

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
