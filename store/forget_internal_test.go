package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// inhabited is a database in which Ada and Zoë have done all that leaves something of them.
func inhabited(t *testing.T, db *Database) (s *Store, ada, zoe *auth.Account) {
	t.Helper()
	s = opened(t, db)
	now := time.Now()
	ada = &auth.Account{ID: "acc_ada", Email: "ada@example.org", Name: "Ada Lovelace", Roles: []auth.Role{auth.Editor}, Password: "x", CreatedAt: now}
	zoe = &auth.Account{ID: "acc_zoe", Email: "zoe@example.org", Name: "Zoë Müller", Roles: []auth.Role{auth.Admin}, Password: "x", CreatedAt: now}
	for i, a := range []*auth.Account{ada, zoe} {
		d := s.Directory()
		must(t, d.Accounts.Add(ctx, a))
		_, session := auth.NewSession(a.ID, now, time.Hour)
		must(t, d.Sessions.Add(ctx, session))
		must(t, d.Tokens.Add(ctx, &auth.Token{Hash: fmt.Sprint("token", i), ID: fmt.Sprint("tok_", i), AccountID: a.ID, Name: "Rechner"}))
		must(t, d.Links.Add(ctx, &auth.Link{ID: fmt.Sprint("link", i), AccountID: a.ID}))
		former := strings.Fields(a.Name)[0] + " Byron"
		address := fmt.Sprint("192.0.2.", 7+i)
		record := func(e audit.Event) {
			must(t, s.Record(auth.With(ctx, auth.Caller{AccountID: a.ID, Name: a.Name, Address: address}), e))
		}
		record(audit.Event{Action: audit.TokenCreated, Detail: "Rechner", Subject: []string{fmt.Sprint("tok_", i), a.ID}})
		entry := &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, a.ID)}, Slug: fmt.Sprint("a", i), Names: content.Text{content.DE: "Ä"}, Sector: "COMPANY"}
		saved, err := s.Partners.Save(ctx, Stamp{At: now, Author: former, AuthorID: a.ID, Note: "erst einmal"}, entry) // renamed since
		must(t, err)
		saved, err = s.Partners.Save(ctx, Stamp{At: now, Author: a.Name, AuthorID: a.ID, Note: "wie von Ada  Lovelace gewünscht"}, saved[0])
		must(t, err)
		saved, err = s.Partners.Save(ctx, Stamp{At: now, Author: a.Name, AuthorID: a.ID, Note: "Ada Byron fragen"}, saved[0])
		must(t, err)
		must(t, s.Partners.Publish(ctx, Publication{Ref{entry.ID, saved[0].Revision}, now}))
		record(audit.Event{Action: audit.Updated, Detail: "siehe ADA@EXAMPLE.ORG", Subject: []string{entry.ID}})
		record(audit.Event{Action: audit.Published, Subject: []string{entry.ID}})
		later := now.Add(time.Hour)
		schedule, _ := network.NewSchedule(now, content.Author{Account: a.ID, Name: a.Name}, entry.ID, 3, nil, &later, nil)
		must(t, s.AddSchedule(ctx, schedule))
		by := content.Author{Account: a.ID, Name: a.Name}
		must(t, s.AddComment(ctx, &network.ReportComment{ID: fmt.Sprint("com_", i), ReportID: "rep_a", Text: "Ada Byron fragen", Author: by, Replies: []network.CommentReply{{Text: "gefragt", Author: by}}}))
	}
	return s, ada, zoe
}

// everything returns all documents of a database, as they are kept.
func everything(t *testing.T, db *Database) (docs []string) {
	t.Helper()
	names, err := db.db.ListCollectionNames(ctx, bson.D{})
	must(t, err)
	slices.Sort(names)
	for _, name := range names {
		for _, doc := range raw(t, db, name) {
			docs = append(docs, name+" "+doc)
		}
	}
	return docs
}

func accountsOf(s *Store) (context.Context, *auth.Accounts) {
	return auth.With(ctx, auth.Caller{Name: audit.CommandLine}), auth.NewAccounts(s.Directory(), auth.Settings{})
}

// tracesOfAda is what there is of Ada.
var tracesOfAda = auth.Traces{Accounts: 1, Sessions: 1, Tokens: 1, Links: 1, Revisions: 3, Notes: 4, Schedules: 1, Records: 3, Details: 3, Comments: 2}

// ofZoe counts what there is of Zoë.
func ofZoe(docs []string) (n int) {
	for _, doc := range docs {
		n += strings.Count(doc, "Zoë") + strings.Count(doc, "zoe@example.org") + strings.Count(doc, "192.0.2.8") + strings.Count(doc, "acc_zoe")
	}
	return n
}

// wantErased checks that nothing of Ada is left, and all that there was of Zoë.
func wantErased(t *testing.T, db *Database, zoes int) {
	t.Helper()
	docs, ids := everything(t, db), 0
	for _, doc := range docs {
		if strings.HasPrefix(doc, "audit {") {
			ids += strings.Count(doc, `"acc_ada"`)
			doc = strings.ReplaceAll(doc, `"acc_ada"`, "")
		}
		for _, trace := range []string{"ada@", "ADA@", "Ada", "acc_ada", "192.0.2.7"} {
			if strings.Contains(doc, trace) {
				t.Errorf("there is still %s: %s", trace, doc)
			}
		}
	}
	if left := ofZoe(docs); ids != 1 || zoes < 20 || left != zoes {
		t.Errorf("the id stands in the log %d times, and of Zoë %d of %d are left", ids, left, zoes)
	}
}

