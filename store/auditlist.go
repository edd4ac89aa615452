package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/audit"
	"partnernetz/content/list"
)

// Audit returns a page of the log, newest first; a filter of nil finds all. A window that cannot be is an error of code BAD_INPUT.
func (s *Store) Audit(ctx context.Context, f *audit.Filter, w list.Window) (*list.Connection[*audit.Record], error) {
	limit, last, err := w.Size()
	if err != nil {
		return nil, err
	}
	after, err := audit.Position(w.After)
	if err != nil {
		return nil, err
	}
	before, err := audit.Position(w.Before)
	if err != nil {
		return nil, err
	}
	where := auditWhere(f)
	records, err := s.audit(ctx, and(where, numbered("$lt", after), numbered("$gt", before)), !last, limit+1)
	if err != nil {
		return nil, err
	}
	more := len(records) > limit // one more than asked for shows whether there is
	records = records[:min(limit, len(records))]
	if last {
		slices.Reverse(records)
	}
	// beyond looks for a record outside of what was asked for, unless one inside was already left over.
	beyond := func(op string, end int, more bool) func(context.Context) (bool, error) {
		return func(ctx context.Context) (bool, error) {
			if more || end == 0 {
				return more, nil
			}
			found, err := s.audit(ctx, and(where, numbered(op, end)), true, 1)
			return len(found) > 0, err
		}
	}
	return &list.Connection[*audit.Record]{
		Nodes:       records,
		Cursor:      (*audit.Record).Cursor,
		Total:       func(ctx context.Context) (int, error) { return s.auditCount(ctx, where) },
		HasPrevious: beyond("$gte", after, more && last),
		HasNext:     beyond("$lte", before, more && !last),
	}, nil
}

// numbered compares the number of a record with one that is given; 0 lets through all.
func numbered(op string, n int) bson.D {
	if n == 0 {
		return bson.D{}
	}
	return field("_id", op, n)
}

func auditWhere(f *audit.Filter) bson.D {
	if f == nil {
		return bson.D{}
	}
	var where []bson.D
	if f.Actor != nil {
		where = append(where, field("actorId", "$eq", *f.Actor))
	}
	if f.Actions != nil {
		where = append(where, field("action", "$in", f.Actions))
	}
	if f.Subject != nil {
		where = append(where, field("subjects", "$eq", *f.Subject))
	}
	if f.From != nil {
		where = append(where, field("at", "$gte", *f.From))
	}
	if f.To != nil {
		where = append(where, field("at", "$lt", *f.To))
	}
	return and(where...)
}

func (s *Store) audit(ctx context.Context, where bson.D, newestFirst bool, limit int) (records []*audit.Record, err error) {
	if err = spend(ctx); err == nil {
		opts := options.Find().SetSort(bson.D{{Key: "_id", Value: direction(newestFirst)}}).SetLimit(int64(limit)).SetBatchSize(batchSize)
		cursor, failed := s.db.collection(auditRecords).Find(ctx, where, opts)
		if err = failed; err == nil {
			err = cursor.All(ctx, &records)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("reading the audit log: %w", err)
	}
	return records, nil
}

func (s *Store) auditCount(ctx context.Context, where bson.D) (int, error) {
	err := spend(ctx)
	if err == nil {
		var n int64
		if n, err = s.db.collection(auditRecords).CountDocuments(ctx, where); err == nil {
			return int(n), nil
		}
	}
	return 0, fmt.Errorf("counting the audit log: %w", err)
}

const verifyAtOnce = 1000 // records

// VerifyAudit checks the whole log, and that one of its records has the noted hash unless that is empty. See
// [audit.Verify]. Others may write to the log meanwhile.
func (s *Store) VerifyAudit(ctx context.Context, noted string) (audit.Head, error) {
	head, err := s.auditHead(ctx)
	if err != nil {
		return audit.Head{}, err
	}
	return audit.Verify(s.allAudit(ctx, head), head, noted)
}

// allAudit yields the records up to a head, and one behind it if none should be there.
func (s *Store) allAudit(ctx context.Context, head audit.Head) iter.Seq2[audit.Record, error] {
	return func(yield func(audit.Record, error) bool) {
		for last := 0; ; {
			some, err := s.audit(ctx, beyondNumber(last), false, verifyAtOnce)
			if err != nil {
				yield(audit.Record{}, err)
				return
			}
			for _, r := range some {
				if r.Number > head.Number {
					// Written meanwhile, if the head has moved too. It does that together with the record.
					if now, err := s.auditHead(ctx); err != nil || now == head {
						yield(*r, err)
					}
					return
				}
				if !yield(*r, nil) {
					return
				}
				last = r.Number
			}
			if len(some) < verifyAtOnce {
				return
			}
		}
	}
}

// beyondNumber lets through all that is not among the records up to a number: also what has no number, and should not be there.
func beyondNumber(n int) bson.D {
	if n == 0 {
		return bson.D{}
	}
	return bson.D{{Key: "$nor", Value: bson.A{field("_id", "$lte", n)}}}
}
