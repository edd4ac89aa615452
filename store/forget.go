package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
)

// forgetting takes a person out of what is kept.
type forgetting struct {
	*Store
	id     string
	called []string // names and e-mail addresses, folded
	found  *auth.Traces
	dryRun bool
}

// Forget takes a person out of revisions, schedules and the audit log, or only counts. Who was called something is what tells
// what names the person; so that goes last, and after a crash the same is found again.
func (d directory) Forget(ctx context.Context, p auth.Person, found *auth.Traces, dryRun bool) error {
	f := &forgetting{Store: d.Store, id: p.AccountID, found: found, dryRun: dryRun}
	steps := []func(context.Context) error{
		func(ctx context.Context) error { return f.learn(ctx, p.Called) },
		f.forgetNotes, f.forgetDetails, f.forgetSchedules, f.forgetComments, f.forgetMails, f.forgetAuthors, f.forgetActors, f.nameContent,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return fmt.Errorf("forgetting %s: %w", f.id, err)
		}
	}
	return nil
}

// learn finds out what else the person was called. A name of one word is no way to find a person.
func (f *forgetting) learn(ctx context.Context, known []string) error {
	names := slices.Clone(known)
	actors, err := f.personal.documents.Distinct(ctx, "who.name", field("who.id", "$eq", f.id))
	if err != nil {
		return err
	}
	for _, c := range f.All() {
		for _, collection := range c.collections() {
			authors, err := collection.Distinct(ctx, "saved.author", field("saved.authorId", "$eq", f.id))
			if err != nil {
				return err
			}
			actors = append(actors, authors...)
		}
	}
	for _, a := range actors {
		if name, ok := a.(string); ok {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if folded := plainly(name); strings.ContainsAny(folded, " @") && !slices.Contains(f.called, folded) {
			f.called = append(f.called, folded)
		}
	}
	return nil
}

// names reports whether a text has what the person was called.
func (f *forgetting) names(text string) bool {
	folded := plainly(text)
	return slices.ContainsFunc(f.called, func(name string) bool { return strings.Contains(folded, name) })
}

// plainly is a text as names are compared: without accents, capitals and what is between words.
func plainly(text string) string { return strings.Join(strings.Fields(content.Fold(text)), " ") }

// forgetSchedules takes the person out of schedules, which go on.
func (f *forgetting) forgetSchedules(ctx context.Context) error {
	by := field("createdBy.id", "$eq", f.id)
	n, err := f.schedules.count(ctx, by)
	if f.found.Schedules += n; err != nil || f.dryRun {
		return err
	}
	return f.Transaction(ctx, func(ctx context.Context) error {
		_, err := f.schedules.documents.UpdateMany(ctx, by, bson.D{{Key: "$set", Value: bson.D{{Key: "createdBy", Value: content.Author{Name: audit.Erased}}}}})
		return err
	})
}
