package e2e_test

import (
	"bytes"
	"strings"
	"syscall"
	"testing"
)

// TestErasePerson erases somebody who has worked with the program, and looks for them in the file that everything is in.
func TestErasePerson(t *testing.T) {
	const gone = "geht.bald@example.org"
	dir, env := t.TempDir(), append(withAdmin, "SEED=none")
	p := serve(t, dir, env...)
	admin := p.admin(t)
	editor := p.invite(t, admin, gone, "EDITOR", nil)
	token := editor.apiToken(t, "Rechner von "+gone)
	type created struct{ Partner struct{ ID string } }
	for _, c := range []*client{editor, token} {
		mustAsk[created](t, c, `mutation($s: String!) { createPartner(input: {name: "Neu", sector: COMPANY, slug: $s}, note: "von geht.bald@example.org") { partner { id } errors { code message } } }`,
			map[string]any{"s": "neu-" + strings.ToLower(c.token[4:10])})
	}
	person := mustAsk[struct{ ID string }](t, token, `{ viewer { id } }`, nil).ID
	p.stop(t, syscall.SIGTERM)
	run := func(want int, args ...string) string {
		t.Helper()
		code, out, errOut := command(t, dir, nil, args...)
		if code != want {
			t.Errorf("%v: exit status %d: %s%s", args, code, out, errOut)
		}
		return out + errOut
	}
	const (
		signedIn = "accounts: 1, sessions: 1, API tokens: 1, links: 0, revisions: 2, notes: 2, schedules: 0, records of the audit log: 5, details of these: 3, comments on reports: 0, mails: 0\n"
		traces   = "accounts: 1, sessions: 0, API tokens: 1, links: 1, revisions: 2, notes: 2, schedules: 0, records of the audit log: 5, details of these: 3, comments on reports: 0, mails: 1\n"
	)
	if said := run(0, "erase-person", "--dry-run", gone); said != "would be erased: "+signedIn {
		t.Errorf("of somebody who is signed in, the dry run says %s", said)
	}
	p = serve(t, dir, env...)
	mustAsk[any](t, p.admin(t), `mutation($id: ID!) { resetPassword(id: $id) { link { url } errors { code message } } }`, map[string]any{"id": person})
	p.stop(t, syscall.SIGTERM)
	if !bytes.Contains(read(t, dataFile(dir)), []byte(gone)) {
		t.Fatal("there is nothing to erase")
	}
	noted := strings.Fields(run(0, "audit", "verify"))[4]
	if said := run(0, "erase-person", "--dry-run", gone); said != "would be erased: "+traces {
		t.Errorf("the dry run says %s", said)
	}
	if said := run(0, "erase-person", gone); said != "erased: "+traces {
		t.Errorf("it says %s", said)
	}
	if bytes.Contains(read(t, dataFile(dir)), []byte(gone)) {
		t.Error("the address is in the data file")
	}
	run(0, "audit", "verify", "--head="+noted)
	if said := run(1, "erase-person", gone); !strings.Contains(said, "no account has the e-mail address") {
		t.Errorf("again it says %s", said)
	}
	if said := run(1, "erase-person", adminEmail); !strings.Contains(said, "nobody could run the system") {
		t.Errorf("of the last admin it says %s", said)
	}
	p = serve(t, dir, env...)
	type revisions struct {
		Nodes []struct {
			Revisions struct {
				Nodes []struct{ Author struct{ Name string } }
			}
		}
	}
	list := mustAsk[revisions](t, p.admin(t), `query @view(stage: DRAFT) { partners { nodes { revisions { nodes { author { name } } } } } }`, nil)
	if len(list.Nodes) != 2 || list.Nodes[0].Revisions.Nodes[0].Author.Name != "erased" {
		t.Errorf("the authors are %+v", list)
	}
	if a, err := token.at(p).send(`{ viewer { name } }`, nil); err != nil || a.code() != "UNAUTHENTICATED" {
		t.Errorf("the token still works: %v, %v", a, err)
	}
}
