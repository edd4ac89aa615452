// Package mail is what the program writes to people, and how far each of its mails has come.
package mail

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
)

// Kind is what a mail is for.
type Kind string

// The kinds.
const (
	Invitation     Kind = "INVITATION"      // to an account
	Reset          Kind = "RESET"           // of a password
	ReportReminder Kind = "REPORT_REMINDER" // of a report that is missing
)

// State is how far a mail has come.
type State string

// The states.
const (
	Waiting State = "WAITING" // to be sent, for the first time or again
	Sent    State = "SENT"    // a server has taken it
	Failed  State = "FAILED"  // it is given up
)

// Mail is something that the program writes to one person. It is in the outbox from the moment on that its cause is.
type Mail struct {
	ID          string         `bson:"_id"` // ids that were made later are greater
	Kind        Kind           `bson:"kind"`
	State       State          `bson:"state"`
	AccountID   string         `bson:"account,omitempty"` // of the person
	About       string         `bson:"about,omitempty"`   // what it is on; of several mails on one thing only the last is sent
	To          string         `bson:"to,omitempty"`      // the address
	Locale      content.Locale `bson:"locale"`
	Title       string         `bson:"subject,omitempty"`
	Blocks      []Block        `bson:"blocks,omitempty"`
	Secret      string         `bson:"secret,omitempty"`      // the end of the address of a link; only while the mail waits
	Unsubscribe string         `bson:"unsubscribe,omitempty"` // the address where the person can do without such mails
	Attempts    int            `bson:"attempts"`
	Refusal     string         `bson:"lastError,omitempty"` // what came of the last attempt that failed
	CreatedAt   time.Time      `bson:"createdAt"`
	Due         time.Time      `bson:"due"`               // when it is to be sent, at the earliest
	Until       time.Time      `bson:"until"`             // when it is given up
	EndedAt     *time.Time     `bson:"endedAt,omitempty"` // when it was sent or given up
}

// What the schema has for lists of mails.
type (
	Connection = list.Connection[*Mail]
	Edge       = list.Edge[*Mail]
)

// Person is somebody to write to.
type Person struct {
	AccountID, Address, Name string
	Locale                   content.Locale
}

// write begins a mail, which is given up after a time.
func write(k Kind, to Person, now time.Time, lasts time.Duration) *Mail {
	id := fmt.Sprintf("mai_%011x%s", now.UnixMilli(), strings.ToLower(rand.Text()[:16]))
	m := &Mail{ID: id, Kind: k, State: Waiting, AccountID: to.AccountID, To: to.Address, Locale: content.DE, CreatedAt: now, Due: now, Until: now.Add(lasts)}
	if to.Locale == content.EN {
		m.Locale = content.EN
	}
	return m
}

// say adds a paragraph in the language of the mail.
func (m *Mail) say(de, en string) { m.Blocks = append(m.Blocks, Block{Text: m.in(de, en)}) }

// in returns which of two texts is in the language of the mail.
func (m *Mail) in(de, en string) string {
	if m.Locale == content.EN {
		return en
	}
	return de
}

// greet begins the text.
func (m *Mail) greet(p Person) { m.say("Guten Tag "+p.Name+",", "Dear "+p.Name+",") }

// day is a day in Berlin as readers of the mail write it.
func (m *Mail) day(t time.Time) string {
	return t.In(content.Berlin).Format(m.in("02.01.2006", "2 January 2006"))
}

// moment is a day and the time on it in Berlin.
func (m *Mail) moment(t time.Time) string {
	return m.day(t) + t.In(content.Berlin).Format(m.in(", 15:04 Uhr", ", 15:04 (in Germany)"))
}

// How long to wait after an attempt that failed for now: twice as long after each.
const (
	firstWait = 5 * time.Second
	lastWait  = time.Hour
)

// Delayed returns the mail after an attempt that failed for now.
func (m Mail) Delayed(now time.Time, why string) *Mail {
	wait := lastWait
	if m.Attempts < 10 {
		wait = min(lastWait, firstWait<<m.Attempts)
	}
	m.Attempts++
	m.Refusal, m.Due = why, now.Add(wait)
	return &m
}

// Postponed returns the mail after an attempt with another one, which says that this one would fail too.
func (m Mail) Postponed(until time.Time) *Mail {
	m.Due = until
	return &m
}

// Sent returns the mail after a server has taken it.
func (m Mail) Sent(now time.Time) *Mail {
	m.Attempts++
	m.Refusal = ""
	return m.ended(Sent, now)
}

// Refused returns the mail after a server has refused it for good.
func (m Mail) Refused(now time.Time, why string) *Mail {
	m.Attempts++
	return m.GivenUp(now, why)
}

// GivenUp returns the mail as one that is not sent any more.
func (m Mail) GivenUp(now time.Time, why string) *Mail {
	m.Refusal = why
	return m.ended(Failed, now)
}

func (m Mail) ended(s State, now time.Time) *Mail {
	m.State, m.EndedAt, m.Secret = s, &now, ""
	return &m
}

// Keep is how long it is kept whom a mail went to and what it said.
const Keep = 30 * 24 * time.Hour

// Cleared returns the mail without whom it went to and what it said.
func (m Mail) Cleared() *Mail {
	return &Mail{ID: m.ID, Kind: m.Kind, State: m.State, Locale: m.Locale, Attempts: m.Attempts, CreatedAt: m.CreatedAt, Due: m.Due, Until: m.Until, EndedAt: m.EndedAt}
}

// Recipient is the address that the mail goes to; nil once that was cleared.
func (m *Mail) Recipient() *string { return known(m.To) }

// Subject is what the mail says it is about; nil once that was cleared.
func (m *Mail) Subject() *string { return known(m.Title) }

// Text is what the mail says, without the secret end of an address; nil once that was cleared.
func (m *Mail) Text() *string { return known(m.plain("…")) }

// LastError is why the last attempt failed; nil if it did not, and once that was cleared.
func (m *Mail) LastError() *string { return known(m.Refusal) }

// LanguageTag is the language of the mail as `lang` in HTML has it.
func (m *Mail) LanguageTag() string { return string(m.Locale) }

// SentAt is when a server has taken the mail; nil if none has.
func (m *Mail) SentAt() *time.Time {
	if m.State != Sent {
		return nil
	}
	return m.EndedAt
}

// NextAttemptAt is when the mail is to be sent; nil if it is not any more.
func (m *Mail) NextAttemptAt() *time.Time {
	if m.State != Waiting {
		return nil
	}
	return &m.Due
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
