package editing

import (
	"context"
	"fmt"
	"slices"

	"partnernetz/content"
	"partnernetz/network"
)

// people counts those of the reports that a release is to have, so that nothing is given away by what former releases on the year show.
func (e *Editor) people(ctx context.Context, has taken) ([]network.StoredPeople, error) {
	now, err := e.peopleSource(ctx, content.PublicView(), has.reports.Accepted)
	if err != nil {
		return nil, err
	}
	var former []network.FormerPeople
	for _, f := range has.former {
		v := content.PublicView().In(f.ID, *f.FrozenAt)
		reports, err := e.store.Reports.All(ctx, v)
		if err != nil {
			return nil, err
		}
		reports = slices.DeleteFunc(reports, func(r *network.Report) bool { return r.YearID != f.YearID })
		then, err := e.peopleSource(ctx, v, reports)
		if err != nil {
			return nil, err
		}
		former = append(former, network.FormerPeople{PeopleSource: then, Release: f})
	}
	return network.CountPeople(now, e.PeopleThreshold, former...), nil
}

func (e *Editor) peopleSource(ctx context.Context, v content.View, reports []*network.Report) (s network.PeopleSource, err error) {
	s.Reports = reports
	if s.Partners, err = e.store.Partners.All(ctx, v); err != nil {
		return s, err
	}
	s.Measures, err = e.store.Measures.All(ctx, v)
	return s, err
}

// CheckPeopleThreshold is an error if a release was frozen with a higher threshold: what the reports would show then could give away
// what that release holds back.
func (e *Editor) CheckPeopleThreshold(ctx context.Context) error {
	releases, err := e.store.Releases.AllNewest(ctx)
	for _, found := range releases {
		r := found.(*network.Release)
		if r.IsFrozen() && r.PeopleThreshold > e.PeopleThreshold {
			return fmt.Errorf("PEOPLE_THRESHOLD is %d, but the release %s was frozen with %d: what reports show then could give people away; set it to %[3]d or more",
				e.PeopleThreshold, r.Label, r.PeopleThreshold)
		}
	}
	return err
}
