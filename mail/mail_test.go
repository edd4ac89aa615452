package mail_test

import (
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/mail"
)

// Domains become ASCII. What is no address, or one that mail cannot be sent to, is told apart.
func TestASCII(t *testing.T) {
	for address, want := range map[string]string{
		"anna@example.org":    "anna@example.org",
		"anna@müller.example": "anna@xn--mller-kva.example",
		"a+b@straße.example":  "a+b@xn--strae-oqa.example",
		"anna@localhost":      "anna@localhost",
	} {
		if got, ps := mail.ASCII(address); got != want || len(ps) > 0 {
			t.Errorf("%s: %s %v", address, got, ps)
		}
	}
	for address, want := range map[string]content.Code{
		"müller@example.org": mail.Undeliverable, "straße@müller.example": mail.Undeliverable,
		"": content.BadInput, "anna": content.BadInput, "Anna <anna@example.org>": content.BadInput, "anna@example.org\r\nBcc: b@example.org": content.BadInput,
		"anna@a..b": content.BadInput, "anna@-a.example": content.BadInput, "anna@" + strings.Repeat("a", 64) + ".example": content.BadInput, "anna@a_b.example": content.BadInput,
		strings.Repeat("a", 250) + "@b.de": content.BadInput,
	} {
		if got, ps := mail.ASCII(address); got != "" || len(ps) != 1 || ps[0].Code != want || ps[0].DE == "" || ps[0].EN == "" {
			t.Errorf("%q: %s %v", address, got, ps)
		}
	}
}

// A mail is tried again later each time, and keeps no secret once it has ended; after a while it keeps nothing of a person.
func TestStates(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	m := &mail.Mail{ID: "mai_1", Kind: mail.Invitation, State: mail.Waiting, AccountID: "acc_1", To: "anna@example.org", Title: "Einladung", Secret: "pnl_x", Due: now, Until: now.Add(time.Hour * 24 * 7),
		Blocks: []mail.Block{{Text: "Hier", URL: "https://netz.example/#", Secrets: true}}}
	var waits []time.Duration
	for at, last := now, m; at.Before(last.Until); at = last.Due {
		m, last = last, last.Delayed(at, "busy")
		waits = append(waits, last.Due.Sub(at))
	}
	if waits[0] != 5*time.Second || waits[1] != 10*time.Second || waits[9] != 2560*time.Second || waits[10] != time.Hour || waits[len(waits)-1] != time.Hour {
		t.Errorf("it waits %v", waits)
	}
	if m.Attempts != len(waits)-1 || m.Secret == "" || m.State != mail.Waiting || m.NextAttemptAt() == nil || m.SentAt() != nil {
		t.Errorf("waiting: %+v", m)
	}
	if text := *m.Text(); strings.Contains(text, "pnl_x") || !strings.Contains(text, "https://netz.example/#…") || !strings.Contains(m.Plain(), "/#pnl_x") || !strings.Contains(m.HTML(), `"https://netz.example/#pnl_x"`) {
		t.Errorf("it says %q", text)
	}
	for _, ended := range []*mail.Mail{m.Sent(now), m.Refused(now, "no"), m.GivenUp(now, "no")} {
		if ended.Secret != "" || ended.EndedAt == nil || ended.NextAttemptAt() != nil || (ended.State == mail.Sent) != (ended.LastError() == nil) || (ended.State == mail.Sent) != (ended.SentAt() != nil) {
			t.Errorf("ended: %+v", ended)
		}
		c := ended.Cleared()
		if c.AccountID != "" || c.Recipient() != nil || c.Subject() != nil || c.Text() != nil || c.LastError() != nil || c.State != ended.State || c.Attempts != ended.Attempts || c.EndedAt == nil {
			t.Errorf("cleared: %+v", c)
		}
	}
}
