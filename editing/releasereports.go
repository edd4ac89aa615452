package editing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
	"partnernetz/store"
)

// taken is what a release has once it is frozen.
type taken struct {
	states  map[string]store.State // by id
	reports *store.YearReports
	former  []*network.Release // others on its year that are frozen
}

func (e *Editor) taken(ctx context.Context, r *network.Release) (t taken, err error) {
	public, err := e.store.PublicStates(ctx)
	if err != nil {
		return t, err
	}
	found, err := e.store.ReportsOn(ctx, r.YearID)
	if err != nil {
		return t, err
	}
	t.reports = found[r.YearID]
	t.states = t.reports.Over(public)
	releases, err := e.store.Releases.AllNewest(ctx) // also those that were put away: somebody has read them
	for _, found := range releases {
		f := found.(*network.Release)
		if f.IsFrozen() && f.YearID == r.YearID && f.ID != r.ID {
			t.former, t.states[f.ID] = append(t.former, f), store.StateOf(f)
		}
	}
	return t, err
}

// takes finds what a release is to have, and what keeps the reports on its year from being in it.
func (w *work) takes(r *network.Release) (taken, error) {
	t, err := w.taken(w, r)
	if err != nil {
		return t, err
	}
	if len(t.reports.Waiting) > 0 && r.Has(network.SectionReports) {
		w.add(notAccepted(t.reports.Waiting))
	}
	w.dangling(t.reports.Accepted, t.states)
	return t, w.unchecked(t.reports.Accepted)
}

func notAccepted(waiting []*network.Report) content.Problem {
	names := make([]string, len(waiting))
	for i, r := range waiting {
		names[i] = r.Noted.PartnerName
	}
	whose := strings.Join(names, ", ")
	return content.Problem{Path: "id", Code: content.NotAccepted,
		DE: fmt.Sprintf("Noch nicht angenommen sind die Berichte von: %s. Bitte sie zuerst annehmen (reviewReport), oder den Teil REPORTS aus der Ausgabe nehmen.", whose),
		EN: fmt.Sprintf("the reports of these are not accepted yet: %s; accept them first (reviewReport), or take the part REPORTS out of the release", whose)}
}

// dangling demands that a release has all that its reports link to.
func (w *work) dangling(reports []*network.Report, has map[string]store.State) {
	for _, r := range reports {
		for _, l := range content.References(r) {
			if _, there := has[*l.ID]; there || l.Derived || *l.ID == "" {
				continue
			}
			w.add(content.Problem{Path: "id", Code: content.Dangling,
				DE: fmt.Sprintf("„%s“ verweist in %s auf %s, und das ist nicht öffentlich. Bitte es zuerst veröffentlichen, oder den Bericht wieder öffnen (reopenReport) und den Verweis herausnehmen.", shown(r), l.Path, *l.ID),
				EN: fmt.Sprintf("%q links in %s to %s, which is not public; publish that first, or reopen the report (reopenReport) and take the link out", shown(r), l.Path, *l.ID)})
		}
	}
}

// unchecked demands that a test group has checked the Leichte Sprache of reports.
func (w *work) unchecked(reports []*network.Report) error {
	ids := make([]string, len(reports))
	for i, r := range reports {
		ids[i] = r.ID
	}
	public, err := w.store.Of(content.Reports).Some(w, content.PublicView(), ids)
	for _, r := range reports {
		if err == nil && language.Unchecked(public[r.ID], r) {
			w.add(content.Problem{Path: "id", Code: content.NotChecked,
				DE: fmt.Sprintf("Die Texte von „%s“ in Leichter Sprache hat noch keine Prüfgruppe geprüft. Bitte den Bericht wieder öffnen (reopenReport), die Prüfung festhalten (recordEasyLanguageCheck, %s) und ihn neu annehmen.", shown(r), r.ID),
				EN: fmt.Sprintf("no test group has checked the texts of %q in Leichte Sprache; reopen the report (reopenReport), record the check (recordEasyLanguageCheck, %s), and accept it again", shown(r), r.ID)})
		}
	}
	return err
}

// pinned returns the reports on its year that become public with a frozen release: those of which nothing newer is.
func (w *work) pinned(r *network.Release) (reports []*network.Report, _ error) {
	all, err := w.store.Reports.All(w, content.PublicView().In(r.ID, *r.FrozenAt))
	if err != nil {
		return nil, err
	}
	public, err := w.store.PublicStates(w)
	if err != nil {
		return nil, err
	}
	reports = slices.DeleteFunc(all, func(p *network.Report) bool {
		return p.YearID != r.YearID || p.Revision <= public[p.ID].Revision
	})
	for _, p := range reports {
		public[p.ID] = store.StateOf(p)
	}
	w.dangling(reports, public)
	return reports, nil
}
