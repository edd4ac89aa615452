package store

import (
	"maps"
	"slices"
	"testing"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/network"
)

// A file is known as long as any revision has it, wherever that is.
func TestFileSums(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	t.Cleanup(s.Close)
	none, err := s.FileSums(ctx)
	must(t, err)
	if len(none) != 0 {
		t.Errorf("an empty database has %v", none)
	}
	for sum, c := range map[string]lungo.ICollection{"draft": s.Media.draft, "live": s.Media.live, "history": s.Media.history} {
		_, err := c.InsertOne(ctx, bson.D{{Key: "_id", Value: sum}, {Key: "id", Value: sum}, {Key: "file", Value: bson.D{{Key: "sum", Value: sum}}}})
		must(t, err)
	}
	_, err = s.Media.Save(ctx, Stamp{}, &network.Media{
		Meta: content.Meta{ID: content.NewID(content.MediaFiles), Archived: true}, Slug: "a", File: network.File{Sum: "put away"}})
	must(t, err)
	got, err := s.FileSums(ctx)
	must(t, err)
	if sums := slices.Sorted(maps.Keys(got)); !slices.Equal(sums, []string{"draft", "history", "live", "put away"}) {
		t.Errorf("known are %v", sums)
	}
}
