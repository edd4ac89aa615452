package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/network"
)

// pins is the field of a document of the history with the ids of the releases that have the revision. It is not part of record, so
// that a revision that becomes public again is not in a release twice.
const pins = "pinnedBy"

// Pin is that a release has a revision.
type Pin struct {
	Release string
	Ref
}

// Pin notes that a release has all that is public now, save for other releases, and the revisions named: of what those are of, no
// public one besides.
func (s *Store) Pin(ctx context.Context, release string, named ...Ref) error {
	ids, byKind := refIDs(named), map[content.Kind]bson.A{}
	for _, r := range named {
		kind, err := content.KindOf(r.ID)
		if err != nil {
			return err
		}
		byKind[kind] = append(byKind[kind], docID(r.ID+"@"+strconv.Itoa(r.Revision)))
	}
	for _, c := range s.All() {
		if c.Kind() == content.Releases {
			continue
		}
		public := append(append(field("to", "$eq", forever), field("id", "$nin", ids)...), released(c.Kind())...)
		which := append(bson.A{public}, byKind[c.Kind()]...)
		if err := c.pin(ctx, release, bson.D{{Key: "$or", Value: which}}); err != nil {
			return fmt.Errorf("pinning %s: %w", c.Kind(), err)
		}
	}
	return nil
}

// Unpin notes that a release has nothing any more.
func (s *Store) Unpin(ctx context.Context, release string) error {
	for _, c := range s.All() {
		if err := c.unpin(ctx, release); err != nil {
			return fmt.Errorf("unpinning %s: %w", c.Kind(), err)
		}
	}
	return nil
}

// Pinned returns which revisions releases have: one command for each kind.
func (s *Store) Pinned(ctx context.Context, releases []string) (all []Pin, _ error) {
	for _, c := range s.All() {
		some, err := c.pinned(ctx, releases)
		if err != nil {
			return nil, fmt.Errorf("reading what releases have of %s: %w", c.Kind(), err)
		}
		all = append(all, some...)
	}
	return all, nil
}

// PublicStates tells which revisions a release would have if it were frozen now, by id: one command for each kind. The reports on its
// year are apart from that; see ReportsOn.
func (s *Store) PublicStates(ctx context.Context) (map[string]State, error) {
	all := map[string]State{}
	for _, c := range s.All() {
		if c.Kind() == content.Releases {
			continue
		}
		states, err := c.released(ctx)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, states)
	}
	return all, nil
}

// released lets through what of a kind a release takes in: not the files of other releases.
func released(k content.Kind) bson.D {
	if k == content.MediaFiles {
		return field("release", "$eq", nil)
	}
	return bson.D{}
}

func (c *Collection[T]) released(ctx context.Context) (map[string]State, error) {
	return c.states(ctx, content.PublicView(), released(c.kind))
}

// ReleaseNamed returns the newest revision of the release of a label, for whoever asks: who may see it is for the caller to find.
// Nil if there is none, or it was put away.
func (s *Store) ReleaseNamed(ctx context.Context, label string) (*network.Release, error) {
	return s.Releases.one(ctx, content.Everything(), field("label", "$eq", label))
}

// pinnedDocuments reads the ids and pins of documents of the history.
func (c *Collection[T]) pinnedDocuments(ctx context.Context, where bson.D) (docs bsonkit.List, _ error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	only := bson.D{{Key: "_id", Value: 1}, {Key: "id", Value: 1}, {Key: "revision", Value: 1}, {Key: pins, Value: 1}}
	cursor, err := c.history.Find(ctx, where, options.Find().SetProjection(only).SetBatchSize(batchSize))
	if err == nil {
		err = cursor.All(ctx, &docs)
	}
	return docs, err
}

func (c *Collection[T]) pin(ctx context.Context, release string, which bson.D) error {
	return c.repin(ctx, which, func(by []string) []string {
		if slices.Contains(by, release) {
			return by
		}
		return append(by, release)
	})
}

func (c *Collection[T]) unpin(ctx context.Context, release string) error {
	return c.repin(ctx, bson.D{{Key: pins, Value: release}}, func(by []string) []string {
		return slices.DeleteFunc(by, func(id string) bool { return id == release })
	})
}

// repin changes the pins of documents of the history.
func (c *Collection[T]) repin(ctx context.Context, where bson.D, change func([]string) []string) error {
	docs, err := c.pinnedDocuments(ctx, where)
	models := make([]mongo.WriteModel, 0, len(docs))
	for _, d := range docs {
		by := change(textsOf(d, pins))
		if by == nil {
			by = []string{}
		}
		models = append(models, set(textAt(d, "_id"), bson.D{{Key: pins, Value: by}}))
	}
	if err != nil || len(models) == 0 {
		return err
	}
	return c.write(ctx, c.history, models)
}

func (c *Collection[T]) pinned(ctx context.Context, releases []string) (all []Pin, _ error) {
	docs, err := c.pinnedDocuments(ctx, field(pins, "$in", releases))
	for _, d := range docs {
		for _, release := range textsOf(d, pins) {
			if slices.Contains(releases, release) {
				all = append(all, Pin{release, Ref{textAt(d, "id"), numberAt(d, "revision")}})
			}
		}
	}
	return all, err
}
