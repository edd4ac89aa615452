package store

import (
	"context"
	"errors"
	"iter"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/content/list"
)

// Audit returns a page of the log, newest first; a filter of nil finds all. A window that cannot be is an error of code BAD_INPUT.
func (s *Store) Audit(ctx context.Context, f *audit.Filter, w list.Window) (*list.Connection[*audit.Record], error) {
	where, err := s.auditWhere(ctx, f)
	if err != nil {
		return nil, err
	}
	page, err := s.records.page(ctx, where, places[audit.Record]{
		sorting: sorting{by: "_id", descending: true},
		cursor:  (*audit.Record).Cursor,
		at:      func(cursor string) (any, error) { return audit.Position(cursor) },
	}, w)
	if err != nil {
		return nil, err
	}
	return page, s.withPersonal(ctx, page.Nodes)
}

func (s *Store) auditWhere(ctx context.Context, f *audit.Filter) (bson.D, error) {
	if f == nil {
		return bson.D{}, nil
	}
	var where []bson.D
	if f.Actor != nil {
		by, err := s.personal.find(ctx, field("who.id", "$eq", *f.Actor), sorting{by: "_id"}, 0)
		if err != nil {
			return nil, err
		}
		where = append(where, field("_id", "$in", numbers(by)))
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
	return and(where...), nil
}

func numbers(of []*audit.Personal) bson.A {
	numbers := bson.A{}
	for _, p := range of {
		numbers = append(numbers, p.Number)
	}
	return numbers
}

// withPersonal tells records what they say of people, as far as that was not erased. Of many that are next to each other it reads
// the whole part of the log: looking for each number among all of them takes long.
func (s *Store) withPersonal(ctx context.Context, records []*audit.Record) error {
	if len(records) == 0 {
		return nil
	}
	byNumber, wanted := map[int]*audit.Record{}, bson.A{}
	for _, r := range records {
		byNumber[r.Number], wanted = r, append(wanted, r.Number)
	}
	where := field("_id", "$in", wanted)
	if first, last := records[0].Number, records[len(records)-1].Number; last-first < 2*len(records) && first < last {
		where = and(field("_id", "$gte", first), field("_id", "$lte", last))
	}
	found, err := s.personal.find(ctx, where, sorting{by: "_id"}, 0)
	for _, p := range found {
		if r := byNumber[p.Number]; r != nil {
			r.Personal = *p
		}
	}
	return err
}

const verifyAtOnce = 1000 // records

// VerifyAudit checks the whole log, and that one of its records has the noted hash unless that is empty. See
// [audit.Verify]. Others may write to the log meanwhile.
func (s *Store) VerifyAudit(ctx context.Context, noted string) (end audit.Head, err error) {
	for range 3 { // somebody may be erased meanwhile, which records say that come behind the head
		head, failed := s.auditHead(ctx)
		if failed != nil {
			return audit.Head{}, failed
		}
		end, err = audit.Verify(s.allAudit(ctx, head), head, noted)
		if _, broken := errors.AsType[*audit.Break](err); !broken {
			break
		}
		if now, failed := s.auditHead(ctx); failed != nil || now == head {
			break
		}
	}
	return end, err
}

// allAudit yields the records up to a head, and one behind it if none should be there.
func (s *Store) allAudit(ctx context.Context, head audit.Head) iter.Seq2[audit.Record, error] {
	return func(yield func(audit.Record, error) bool) {
		for last := 0; ; {
			some, err := s.records.find(ctx, beyondNumber(last), sorting{by: "_id"}, verifyAtOnce)
			if err == nil {
				err = s.withPersonal(ctx, some)
			}
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
