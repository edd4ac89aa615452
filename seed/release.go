package seed

import (
	"context"
	"fmt"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

// frozen is when the demonstration release says that it was frozen, so that its files are the same on every machine.
var frozen = time.Date(2025, 6, 30, 9, 0, 0, 0, time.UTC)

// Release makes a public release of the demonstration content, with its files, in the way that the office makes one, and reports whether
// it did. It does so where there is demonstration content and never was a release: after Fill, or after a start that was cut off behind
// that. One that somebody took back or put away is left alone. No fewer people are told of than the threshold.
func Release(ctx context.Context, s *store.Store, library *media.Library, threshold int) (made bool, err error) {
	err = s.Transaction(ctx, func(ctx context.Context) error {
		made = false
		year, err := s.ImplementationYears.ByKey(ctx, content.PublicView(), "2024")
		if err != nil || year == nil || !year.Demo {
			return err
		}
		if releases, err := s.Releases.AllNewest(ctx); err != nil || len(releases) > 0 {
			return err
		}
		made = true
		return release(ctx, s, library, year, threshold)
	})
	return made && err == nil, err
}

func release(ctx context.Context, s *store.Store, library *media.Library, year *network.ImplementationYear, threshold int) error {
	ctx = auth.With(ctx, auth.Caller{Name: "seed", Roles: []auth.Role{auth.Editor}})
	e := editing.New(s, func() time.Time { return frozen })
	e.PeopleThreshold = threshold
	made, err := e.Create(ctx, content.Releases, "", func(e content.Entry) {
		r := e.(*network.Release)
		r.ID, r.Demo, r.Label, r.YearID, r.State = content.KeyID(content.Releases, year.Label), true, year.Label, year.ID, network.ReleaseDraft
		r.Titles = content.Text{content.DE: "Beispiel: Tätigkeitsbericht 2024", content.EN: "Example: Annual Report 2024"}
		r.StoredParts = parts()
	})
	if err != nil {
		return fmt.Errorf("making the demonstration release: %w", err)
	}
	id := made.Head().ID
	if _, err := e.Freeze(ctx, library, id, 1, ""); err != nil {
		return fmt.Errorf("freezing the demonstration release: %w", err)
	}
	if _, err := e.PublishRelease(ctx, id, 2, ""); err != nil {
		return fmt.Errorf("publishing the demonstration release: %w", err)
	}
	return nil
}

// parts are all that a brochure can have.
func parts() (all []network.StoredPart) {
	for _, section := range network.BrochureSections() {
		part := network.StoredPart{Section: section}
		switch section {
		case network.SectionForeword:
			part.Texts = content.Text{
				content.DE: "Beispiel: Dieses Heft ist aus den Einträgen der Demonstration gemacht. Die Namen der Partner stehen auf der öffentlichen Seite der Initiative; Vereinbarungen, Maßnahmen und Termine sind erfunden.",
				content.EN: "Example: This brochure is made of the entries of the demonstration. The names of the partners stand on the public page of the initiative; agreements, measures and events are invented.",
			}
		case network.SectionImprint:
			part.Texts = content.Text{
				content.DE: "Beispiel: Hier steht, wer das Heft herausgibt, und wer für den Inhalt verantwortlich ist.",
				content.EN: "Example: This is where it says who publishes the brochure, and who is responsible for it.",
			}
		}
		all = append(all, part)
	}
	return all
}
