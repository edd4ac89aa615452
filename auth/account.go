package auth

import (
	"cmp"
	"crypto/rand"
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/mail"
)

const maxName = 200 // characters

// Account is a person who can sign in.
type Account struct {
	ID           string         `bson:"_id"`
	Email        string         `bson:"email"` // in lower case, unique
	Name         string         `bson:"name"`
	Roles        []Role         `bson:"roles"`
	PartnerID    string         `bson:"partner"`          // with the role PARTNER: the organisation
	Password     string         `bson:"password"`         // as argon2id encodes it; empty until a link was used to set one
	Language     content.Locale `bson:"locale,omitempty"` // see Locale
	Disabled     bool           `bson:"disabled"`
	CreatedAt    time.Time      `bson:"createdAt"`
	LastSignInAt *time.Time     `bson:"lastSignInAt"`

	siblings *content.Siblings[*Account] // the accounts that it was read with
}

// What the schema has for lists of accounts.
type (
	AccountConnection = list.Connection[*Account]
	AccountEdge       = list.Edge[*Account]
)

// NewID makes a new random id behind a prefix, which says what the id is of.
func NewID(prefix string) string { return prefix + "_" + strings.ToLower(rand.Text()) }

// Locale is the language in which the program writes to the person.
func (a *Account) Locale() content.Locale { return cmp.Or(a.Language, content.DE) }

// person is whom mails are to.
func (a *Account) person() mail.Person {
	return mail.Person{AccountID: a.ID, Address: a.Email, Name: a.Name, Locale: a.Language}
}

// Reachable returns whom mails to the account are to, if anybody can sign in to it.
func (a *Account) Reachable() (to mail.Person, ok bool) {
	return a.person(), !a.Disabled && a.Password != ""
}

// Caller returns the account as a caller, with all its permissions.
func (a *Account) Caller() Caller {
	return Caller{AccountID: a.ID, Name: a.Name, Roles: a.Roles, PartnerID: a.PartnerID}
}

// runs reports whether the account can keep the system running: sign in, and give others what they need.
func (a *Account) runs() bool {
	return slices.Contains(a.Roles, Admin) && !a.Disabled && a.Password != ""
}

// since says what has changed about the account, for the log, which may not have addresses and names of people in it.
func (a *Account) since(before Account) string {
	var changes []string
	say := func(changed bool, what string, to ...any) {
		if changed {
			changes = append(changes, strings.TrimSpace(what+" "+fmt.Sprint(to...)))
		}
	}
	say(a.Email != before.Email, "email")
	say(a.Name != before.Name, "name")
	say(!slices.Equal(a.Roles, before.Roles), "roles", a.Roles)
	say(a.Language != before.Language, "locale", a.Language)
	say(a.PartnerID != before.PartnerID, "partner", a.PartnerID)
	say(a.Disabled && !before.Disabled, "disabled")
	say(!a.Disabled && before.Disabled, "enabled")
	return strings.Join(changes, ", ")
}

// tidy brings what was typed into the form that is kept.
func (a *Account) tidy() {
	a.Email, a.Name = plainEmail(a.Email), trimmed(a.Name)
	slices.Sort(a.Roles)
	a.Roles = slices.Compact(a.Roles)
}

// line finds what a name must not have in it, which is kept in the log as well.
func line(path, s string) content.Problems {
	var c content.Validator
	c.Line(path, s)
	return c.Problems
}

// trimmed is a name as it is kept: none if it shows nothing.
func trimmed(s string) string {
	if content.Blank(s) {
		return ""
	}
	return strings.TrimSpace(s)
}

// plainEmail returns the form in which an e-mail address is kept. Providers that distinguish capitals are rarer than people who
// type them at random.
func plainEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Entered is Validate for an account whose address was entered just now, so that it is one that mail can be sent to. Addresses from
// before stay as they are: their accounts can be disabled, and set a password.
func (a *Account) Entered() content.Problems {
	ps := a.Validate()
	if _, wrong := mail.ASCII(a.Email); len(wrong) > 0 && !slices.ContainsFunc(ps, func(p content.Problem) bool { return p.Path == "email" }) {
		ps = append(wrong.Under("email"), ps...)
	}
	return ps
}

// Validate finds what is wrong with the account, except whether its partner exists: only the database knows that.
func (a *Account) Validate() content.Problems {
	var ps content.Problems
	if e, err := netmail.ParseAddress(a.Email); err != nil || e.Address != a.Email || len(a.Email) > 254 {
		ps = append(ps, content.Problem{Path: "email", Code: content.BadInput, DE: "Das ist keine E-Mail-Adresse.", EN: "this is not an e-mail address"})
	}
	if n := utf8.RuneCountInString(a.Name); n == 0 {
		ps = append(ps, content.Problem{Path: "name", Code: content.Required, DE: "Der Name fehlt.", EN: "the name is missing"})
	} else if n > maxName {
		ps = append(ps, content.Problem{Path: "name", Code: content.BadInput, DE: "Der Name ist länger als 200 Zeichen.", EN: "the name is longer than 200 characters"})
	}
	ps = append(ps, line("name", a.Name)...)
	if len(a.Roles) == 0 {
		ps = append(ps, content.Problem{Path: "roles", Code: content.Required, DE: "Mindestens eine Rolle ist nötig.", EN: "at least one role is needed"})
	}
	switch isPartner := slices.Contains(a.Roles, Partner); {
	case isPartner && a.PartnerID == "":
		ps = append(ps, content.Problem{Path: "partner", Code: content.Required,
			DE: "Zur Rolle PARTNER gehört eine Partnerorganisation.", EN: "the role PARTNER goes with a partner organisation"})
	case !isPartner && a.PartnerID != "":
		ps = append(ps, content.Problem{Path: "partner", Code: content.BadInput,
			DE: "Eine Partnerorganisation gehört nur zur Rolle PARTNER; ohne diese muss partner null sein.", EN: "a partner organisation goes only with the role PARTNER; without that role, partner must be null"})
	}
	return ps
}
