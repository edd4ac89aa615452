package auth

import (
	"context"
	"time"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/mail"
	"partnernetz/network"
)

// Directory is where accounts are kept. It is all that this package needs of the database.
type Directory struct {
	Database
	Accounts Table[Account]
	Sessions Table[Session]
	Tokens   Table[Token]
	Links    Table[Link]
}

// Database is what the tables of a directory have in common.
type Database interface {
	// Transaction runs fn so that either all of its writes happen or none. It may run fn again when another transaction was
	// faster.
	Transaction(ctx context.Context, fn func(context.Context) error) error
	// Alone makes sure that of all transactions that call it only one is carried out at a time.
	Alone(ctx context.Context) error
	// Post puts mails into the outbox.
	Post(ctx context.Context, mails ...*mail.Mail) error
	// Withdraw takes mails to an account that wait out of the outbox: those of some kinds, or all if none is named.
	Withdraw(ctx context.Context, account string, kinds ...mail.Kind) error
	// Record adds an event to the log.
	Record(ctx context.Context, e audit.Event) error
	// Forget takes a person out of everything that is kept besides accounts, and adds to found what it has found. A dry run only
	// counts.
	Forget(ctx context.Context, p Person, found *Traces, dryRun bool) error
	// Partners returns those partners of the ids that a view has.
	Partners(ctx context.Context, v content.View, ids []string) (map[string]*network.Partner, error)
}

// Table keeps documents of one type. Fields are named as their bson tags name them.
type Table[T any] interface {
	// Get returns the document of an _id; nil if there is none.
	Get(ctx context.Context, id string) (*T, error)
	// Where returns the documents whose field has a value, ascending by the field by.
	Where(ctx context.Context, field, value, by string) ([]*T, error)
	// All returns all documents, ascending by the field by.
	All(ctx context.Context, by string) ([]*T, error)
	// Page returns a page of all documents, ascending by a field whose text no two documents share.
	Page(ctx context.Context, by string, text func(*T) string, w list.Window) (*list.Connection[*T], error)
	// Add keeps a new document. If a field that has to be unique is not, the error has code KEY_IN_USE.
	Add(ctx context.Context, document *T) error
	// Put replaces the document of an _id, if it is still there. Errors are as with Add.
	Put(ctx context.Context, id string, document *T) error
	// Take removes the document of an _id and returns it; nil if there is none any more, perhaps because somebody else took it.
	Take(ctx context.Context, id string) (*T, error)
	// Remove removes all documents whose field has a value.
	Remove(ctx context.Context, field, value string) error
	// RemoveExpired removes what expired before a moment.
	RemoveExpired(ctx context.Context, before time.Time) error
}
