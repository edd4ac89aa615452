package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// Change says that an entry was changed. All changes of all entries are in one feed, which whatever follows the content
// reads: the numbers have no gaps, and who has read a number never finds a smaller one later.
type Change struct {
	Sequence int64 // counted from 1
	Kind     content.Kind
	ID       string
	Stage    content.Stage // PUBLISHED if the public reads something else than before, DRAFT if only those do who edit
	What     What
	At       time.Time // of the change itself, whatever time it gave the entry
}

// What was done to an entry.
type What string

// All that can be done to an entry.
const (
	Saved       What = "SAVED"       // it has a new revision
	Moved       What = "MOVED"       // it has a new revision, by which it has another slug, path or label
	PutAway     What = "ARCHIVED"    // it has a new revision, that of having been put away
	BroughtBack What = "RESTORED"    // it has a new revision, made like an earlier one, and is not put away any more
	Publicised  What = "PUBLISHED"   // one of its revisions is public now, in place of another or of none
	TakenBack   What = "UNPUBLISHED" // none of its revisions is public any more
	Erased      What = "ERASED"      // it is gone, with all its revisions
)

const (
	feed        = "changes"
	chunkSize   = 100                 // changes in a document
	chunksKept  = 200                 // at most, however fast they come
	changesKept = 30 * 24 * time.Hour // at least, but for that
)

// chunk is a document of the feed. It has the changes whose numbers divided by its size are its own, one a line, since a
// commit of the embedded engine costs as much as all that there is takes to be written.
type chunk struct {
	Number int64     `bson:"_id"`
	First  int64     `bson:"first"` // the sequence of the first line
	Until  time.Time `bson:"until"` // the time of the last line
	Lines  string    `bson:"lines"` // id, what, stage, time
}

// announce adds changes to the feed, behind the last one.
func (s *Store) announce(ctx context.Context, last int64, changes []Change) error {
	for len(changes) > 0 {
		c, there, err := s.chunkBehind(ctx, last)
		if err != nil {
			return err
		}
		n := min(len(changes), chunkSize-int(last%chunkSize))
		c.add(changes[:n])
		changes, last = changes[n:], last+int64(n)
		if there {
			_, err = s.db.collection(feed).ReplaceOne(ctx, numberedChunk("$eq", c.Number), c)
		} else if _, err = s.db.collection(feed).InsertOne(ctx, c); err == nil {
			err = s.prune(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chunkBehind is where the change belongs that follows on a number.
func (s *Store) chunkBehind(ctx context.Context, last int64) (c chunk, there bool, _ error) {
	number := last / chunkSize
	if last%chunkSize > 0 {
		err := s.db.collection(feed).FindOne(ctx, numberedChunk("$eq", number)).Decode(&c)
		if err != mongo.ErrNoDocuments {
			return c, err == nil, err
		}
	}
	return chunk{Number: number, First: last + 1}, false, nil
}

// prune takes away what is too old, whenever another document of the feed is begun.
func (s *Store) prune(ctx context.Context, begun chunk) error {
	for _, old := range []bson.D{field("until", "$lt", begun.Until.Add(-changesKept)), numberedChunk("$lte", begun.Number-chunksKept)} {
		if _, err := s.db.collection(feed).DeleteMany(ctx, old); err != nil {
			return err
		}
	}
	return nil
}

func numberedChunk(op string, n int64) bson.D { return field("_id", op, n) }

func (c *chunk) add(changes []Change) {
	lines := strings.Builder{}
	for _, x := range changes {
		fmt.Fprintln(&lines, x.ID, x.What, x.Stage, x.At.UnixMilli())
		c.Until = x.At
	}
	c.Lines += lines.String()
}

func (c *chunk) changes() (all []Change, _ error) {
	for line := range strings.Lines(c.Lines) {
		x, at := Change{Sequence: c.First + int64(len(all))}, int64(0)
		if _, err := fmt.Sscan(line, &x.ID, &x.What, &x.Stage, &at); err != nil {
			return nil, fmt.Errorf("change %d cannot be read: %w", x.Sequence, err)
		}
		x.At = time.UnixMilli(at).UTC()
		kind, err := content.KindOf(x.ID)
		if err != nil {
			return nil, fmt.Errorf("change %d is of %q: %w", x.Sequence, x.ID, err)
		}
		x.Kind = kind
		all = append(all, x)
	}
	return all, nil
}

// LastChange returns the sequence of the last change, 0 if there was none yet. Who reads the content from here on may read what
// a later change announces, but nothing from before this one.
func (s *Store) LastChange(ctx context.Context) (int64, error) {
	now, err := s.turn(ctx)
	return now.Sequence, err
}

// Changes returns changes that follow on a sequence, in their order, up to a limit; none only if there are no more. They are
// kept for 30 days, unless there are more than twenty thousand. To a reader who missed some, and to one who asks for what
// follows on a change that there never was, the error has code FELL_BEHIND: he has to read the content anew.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	last, err := s.LastChange(ctx)
	if err != nil || after == last {
		return nil, err
	}
	var chunks []chunk
	order := options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}).SetLimit(int64(limit)/chunkSize + 2)
	cursor, err := s.db.collection(feed).Find(ctx, numberedChunk("$gte", after/chunkSize), order)
	if err == nil {
		err = cursor.All(ctx, &chunks)
	}
	var found []Change
	for _, c := range chunks {
		all, failed := c.changes()
		if failed != nil {
			err = failed
		}
		for _, x := range all {
			// One that does not follow was added between two documents being read, and with it one that was not read.
			if x.Sequence == after+int64(len(found))+1 && len(found) < limit {
				found = append(found, x)
			}
		}
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading changes: %w", err)
	case len(found) == 0:
		return nil, content.Errorf(content.FellBehind, "the changes that follow on %d are not kept any more, or there never were any; "+
			"the last one is %d: read everything anew, and go on from there", after, last)
	}
	return found, nil
}
