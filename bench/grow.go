package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
)

const author = "bench"

const (
	// chunk is how many copies are written at once.
	chunk = 100
	// wholeCopies is the number from which on only partners are copied, without their agreements and measures: the time that
	// the embedded engine takes to write everything grows with the square of the content.
	wholeCopies = 10
)

// grow adds copies until the partners are there the given number of times, up to ten times with their agreements and
// measures. It returns one of the originals.
func grow(ctx context.Context, s *store.Store, times int) (*network.Partner, error) {
	partners, err := s.Partners.All(ctx, content.PublicView())
	if err != nil {
		return nil, err
	}
	if len(partners) != seedPartners {
		return nil, fmt.Errorf("the seed has %d partners, not %d", len(partners), seedPartners)
	}
	agreements, err := s.Agreements.All(ctx, content.PublicView())
	if err != nil {
		return nil, err
	}
	measures, err := s.Measures.All(ctx, content.PublicView())
	if err != nil {
		return nil, err
	}
	var c copies
	for n := 1; n < times; n++ {
		if n == wholeCopies {
			agreements, measures = nil, nil
		}
		c.add(n, partners, agreements, measures)
	}
	if err := publish(ctx, s.Partners, c.partners); err != nil {
		return nil, err
	}
	if err := publish(ctx, s.Agreements, c.agreements); err != nil {
		return nil, err
	}
	return partners[0], publish(ctx, s.Measures, c.measures)
}

// copies are entries like those of the seed, under other names.
type copies struct {
	partners   []*network.Partner
	agreements []*network.Agreement
	measures   []*network.Measure
}

// add makes the copies with number n.
func (c *copies) add(n int, partners []*network.Partner, agreements []*network.Agreement, measures []*network.Measure) {
	ids := map[string]string{} // of the copies, by the id of the original
	for _, original := range partners {
		p := *original
		p.Slug = fmt.Sprintf("%s-%d", p.Slug, n)
		// With this prefix, copies come after the originals by name, and nearly all of the first hundred have agreements and
		// measures.
		p.Names = content.Text{}
		for locale, name := range original.Names {
			p.Names[locale] = fmt.Sprintf("ZZ %03d %s", n, name)
		}
		rename(ids, &p)
		c.partners = append(c.partners, &p)
	}
	for _, original := range agreements {
		a := *original
		a.Slug, a.PartnerID = fmt.Sprintf("%s-%d", a.Slug, n), ids[a.PartnerID]
		rename(ids, &a)
		c.agreements = append(c.agreements, &a)
	}
	for _, original := range measures {
		m := *original
		m.Slug, m.PartnerID, m.AgreementID = fmt.Sprintf("%s-%d", m.Slug, n), ids[m.PartnerID], ids[m.AgreementID]
		rename(ids, &m)
		c.measures = append(c.measures, &m)
	}
}

// rename gives a copy the id that belongs to its key, and makes it a new entry.
func rename(ids map[string]string, e content.Entry) {
	id := content.KeyID(e.EntryKind(), e.Key())
	ids[e.Head().ID] = id
	e.Head().ID, e.Head().Revision = id, 0
}

// publish saves and publishes new entries.
func publish[T content.Entry](ctx context.Context, c *store.Collection[T], entries []T) error {
	now := time.Now().UTC()
	for some := range slices.Chunk(entries, chunk) {
		saved, err := c.Save(ctx, store.Stamp{At: now, Author: author}, some...)
		if err != nil {
			return err
		}
		publications := make([]store.Publication, len(saved))
		for i, e := range saved {
			publications[i] = store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}, At: now}
		}
		if err := c.Publish(ctx, publications...); err != nil {
			return err
		}
	}
	return nil
}
