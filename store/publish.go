package store

import (
	"context"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

// Ref names one revision of an entry.
type Ref struct {
	ID       string
	Revision int
}

// Publication makes a revision public from a moment on.
type Publication struct {
	Ref
	At time.Time
}

// Publish makes revisions public, in place of those that are public now. A moment is moved behind the one at which those
// became public, or ceased to be. A revision that does not exist is an error of code NOT_FOUND.
func (c *Collection[T]) Publish(ctx context.Context, publications ...Publication) error {
	if len(publications) == 0 {
		return nil
	}
	refs := make([]Ref, len(publications))
	for i, p := range publications {
		refs[i] = p.Ref
	}
	err := c.store.Transaction(ctx, func(ctx context.Context) error {
		revisions, repeats, err := c.revisions(ctx, refs)
		if err != nil {
			return err
		}
		last, err := c.lastPublic(ctx, refs)
		if err != nil {
			return err
		}
		newest, err := c.newest(ctx, field("id", "$in", refIDs(refs)))
		if err != nil {
			return err
		}
		var renamed, live, drafts, history []mongo.WriteModel
		for _, p := range publications {
			ref := p.Ref
			d, ok := revisions[ref]
			if !ok {
				return content.Errorf(content.NotFound, "there is no revision %d of %s", ref.Revision, ref.ID)
			}
			since, before := p.At.UTC().Truncate(time.Millisecond), last[ref.ID]
			switch {
			case before == nil:
			case !before.public():
				since = latest(since, *before.Record.To)
			case before.Entry.Head().Revision == ref.Revision:
				continue
			default:
				since = latest(since, before.Record.From.Add(time.Millisecond))
				history = append(history, set(before.Record.DocID, bson.D{{Key: "to", Value: since}}))
				drafts = append(drafts, set(ref.ID, bson.D{{Key: "publishedAt", Value: nil}}))
			}
			note(ctx, c.kind, ref.ID, content.Published, Publicised)
			d.Entry.Head().PublishedAt = &since
			drafts = append(drafts, setIf(bson.D{{Key: "_id", Value: ref.ID}, {Key: "revision", Value: ref.Revision}}, bson.D{{Key: "publishedAt", Value: since}}),
				set(ref.ID, bson.D{isChanged(unpublished(d.Entry, newest[ref.ID]))}))
			doc := *d
			doc.Record.DocID, doc.Record.From, doc.Record.To, doc.Record.Repeat = ref.ID, nil, nil, 0
			there := before.public()
			if there && before.Entry.Key() != d.Entry.Key() { // two may swap theirs, so all let go of them first
				renamed, there = append(renamed, mongo.NewDeleteOneModel().SetFilter(docID(ref.ID))), false
			}
			live = append(live, put(there, doc))
			if repeats[ref] == 0 {
				history = append(history, set(d.historic().Record.DocID, bson.D{{Key: "publishedAt", Value: since}, {Key: "from", Value: since}, {Key: "to", Value: forever}}))
			} else {
				doc.Record.From, doc.Record.To, doc.Record.Repeat = &since, &forever, repeats[ref]
				history = append(history, put(false, doc.historic()))
			}
		}
		return c.writeAll(ctx, append(renamed, live...), drafts, history)
	})
	if err != nil {
		return fmt.Errorf("publishing %s: %w", c.kind, err)
	}
	return nil
}

// Unpublish takes entries out of the public view. One that is not public is left as it is.
func (c *Collection[T]) Unpublish(ctx context.Context, at time.Time, ids ...string) error {
	err := c.store.Transaction(ctx, func(ctx context.Context) error {
		var refs []Ref
		for _, id := range ids {
			refs = append(refs, Ref{ID: id})
		}
		last, err := c.lastPublic(ctx, refs)
		if err != nil {
			return err
		}
		var live, drafts, history []mongo.WriteModel
		for id, now := range last {
			if !now.public() {
				continue
			}
			until := latest(at.UTC().Truncate(time.Millisecond), now.Record.From.Add(time.Millisecond))
			note(ctx, c.kind, id, content.Published, TakenBack)
			live = append(live, mongo.NewDeleteOneModel().SetFilter(docID(id)))
			drafts = append(drafts, set(id, bson.D{{Key: "publishedAt", Value: nil}, isChanged(true)}))
			history = append(history, set(now.Record.DocID, bson.D{{Key: "to", Value: until}}))
		}
		return c.writeAll(ctx, live, drafts, history)
	})
	if err != nil {
		return fmt.Errorf("unpublishing %s: %w", c.kind, err)
	}
	return nil
}

// revisions reads revisions as they are stored, and how often each has been public.
func (c *Collection[T]) revisions(ctx context.Context, refs []Ref) (map[Ref]*document[T], map[Ref]int, error) {
	var ids, wanted bson.A
	for _, r := range refs {
		ids = append(ids, r.ID)
		wanted = append(wanted, bson.D{{Key: "id", Value: r.ID}, {Key: "revision", Value: r.Revision}})
	}
	docs, err := c.documents(ctx, append(field("id", "$in", ids), bson.E{Key: "$or", Value: wanted}))
	found, repeats := map[Ref]*document[T]{}, map[Ref]int{}
	for _, d := range docs {
		ref := Ref{d.Entry.Head().ID, d.Entry.Head().Revision}
		found[ref] = d
		if d.Record.From != nil {
			repeats[ref]++
		}
	}
	return found, repeats, err
}

// lastPublic reads the history of what is public now, or of entries that are not, of what was public last, by id.
func (c *Collection[T]) lastPublic(ctx context.Context, refs []Ref) (map[string]*document[T], error) {
	docs, err := c.documents(ctx, append(field("id", "$in", refIDs(refs)), field("to", "$ne", nil)...))
	byID := map[string]*document[T]{}
	for _, d := range docs {
		id := d.Entry.Head().ID
		if last := byID[id]; last == nil || d.Record.To.After(*last.Record.To) {
			byID[id] = d
		}
	}
	return byID, err
}

func refIDs(refs []Ref) []string {
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
	}
	return ids
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// public tells whether this, from the history, is what is public now.
func (d *document[T]) public() bool {
	return d != nil && d.Record.To != nil && d.Record.To.Equal(forever)
}
