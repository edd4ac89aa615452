package deliver_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/deliver"
	"partnernetz/mail"
	"partnernetz/mail/smtp"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/testkit/post"
)

// office is a store with an outbox, at a time that the test sets.
type office struct {
	*store.Store
	now time.Time
}

func newOffice(t *testing.T) *office {
	s, _ := testkit.Store(t, "none")
	return &office{s, time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
}

func (o *office) clock() time.Time { return o.now }

// postman sends by a server; by none if it is nil.
func (o *office) postman(t *testing.T, server *post.Server) *deliver.Postman {
	t.Helper()
	if server == nil {
		return deliver.New(o.Store, nil, o.clock)
	}
	return deliver.New(o.Store, sender(t, server.Address), o.clock)
}

func sender(t *testing.T, address string) *smtp.Sender {
	t.Helper()
	server, err := smtp.Parse("smtp://" + address + "?tls=none")
	testkit.Must(t, err)
	from, err := smtp.From("netz@example.org")
	testkit.Must(t, err)
	s, err := smtp.NewSender(server, from, "https://netz.example.org")
	testkit.Must(t, err)
	return s
}

// invite has a mail wait, and returns its id.
func (o *office) invite(t *testing.T, name string) string {
	t.Helper()
	m := mail.Invite(mail.Person{AccountID: "acc_" + name, Address: name + "@example.org", Name: "Anna Muster", Locale: content.EN},
		mail.Link{Address: "https://netz.example.org/setup#", Secret: "pnl_" + name, Until: o.now.Add(7 * 24 * time.Hour)}, o.now)
	testkit.Must(t, o.Post(t.Context(), m))
	return m.ID
}

// mails are those of the outbox by their ids.
func (o *office) mails(t *testing.T) map[string]*mail.Mail {
	t.Helper()
	all := 100
	page, err := o.Outbox(t.Context(), nil, list.Window{First: &all})
	testkit.Must(t, err)
	byID := map[string]*mail.Mail{}
	for _, m := range page.Nodes {
		byID[m.ID] = m
	}
	return byID
}

// Whatever the server does, each mail arrives: twice only where the server had taken it and did not say so, and then the same.
func TestEachArrives(t *testing.T) {
	o := newOffice(t)
	turns := [][]post.Answer{
		{post.Take}, {post.NotNow, post.NotNow}, {post.HangUp}, {post.Wait}, {post.HangUpTaken}, {post.HangUpThanks}, {post.NotNow, post.HangUpTaken, post.HangUp, post.NotNow}}
	server := post.Open(t, post.Options{NoTLS: true, Answer: func(to string, times int) post.Answer {
		var n int
		_, _ = fmt.Sscanf(to, "n%d@", &n)
		if times < len(turns[n]) {
			return turns[n][times]
		}
		return post.Take
	}})
	for n := range turns {
		o.invite(t, fmt.Sprint("n", n))
	}
	p := o.postman(t, server)
	for range 10 {
		testkit.Must(t, p.Send(t.Context()))
		o.now = o.now.Add(time.Hour)
	}
	copies := map[string][]string{}
	for _, l := range server.Letters() {
		copies[l.To] = append(copies[l.To], l.Data)
	}
	for n, turn := range turns {
		to, taken := fmt.Sprintf("n%d@example.org", n), 1
		if turn[0] == post.HangUpTaken || len(turn) > 1 && turn[1] == post.HangUpTaken {
			taken = 2
		}
		if len(copies[to]) != taken {
			t.Errorf("%s has %d mails, want %d", to, len(copies[to]), taken)
		}
		for _, c := range copies[to] {
			if c != copies[to][0] || !strings.Contains(c, fmt.Sprintf("setup#pnl_n%d", n)) || !strings.Contains(c, "Message-ID: <mai_") {
				t.Errorf("%s has\n%s", to, c)
			}
		}
	}
	for _, m := range o.mails(t) {
		if m.State != mail.Sent || m.SentAt() == nil || m.LastError() != nil || m.Secret != "" {
			t.Errorf("in the outbox: %+v", m)
		}
	}
}

// What a server refuses for good is not sent again, and the outbox says why. What it does not take in time is given up.
func TestGivenUp(t *testing.T) {
	o := newOffice(t)
	server := post.Open(t, post.Options{NoTLS: true, Answer: func(to string, _ int) post.Answer {
		return map[string]post.Answer{"never@example.org": post.Never, "notthis@example.org": post.NotThis, "later@example.org": post.NotNow}[to]
	}})
	never, notThis, later, taken := o.invite(t, "never"), o.invite(t, "notthis"), o.invite(t, "later"), o.invite(t, "anna")
	shown := mail.Invite(mail.Person{AccountID: "acc_2", Address: "shown@example.org"}, mail.Link{Address: "https://netz.example.org/setup#", Until: o.now.Add(time.Hour)}, o.now)
	testkit.Must(t, o.Post(t.Context(), shown))
	p := o.postman(t, server)
	for range 8 * 24 {
		testkit.Must(t, p.Send(t.Context()))
		o.now = o.now.Add(time.Hour)
	}
	mails := o.mails(t)
	for id, want := range map[string]string{never: "550", notThis: "554", later: "could not be sent in time", shown.ID: "shown to whoever asked"} {
		if m := mails[id]; m.State != mail.Failed || m.LastError() == nil || !strings.Contains(*m.LastError(), want) || m.Secret != "" || m.EndedAt == nil {
			t.Errorf("%+v, want %s", m, want)
		}
	}
	if mails[taken].State != mail.Sent {
		t.Errorf("the others: %+v", mails[taken])
	}
	if a, b, c, d := server.Asked("never@example.org"), server.Asked("notthis@example.org"), server.Asked("later@example.org"), server.Asked("shown@example.org"); a != 1 || b != 1 || c < 100 || c > 200 || d != 0 {
		t.Errorf("it was asked %d, %d, %d, %d times", a, b, c, d)
	}
}

// While there is no service all mails wait, and one of them alone finds out.
func TestNoService(t *testing.T) {
	o := newOffice(t)
	for n := range 3 {
		o.invite(t, fmt.Sprint("n", n))
	}
	down := deliver.New(o.Store, sender(t, "127.0.0.1:1"), o.clock)
	testkit.Must(t, down.Send(t.Context()))
	tried := 0
	for _, m := range o.mails(t) {
		if tried += m.Attempts; m.State != mail.Waiting || (m.LastError() == nil) != (m.Attempts == 0) || !m.NextAttemptAt().After(o.now) || m.Secret == "" {
			t.Errorf("%+v", m)
		}
	}
	if tried != 1 {
		t.Errorf("%d attempts, where the first tells that all would fail", tried)
	}
	server := post.Open(t, post.Options{NoTLS: true})
	testkit.Must(t, o.postman(t, server).Send(t.Context()))
	if n := len(server.Letters()); n != 0 {
		t.Errorf("%d mails were sent ahead of their time", n)
	}
	o.now = o.now.Add(time.Minute)
	testkit.Must(t, o.postman(t, server).Send(t.Context()))
	if n := len(server.Letters()); n != 3 {
		t.Errorf("%d mails were sent", n)
	}
}

// Without a server mails wait, until they are given up. After a while nothing in the outbox says to whom they were.
func TestTidy(t *testing.T) {
	o := newOffice(t)
	server := post.Open(t, post.Options{NoTLS: true})
	sent := o.invite(t, "anna")
	testkit.Must(t, o.postman(t, server).Send(t.Context()))
	waiting := o.invite(t, "berta")
	none := o.postman(t, nil)
	pass := func(d time.Duration) map[string]*mail.Mail {
		o.now = o.now.Add(d)
		testkit.Must(t, none.Send(t.Context()))
		testkit.Must(t, none.Tidy(t.Context()))
		return o.mails(t)
	}
	if m := pass(7*24*time.Hour - time.Second)[waiting]; m.State != mail.Waiting || m.Recipient() == nil || m.Secret == "" {
		t.Errorf("ahead of its end: %+v", m)
	}
	if m := pass(time.Second)[waiting]; m.State != mail.Failed || m.Recipient() == nil || m.Secret != "" {
		t.Errorf("after its end: %+v", m)
	}
	if m := pass(23*24*time.Hour - time.Second)[sent]; m.Recipient() == nil || m.Text() == nil {
		t.Errorf("ahead of 30 days: %+v", m)
	}
	after := pass(time.Second)
	if m := after[sent]; m.Recipient() != nil || m.Text() != nil || m.Subject() != nil || m.AccountID != "" || m.State != mail.Sent || m.SentAt() == nil {
		t.Errorf("after 30 days: %+v", m)
	}
	if m := after[waiting]; m.Recipient() == nil {
		t.Errorf("of the other: %+v", m)
	}
}

// A mail is there if and only if its cause is, and is not sent once it was withdrawn.
func TestCause(t *testing.T) {
	o := newOffice(t)
	broken := errors.New("broken")
	err := o.Transaction(t.Context(), func(ctx context.Context) error {
		m := mail.RemindOfReport(mail.Person{AccountID: "acc_1", Address: "a@example.org"}, mail.MissingReport{}, o.now)
		if err := o.Post(ctx, m); err != nil {
			return err
		}
		return broken
	})
	if n := len(o.mails(t)); !errors.Is(err, broken) || n != 0 {
		t.Errorf("%v, and %d mails", err, n)
	}
	o.invite(t, "anna")
	kept := o.invite(t, "berta")
	testkit.Must(t, o.Post(t.Context(), mail.RemindOfReport(mail.Person{AccountID: "acc_anna", Address: "anna@example.org"}, mail.MissingReport{}, o.now)))
	testkit.Must(t, o.Withdraw(t.Context(), "acc_anna", mail.Invitation, mail.Reset))
	if n := len(o.mails(t)); n != 2 {
		t.Errorf("%d mails are left", n)
	}
	testkit.Must(t, o.Withdraw(t.Context(), "acc_anna"))
	if left := o.mails(t); len(left) != 1 || left[kept] == nil {
		t.Errorf("left are %v", left)
	}
}

// Several instances send each mail once.
func TestInstances(t *testing.T) {
	dbs := testkit.Databases(t, 3)
	server := post.Open(t, post.Options{NoTLS: true})
	var all sync.WaitGroup
	var first *office
	for i, db := range dbs {
		s, err := store.New(t.Context(), db)
		testkit.Must(t, err)
		t.Cleanup(s.Close)
		o := &office{s, time.Now()}
		if i == 0 {
			first = o
			for n := range 20 {
				o.invite(t, fmt.Sprint("n", n))
			}
		}
		p := deliver.New(s, sender(t, server.Address), time.Now)
		all.Go(func() {
			for range 20 {
				if err := p.Send(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(server.Letters()); n != 20 {
		t.Errorf("%d mails were sent", n)
	}
	for _, m := range first.mails(t) {
		if m.State != mail.Sent || m.Attempts != 1 {
			t.Errorf("%+v", m)
		}
	}
}