// An erased person stands nowhere any more: in no document of no collection. Only the id, by now of nothing, is left where
// something was done to the account. Of others all is as it was, and the log is right.
func TestErasePerson(t *testing.T) {
	db := memory(t)
	s, ada, _ := inhabited(t, db)
	by, accounts := accountsOf(s)
	noted, err := s.VerifyAudit(ctx, "")
	must(t, err)
	before := everything(t, db)
	found, err := accounts.Erase(by, ada.Email, true)
	if err != nil || fmt.Sprint(found) != fmt.Sprint(tracesOfAda) || len(found.Named) > 0 {
		t.Errorf("there are %v %v, %v; want %v", found, found.Named, err, tracesOfAda)
	}
	if after := everything(t, db); !slices.Equal(before, after) {
		t.Error("a dry run changed something")
	}
	if found, err = accounts.Erase(by, "Ada@Example.org ", false); err != nil || fmt.Sprint(found) != fmt.Sprint(tracesOfAda) {
		t.Errorf("erased were %v, %v; want %v", found, err, tracesOfAda)
	}
	wantErased(t, db, ofZoe(before))
	if _, err := s.VerifyAudit(ctx, noted.Hash); err != nil {
		t.Error(err)
	}
	list, err := s.Audit(ctx, &audit.Filter{Actions: []audit.Action{audit.PersonErased}}, list.Window{})
	must(t, err)
	if r := list.Nodes[0]; *r.Actor().Name != audit.CommandLine || *r.Detail() != fmt.Sprint(tracesOfAda) {
		t.Errorf("the log says %s of it", *r.Detail())
	}
	if _, err := accounts.Erase(by, ada.ID, false); !isCode(err, content.NotFound) {
		t.Errorf("again: %v", err)
	}
	if _, err := accounts.Erase(by, ada.Email, false); !isCode(err, content.NotFound) {
		t.Errorf("again: %v", err)
	}
}

// failing is where the embedded engine keeps its data until it may not any more, as when the program is killed.
type failing struct {
	kept  lungo.Store
	after int
}

func (f *failing) Load() (*lungo.Catalog, error) { return f.kept.Load() }

func (f *failing) Store(c *lungo.Catalog) error {
	if f.after--; f.after < 0 {
		return errors.New("killed")
	}
	return f.kept.Store(c)
}

// Whenever it is cut off, the person can be erased by the id; by the address too as long as there is an account.
func TestErasePersonCutOff(t *testing.T) {
	cuts := 0
	for done := false; !done; cuts++ {
		db := memory(t)
		s, ada, _ := inhabited(t, db)
		by, accounts := accountsOf(s)
		kept, zoes := db.committed.kept, ofZoe(everything(t, db))
		db.committed.kept = &failing{kept, cuts}
		_, err := accounts.Erase(by, ada.Email, false)
		done, db.committed.kept = err == nil, kept
		if !done {
			who := ada.ID
			if cuts%2 == 0 {
				who = ada.Email
			}
			if _, err := accounts.Erase(by, who, false); err != nil {
				t.Errorf("after %d parts: %v", cuts, err)
			}
		}
		wantErased(t, db, zoes)
		if _, err := s.VerifyAudit(ctx, ""); err != nil {
			t.Errorf("after %d parts: %v", cuts, err)
		}
	}
	if cuts < 8 {
		t.Errorf("it was cut off in %d places", cuts)
	}
}

// The last one who can run the system stays, and whoever there is nothing of is not made up.
func TestErasePersonRefused(t *testing.T) {
	db := memory(t)
	s, ada, zoe := inhabited(t, db)
	by, accounts := accountsOf(s)
	before := everything(t, db)
	for _, dryRun := range []bool{true, false} {
		_, err := accounts.Erase(by, zoe.ID, dryRun)
		if ps, ok := errors.AsType[content.Problems](err); !ok || ps[0].Code != auth.LastAdmin {
			t.Errorf("the last admin: %v", err)
		}
		for _, who := range []string{"acc_nobody", "nobody@example.org", "", "acc_", "Ada Lovelace"} {
			if found, err := accounts.Erase(by, who, dryRun); !isCode(err, content.NotFound) {
				t.Errorf("%q: %v, %v", who, found, err)
			}
		}
	}
	if after := everything(t, db); !slices.Equal(before, after) {
		t.Error("something was changed")
	}
	ada.Roles = []auth.Role{auth.Admin}
	must(t, s.accounts.Put(ctx, ada.ID, ada))
	if _, err := accounts.Erase(by, zoe.ID, false); err != nil {
		t.Errorf("with another admin: %v", err)
	}
}

// What the content says of the person stays, and the report says where.
func TestErasePersonNamedInContent(t *testing.T) {
	s, ada, _ := inhabited(t, memory(t))
	by, accounts := accountsOf(s)
	p := &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "x")}, Slug: "x", Names: content.Text{content.DE: "Ä"}, Sector: "COMPANY",
		People: []network.StoredContact{{Name: "Ada Lovelace", Email: new("ada@example.org")}}}
	_, err := s.Partners.Save(ctx, Stamp{At: time.Now(), Author: "import"}, p)
	must(t, err)
	for _, dryRun := range []bool{true, false} {
		found, err := accounts.Erase(by, ada.ID, dryRun)
		if err != nil || !slices.Equal(found.Named, []string{p.ID}) {
			t.Errorf("named in %v, %v", found.Named, err)
		}
	}
}
