package graph

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"partnernetz/dataloader"
	"partnernetz/network"
)

// entryResolver resolves the fields that the schema's interface Entry has, for entries of any type. What gqlgen makes for a
// type embeds it (see graph/generate/resolvers.gotpl). F points to what its form is in the schema.
type entryResolver[T content.Writable[T], F any] struct{ *Resolver }

func (entryResolver[T, F]) HasUnpublishedChanges(ctx context.Context, obj T) (*bool, error) {
	return dataloader.For(ctx).Compare(ctx, obj, func(public, newest content.Entry) bool { return public == nil || !language.Alike(public, newest) })
}

func (entryResolver[T, F]) LanguageTag(_ context.Context, obj T) (string, error) {
	return string(obj.ServedLocale()), nil
}

func (entryResolver[T, F]) Alternates(_ context.Context, obj T) ([]*language.Alternate, error) {
	return language.Alternates(obj), nil
}

func (entryResolver[T, F]) Texts(ctx context.Context, obj T) ([]*language.LocalisedText, error) {
	return dataloader.For(ctx).Texts(ctx, obj)
}

func (entryResolver[T, F]) Revisions(ctx context.Context, obj T, first *int, after *string, last *int, before *string) (*list.RevisionConnection, error) {
	return dataloader.For(ctx).Revisions(ctx, obj, list.Window{First: first, After: after, Last: last, Before: before})
}

func (entryResolver[T, F]) Schedule(ctx context.Context, obj T) (*network.Schedule, error) {
	return dataloader.For(ctx).Schedule(ctx, obj)
}

func (entryResolver[T, F]) Findings(ctx context.Context, obj T, filter *check.Filter, first *int, after *string, last *int, before *string) (*check.FindingConnection, error) {
	return dataloader.For(ctx).Findings(ctx, obj, filter, list.Window{First: first, After: after, Last: last, Before: before})
}

func (entryResolver[T, F]) UsedIn(ctx context.Context, obj T, first *int, after *string, last *int, before *string) (*list.EntryConnection, error) {
	return dataloader.For(ctx).UsedIn(ctx, obj, list.Window{First: first, After: after, Last: last, Before: before})
}

// rendered is a text in one of its forms.
func rendered[V any](ctx context.Context, text *richtext.Text, form func(*richtext.Rendered) V) (none V, _ error) {
	r, err := dataloader.For(ctx).Text(ctx, text)
	if err != nil {
		return none, err
	}
	return form(r), nil
}

// counted is one of the statistics, which is counted when it is asked for.
func counted[V any](ctx context.Context, of *network.Statistics, k content.Kind, figure func(content.Tally) V) (V, error) {
	tally, err := dataloader.For(ctx).Tally(ctx, of, of.View, k)
	return figure(tally), err
}
