package e2e_test

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// The only admin has forgotten the password: whoever runs the program lets them in again, and nobody else.
func TestLockedOut(t *testing.T) {
	dir, env := t.TempDir(), append(withAdmin, "SEED=none", "LOG_LEVEL=info")
	p := serve(t, dir, env...)
	p.invite(t, p.admin(t), "karl@example.org", "EDITOR", nil)
	p.stop(t, syscall.SIGTERM)
	run := func(want int, args ...string) string {
		t.Helper()
		code, out, errOut := command(t, dir, []string{"PUBLIC_URL=https://netz.example.org"}, args...)
		if code != want {
			t.Errorf("%v: exit status %d: %s%s", args, code, out, errOut)
		}
		return out + errOut
	}
	all := strings.Split(strings.TrimSpace(run(0, "account", "list")), "\n")
	if len(all) != 2 || !regexp.MustCompile(`^admin@example\.org +Administration +ADMIN +signed in \d{4}-\d\d-\d\d$`).MatchString(all[0]) || !strings.HasPrefix(all[1], "karl@example.org ") {
		t.Errorf("the accounts are %q", all)
	}
	if said := run(1, "account", "link", "nobody@example.org"); !strings.Contains(said, "no account has the e-mail address") {
		t.Errorf("of somebody without an account it says %s", said)
	}
	link, until, _ := strings.Cut(run(0, "account", "link", "Admin@example.org"), "\n")
	address, secret, _ := strings.Cut(link, "#")
	if address != "https://netz.example.org/setup?for=reset" || !strings.HasPrefix(until, "works once, until ") {
		t.Fatalf("the link is %s, %s", link, until)
	}
	p = serve(t, dir, env...)
	if said := p.errors.String(); !strings.Contains(said, "ADMIN_EMAIL and ADMIN_PASSWORD are ignored") || !strings.Contains(said, "stored content") {
		t.Errorf("the start says %s", said)
	}
	p.admin(t) // whose old password is as good as before
	const next = "vier Kraniche über dem Rhein"
	set := func() []problem {
		return mustAsk[said](t, p.as(""), `mutation($t: String!, $p: String!) { setPassword(token: $t, password: $p) { errors { code message } } }`, map[string]any{"t": secret, "p": next}).Errors
	}
	if wrong := set(); len(wrong) > 0 {
		t.Fatalf("the link is no good: %v", wrong)
	}
	p.signIn(t, adminEmail, next)
	if wrong := codes(set()); len(wrong) != 1 || wrong[0] != "LINK_INVALID" {
		t.Errorf("the link once more: %v", wrong)
	}
	port := p.address[strings.LastIndexByte(p.address, ':')+1:]
	if code, out, _ := command(t, dir, []string{"PORT=" + port}, "health"); code != 0 || out != "ready\n" {
		t.Errorf("while the program runs, its health is %d: %s", code, out)
	}
	p.stop(t, syscall.SIGTERM)
	if code, _, said := command(t, dir, []string{"PORT=" + port}, "health"); code != 1 || !strings.Contains(said, "port "+port) {
		t.Errorf("while nothing runs, health is %d: %s", code, said)
	}
	if record := run(0, "audit", "verify"); !strings.HasPrefix(record, "verified: ") {
		t.Errorf("the log: %s", record)
	}
}

// What runs is told without a database, by a command and by a flag.
func TestVersion(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--version"}} {
		code, out, errOut := command(t, "/nowhere", nil, args...)
		if code != 0 || !regexp.MustCompile(`^partnernetz \S+, revision [^,]+, go\d\.\d+\S*, stored content \d+\n$`).MatchString(out) {
			t.Errorf("%v: %d, %s%s", args, code, out, errOut)
		}
	}
}
