// Package deliver brings what the program has for others to them: the mails of the outbox.
package deliver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"partnernetz/mail"
	"partnernetz/mail/smtp"
	"partnernetz/store"
)

const (
	tick     = time.Second
	tidyTick = time.Hour
	grace    = 10 * time.Second // for the mail that is being sent when the program is told to stop
)

// Postman sends the mails of the outbox. Each goes out at least once; more than once only if nobody could say whether it had.
type Postman struct {
	store  *store.Store
	sender *smtp.Sender // nil if there is no server; then mails stay in the outbox
	clock  func() time.Time
}

// New makes a postman. The clock is time.Now but in tests.
func New(s *store.Store, sender *smtp.Sender, clock func() time.Time) *Postman {
	return &Postman{s, sender, clock}
}

func (p *Postman) now() time.Time { return p.clock().UTC().Truncate(time.Millisecond) }

// Keep sends mails as they fall due, until the context ends. Any number of instances may do so.
func (p *Postman) Keep(ctx context.Context) {
	for tidied := (time.Time{}); ; {
		if time.Since(tidied) >= tidyTick {
			p.do(ctx, "tidying the outbox", p.Tidy)
			tidied = time.Now()
		}
		p.do(ctx, "sending mails", p.Send)
		select {
		case <-ctx.Done():
			return
		case <-time.After(tick):
		}
	}
}

func (p *Postman) do(ctx context.Context, what string, fn func(context.Context) error) {
	if err := fn(ctx); err != nil && ctx.Err() == nil {
		slog.Error(what+"; trying again", "error", err)
	}
}

// Send sends all mails that are due, unless another instance is about to.
func (p *Postman) Send(ctx context.Context) error {
	if p.sender == nil {
		return nil
	}
	due, err := p.store.DueMails(ctx, p.now())
	if err != nil || len(due) == 0 { // mostly; then nothing is written for the lease
		return err
	}
	_, err = p.store.Alone(ctx, "outbox", p.sendDue)
	return err
}

func (p *Postman) sendDue(ctx context.Context) error {
	written := context.WithoutCancel(ctx) // what became of a mail is noted even if the program is about to stop
	for ctx.Err() == nil {
		due, err := p.store.DueMails(ctx, p.now())
		if err != nil || len(due) == 0 {
			return err
		}
		for i, m := range due {
			if ctx.Err() != nil {
				return nil
			}
			err := p.send(ctx, m)
			if e, ok := errors.AsType[*smtp.Error](err); ok && e.NoService { // nor would it take the others
				slog.Warn("the mail server does not take mails; trying again", "error", e)
				tried := m.Delayed(p.now(), e.Words)
				return p.store.MoveMails(written, due[i:], func(o *mail.Mail) *mail.Mail {
					if o == m {
						return tried
					}
					return o.Postponed(tried.Due)
				})
			}
			if err := p.store.MoveMails(written, due[i:i+1], func(m *mail.Mail) *mail.Mail { return p.after(m, err) }); err != nil {
				return fmt.Errorf("noting what became of mail %s: %w", m.ID, err)
			}
		}
	}
	return nil
}

var (
	errExpired = errors.New("it could not be sent in time")
	errShown   = errors.New("there was no mail server at the time, so the address in it was shown to whoever asked for it")
)

// send tries to send a mail. A program that is told to stop gives it a little time.
func (p *Postman) send(ctx context.Context, m *mail.Mail) error {
	switch {
	case !p.now().Before(m.Until):
		return errExpired
	case m.NeedsSecret() && m.Secret == "":
		return errShown
	}
	sending, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })()
	return p.sender.Send(sending, m)
}

// after is a mail after an attempt. The log does not say whom it was to, nor what the server said, which may.
func (p *Postman) after(m *mail.Mail, err error) *mail.Mail {
	e, answered := errors.AsType[*smtp.Error](err)
	switch {
	case err == nil:
		return m.Sent(p.now())
	case errors.Is(err, errExpired) || errors.Is(err, errShown):
		return m.GivenUp(p.now(), err.Error())
	case answered && e.Refused:
		slog.Warn("a mail was refused for good", "mail", m.ID, "kind", m.Kind, "code", e.Code)
		return m.Refused(p.now(), e.Words)
	}
	return m.Delayed(p.now(), err.Error())
}

// Tidy gives up mails that could not be sent in time, and clears those that were sent or given up a while ago.
func (p *Postman) Tidy(ctx context.Context) error {
	stale := func() ([]*mail.Mail, error) { return p.store.StaleMails(ctx, p.now(), p.now().Add(-mail.Keep)) }
	for {
		old, err := stale()
		if err != nil || len(old) == 0 {
			return err
		}
		did, err := p.store.Alone(ctx, "outbox", func(ctx context.Context) error {
			return p.store.MoveMails(ctx, old, func(m *mail.Mail) *mail.Mail {
				if m.State == mail.Waiting {
					return m.GivenUp(p.now(), errExpired.Error())
				}
				return m.Cleared()
			})
		})
		if err != nil || !did {
			return err
		}
	}
}
