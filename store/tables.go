package store

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/mail"
	"partnernetz/network"
)

// tables are what is kept besides entries.
type tables struct {
	accounts  *Table[auth.Account]
	sessions  *Table[auth.Session]
	tokens    *Table[auth.Token]
	links     *Table[auth.Link]
	schedules *Table[network.Schedule]
	comments  *Table[network.ReportComment]
	reminders *Table[network.ReportReminder]
	outbox    *Table[mail.Mail]

	// The log, and apart from it what its records say that may name a person.
	records  *Table[audit.Record]
	personal *Table[audit.Personal]
}

func newTables(db *Database) tables {
	return tables{
		accounts:  newTable[auth.Account](db, "accounts", unique("email")),
		sessions:  newTable[auth.Session](db, "sessions").sought(ascending("account"), ascending("expiresAt")),
		tokens:    newTable[auth.Token](db, "tokens", unique("id")).sought(ascending("account")),
		links:     newTable[auth.Link](db, "links").sought(ascending("account"), ascending("expiresAt")),
		schedules: newTable[network.Schedule](db, "schedules"),
		comments:  newTable[network.ReportComment](db, "report_comments").sought(ascending("report")),
		reminders: newTable[network.ReportReminder](db, "report_reminders").sought(ascending("year")),
		outbox:    newTable[mail.Mail](db, "outbox").sought(ascending("state", "due"), ascending("account"), ascending("endedAt")),
		records:   newTable[audit.Record](db, "audit").sought(ascending("action", "_id"), ascending("subjects", "_id"), ascending("at", "_id")),
		personal:  newTable[audit.Personal](db, "audit_personal").sought(ascending("who.id", "_id")),
	}
}

// setUp prepares all of them.
func (t tables) setUp(ctx context.Context) error {
	for _, table := range []interface{ setUp(context.Context) error }{t.accounts, t.sessions, t.tokens, t.links, t.schedules, t.comments, t.reminders, t.outbox, t.records, t.personal} {
		if err := table.setUp(ctx); err != nil {
			return err
		}
	}
	return nil
}
