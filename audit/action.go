package audit

import "slices"

// Action is what was done.
type Action string

// Actions of the program itself, and of its command line.
const (
	Seeded       Action = "SEEDED"        // an empty database was filled at the start
	Imported     Action = "IMPORTED"      // content came in from files
	DemoRemoved  Action = "DEMO_REMOVED"  // all examples were erased, with their history
	PersonErased Action = "PERSON_ERASED" // a person was taken out of the records with these numbers
	LogSealed    Action = "LOG_SEALED"    // the log was brought from its former form into this one, and was right
	LogBroken    Action = "LOG_BROKEN"    // the same, but in its former form the log was broken
)

// Actions on accounts.
const (
	AccountCreated  Action = "ACCOUNT_CREATED"  // the first admin
	AccountInvited  Action = "ACCOUNT_INVITED"  // somebody got an account and a link
	AccountChanged  Action = "ACCOUNT_CHANGED"  // e-mail, name, roles, organisation, or disabled
	PasswordSet     Action = "PASSWORD_SET"     // with a link
	PasswordChanged Action = "PASSWORD_CHANGED" // by its owner
	PasswordReset   Action = "PASSWORD_RESET"   // taken away by an admin
	SignedIn        Action = "SIGNED_IN"
	SignedOut       Action = "SIGNED_OUT"
	TokenCreated    Action = "TOKEN_CREATED" // for a program
	TokenRevoked    Action = "TOKEN_REVOKED"
)

// Actions on entries.
const (
	Created             Action = "CREATED"
	Updated             Action = "UPDATED"
	Restored            Action = "RESTORED"  // made like an earlier revision
	Discarded           Action = "DISCARDED" // made like the public revision
	Archived            Action = "ARCHIVED"
	Removed             Action = "REMOVED" // a file, for good
	Published           Action = "PUBLISHED"
	Unpublished         Action = "UNPUBLISHED"
	Scheduled           Action = "SCHEDULED"
	ScheduleCancelled   Action = "SCHEDULE_CANCELLED"
	ScheduleFailed      Action = "SCHEDULE_FAILED"       // a step could not be taken
	PreviewLinkCreated  Action = "PREVIEW_LINK_CREATED"  // whoever has the link sees a draft
	EasyLanguageChecked Action = "EASY_LANGUAGE_CHECKED" // a test group has read the texts
	ReleaseFrozen       Action = "RELEASE_FROZEN"        // what it has stays as it is
	ReleaseUnfrozen     Action = "RELEASE_UNFROZEN"      // it can be changed again
	ReleaseSuperseded   Action = "RELEASE_SUPERSEDED"    // another one has taken its place
	YearOpened          Action = "YEAR_OPENED"           // reports on it were begun
	ReportSubmitted     Action = "REPORT_SUBMITTED"
	ReportReturned      Action = "REPORT_RETURNED"
	ReportAccepted      Action = "REPORT_ACCEPTED"
	ReportReopened      Action = "REPORT_REOPENED"
	ReportCommented     Action = "REPORT_COMMENTED" // or a comment answered or done
	ReportReminded      Action = "REPORT_REMINDED"  // of a report that is missing
)

// Actions lists all actions.
func Actions() []Action {
	return []Action{
		Seeded, Imported, DemoRemoved, PersonErased, LogSealed, LogBroken,
		AccountCreated, AccountInvited, AccountChanged, PasswordSet, PasswordChanged, PasswordReset, SignedIn, SignedOut, TokenCreated, TokenRevoked,
		Created, Updated, Restored, Discarded, Archived, Removed, Published, Unpublished, Scheduled, ScheduleCancelled, ScheduleFailed, PreviewLinkCreated, EasyLanguageChecked,
		ReleaseFrozen, ReleaseUnfrozen, ReleaseSuperseded,
		YearOpened, ReportSubmitted, ReportReturned, ReportAccepted, ReportReopened, ReportCommented, ReportReminded,
	}
}

// Known reports whether there is such an action.
func (a Action) Known() bool { return slices.Contains(Actions(), a) }
