package store

import (
	"context"
	"math"
	"slices"
	"strconv"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
)

// forgetDetails takes out of the audit log what was said of something and names the person, and what their API tokens are called.
func (f *forgetting) forgetDetails(ctx context.Context) error {
	made, err := f.records.find(ctx, append(field("action", "$in", []audit.Action{audit.TokenCreated, audit.TokenRevoked}), field("subjects", "$eq", f.id)...), sorting{by: "_id"}, 0)
	if err != nil {
		return err
	}
	tokens := map[int]bool{}
	for _, r := range made {
		tokens[r.Number] = true
	}
	return f.forgetPersonal(ctx, "said", field("said.text", "$gt", ""), &f.found.Details, func(p *audit.Personal) bool {
		return tokens[p.Number] || f.names(p.Said.Text)
	})
}

// forgetActors takes the person out of the records of what they did.
func (f *forgetting) forgetActors(ctx context.Context) error {
	return f.forgetPersonal(ctx, "who", field("who.id", "$eq", f.id), &f.found.Records, func(*audit.Personal) bool { return true })
}

// forgetPersonal erases a part of what is kept apart from records, and counts it. Each time the log says of which records: without
// that they are broken.
func (f *forgetting) forgetPersonal(ctx context.Context, part string, where bson.D, count *int, of func(*audit.Personal) bool) error {
	for mark := math.MinInt; ; {
		some, err := f.personal.find(ctx, append(field("_id", "$gt", mark), where...), sorting{by: "_id"}, forgetAtOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		mark = some[len(some)-1].Number
		some = slices.DeleteFunc(some, func(p *audit.Personal) bool { return !of(p) })
		if *count += len(some); len(some) == 0 || f.dryRun {
			continue
		}
		var subject []string
		for _, p := range some {
			subject = append(subject, strconv.Itoa(p.Number))
		}
		err = f.Transaction(ctx, func(ctx context.Context) error {
			gone := bson.D{{Key: "$unset", Value: bson.D{{Key: part, Value: ""}}}}
			if _, err := f.personal.documents.UpdateMany(ctx, field("_id", "$in", numbers(some)), gone); err != nil {
				return err
			}
			return f.Record(ctx, audit.Event{Action: audit.PersonErased, Subject: subject})
		})
		if err != nil {
			return err
		}
	}
}
