package store

import (
	"context"
	"encoding/base64"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/mail"
)

const mailsAtOnce = 100

// Post puts mails into the outbox: in a transaction, if and only if what they are about happens.
func (s *Store) Post(ctx context.Context, mails ...*mail.Mail) error {
	for _, m := range mails {
		if err := s.outbox.Add(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes mails to an account that wait out of the outbox: those of some kinds, or all if none is named.
func (s *Store) Withdraw(ctx context.Context, account string, kinds ...mail.Kind) error {
	where := append(field("account", "$eq", account), field("state", "$eq", mail.Waiting)...)
	if kinds != nil {
		where = append(where, field("kind", "$in", kinds)...)
	}
	return s.outbox.remove(ctx, where)
}

// WithdrawAbout takes mails on one thing that wait out of the outbox.
func (s *Store) WithdrawAbout(ctx context.Context, what string) error {
	return s.outbox.remove(ctx, append(field("about", "$eq", what), field("state", "$eq", mail.Waiting)...))
}

// DueMails returns mails that were to be sent by a moment, the most overdue first: not all if there are many.
func (s *Store) DueMails(ctx context.Context, at time.Time) ([]*mail.Mail, error) {
	return s.outbox.find(ctx, append(field("state", "$eq", mail.Waiting), field("due", "$lte", at)...), sorting{by: "due"}, mailsAtOnce)
}

// StaleMails returns mails that wait and are to be given up by a moment, and those that were sent or given up by another and still say
// to whom: not all if there are many.
func (s *Store) StaleMails(ctx context.Context, until, ended time.Time) ([]*mail.Mail, error) {
	late, err := s.outbox.find(ctx, append(field("state", "$eq", mail.Waiting), field("until", "$lte", until)...), sorting{by: "due"}, mailsAtOnce)
	if err != nil {
		return nil, err
	}
	old, err := s.outbox.find(ctx, append(field("endedAt", "$lte", ended), field("to", "$gt", "")...), sorting{by: "due"}, mailsAtOnce)
	return append(late, old...), err
}

// MoveMails puts mails in place of what they were, unless they are no longer that.
func (s *Store) MoveMails(ctx context.Context, was []*mail.Mail, next func(*mail.Mail) *mail.Mail) error {
	return s.Transaction(ctx, func(ctx context.Context) error {
		for _, m := range was {
			same := append(docID(m.ID), append(field("state", "$eq", m.State), field("attempts", "$eq", m.Attempts)...)...)
			if _, err := s.outbox.replace(ctx, same, next(m)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Outbox returns a page of mails, newest first, in all states or one. A window that cannot be is an error of code BAD_INPUT.
func (s *Store) Outbox(ctx context.Context, state *mail.State, w list.Window) (*mail.Connection, error) {
	where := bson.D{}
	if state != nil {
		where = field("state", "$eq", *state)
	}
	return s.outbox.page(ctx, where, places[mail.Mail]{
		sorting: sorting{by: "_id", descending: true},
		cursor:  func(m *mail.Mail) string { return base64.RawURLEncoding.EncodeToString([]byte(m.ID)) },
		at: func(cursor string) (any, error) {
			id, err := base64.RawURLEncoding.DecodeString(cursor)
			if err != nil {
				return nil, content.Errorf(content.BadInput, "this is not a cursor")
			}
			return string(id), nil
		},
	}, w)
}

// forgetMails removes the mails to the person, and those that name the person.
func (f *forgetting) forgetMails(ctx context.Context) error {
	all, err := f.outbox.find(ctx, field("to", "$gt", ""), sorting{by: "_id"}, 0)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.AccountID != f.id && !f.names(m.To+"\n"+m.Title+"\n"+m.Plain()) {
			continue
		}
		if f.found.Mails++; f.dryRun {
			continue
		}
		if err := f.Transaction(ctx, func(ctx context.Context) error { return f.outbox.remove(ctx, docID(m.ID)) }); err != nil {
			return err
		}
	}
	return nil
}
