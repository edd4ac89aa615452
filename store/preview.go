package store

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// readPreview decodes what a preview link shows: the drafts that it is for, and of all else what is public. These are in two
// collections, so what comes of both is put in order and cut here.
func (c *Collection[T]) readPreview(ctx context.Context, v content.View, where bson.D, into any, opts ...*options.FindOptions) error {
	public, own := v, slices.DeleteFunc(v.Scope.Shown(), func(id string) bool { k, _ := content.KindOf(id); return k != c.kind })
	public.Stage = content.Published
	if len(own) == 0 {
		return c.readOne(ctx, public, where, into, opts...)
	}
	o := *options.MergeFindOptions(opts...)
	if o.Sort != nil {
		o.Projection = nil // or what it is sorted by would be missing
	}
	var all []bson.Raw
	for _, part := range []struct {
		view  content.View
		where bson.D
	}{{v, where}, {public, and(where, field("id", "$nin", own))}} {
		var some []bson.Raw
		if err := c.readOne(ctx, part.view, part.where, &some, &o); err != nil {
			return err
		}
		all = append(all, some...)
	}
	if by, ok := o.Sort.(bson.D); ok {
		slices.SortStableFunc(all, func(a, b bson.Raw) int { return compareBy(by, a, b) })
	}
	if o.Limit != nil && *o.Limit > 0 {
		all = all[:min(int(*o.Limit), len(all))]
	}
	list := reflect.ValueOf(into).Elem()
	for _, raw := range all {
		item := reflect.New(list.Type().Elem())
		if err := bson.Unmarshal(raw, item.Interface()); err != nil {
			return err
		}
		list.Set(reflect.Append(list, item.Elem()))
	}
	return nil
}

// compareBy compares documents by fields that hold text, as lists are sorted by.
func compareBy(by bson.D, a, b bson.Raw) int {
	for _, column := range by {
		if n := cmp.Compare(shownAt(a, column.Key), shownAt(b, column.Key)); n != 0 {
			return n * column.Value.(int)
		}
	}
	return 0
}

// shownAt returns the text at a path with dots; empty where there is none, which comes first in a database too.
func shownAt(doc bson.Raw, path string) string {
	s, _ := doc.Lookup(strings.Split(path, ".")...).StringValueOK()
	return s
}
