package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/network"
)

// Shown returns the file of a sum, as each entry has it that was not put away, and the focal points that it has or had there.
// Who knows the sum of a file of a draft has been told it by somebody who sees that.
func (s *Store) Shown(ctx context.Context, sum string) ([]network.File, []network.Focus, error) {
	entries, err := s.Media.newest(ctx, append(field("file.sum", "$eq", sum), field("archived", "$ne", true)...))
	if err != nil || len(entries) == 0 {
		return nil, nil, err
	}
	var files []network.File
	ids := bson.A{}
	for id, m := range entries {
		ids, files = append(ids, id), append(files, m.File)
	}
	revisions, err := s.Media.documents(ctx, field("id", "$in", ids))
	focuses := []network.Focus{}
	for _, r := range revisions {
		focuses = append(focuses, r.Entry.Focus())
	}
	return files, focuses, err
}

// FileSums returns the sums of the files that any revision of an entry has, put away or not: one command for each collection.
func (s *Store) FileSums(ctx context.Context) (map[string]bool, error) {
	sums := map[string]bool{}
	for _, collection := range []lungo.ICollection{s.Media.draft, s.Media.live, s.Media.history} {
		var found []struct {
			File struct {
				Sum string `bson:"sum"`
			} `bson:"file"`
		}
		only := options.Find().SetProjection(bson.D{{Key: "file.sum", Value: 1}}).SetBatchSize(batchSize)
		cursor, err := collection.Find(ctx, bson.D{}, only)
		if err == nil {
			err = cursor.All(ctx, &found)
		}
		if err != nil {
			return nil, fmt.Errorf("reading which files there are: %w", err)
		}
		for _, f := range found {
			sums[f.File.Sum] = true
		}
	}
	return sums, nil
}

// Uploaded returns the newest revisions of the entries that have the file of a sum, put away or not.
func (s *Store) Uploaded(ctx context.Context, sum string) ([]*network.Media, error) {
	entries, err := s.Media.newest(ctx, field("file.sum", "$eq", sum))
	var all []*network.Media
	for _, m := range entries {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *network.Media) int { return a.UpdatedAt.Compare(b.UpdatedAt) })
	return all, err
}

// referred returns the ids of all that something in the view links to: one command for each kind.
func (s *Store) referred(ctx context.Context, v content.View) ([]string, error) {
	ids := []string{} // never nil, which is no list to a database
	for _, kind := range content.Kinds() {
		some, err := s.byKind[kind].referred(ctx, v)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return ids, nil
}

func (c *Collection[T]) referred(ctx context.Context, v content.View) (ids []string, _ error) {
	found, err := c.look(ctx, v, bson.D{}, []string{"references"})
	for _, doc := range found {
		ids = append(ids, textsOf(doc, "references")...)
	}
	return ids, err
}
