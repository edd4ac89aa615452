package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/quotedprintable"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"partnernetz/testkit"
	"partnernetz/testkit/post"
)

// mailing is the environment of a program that sends mails by a server.
func mailing(server *post.Server) []string {
	at := url.URL{Scheme: "smtp", User: url.UserPassword(post.User, post.Password), Host: server.Address}
	return append(withAdmin, "SEED=none", "PUBLIC_URL=https://netz.example.org", "SMTP_URL="+at.String(), "MAIL_FROM=Partnernetz <netz@example.org>", "SSL_CERT_FILE="+server.CA, "LOG_LEVEL=warn")
}

// outbox is what the program says of its mails.
type outbox struct {
	TotalCount int
	Nodes      []struct {
		State, Recipient, Text string
		LastError              *string
	}
}

func (p *process) outbox(t *testing.T, as *client, state string) outbox {
	t.Helper()
	return mustAsk[outbox](t, as, `query($s: MailState) { outbox(state: $s, first: 100) { totalCount nodes { state recipient text lastError } } }`, map[string]any{"s": state})
}

// invitation asks for one, and reports whether it was said to have succeeded.
func invitation(c *client, email string) bool {
	got, err := ask[struct {
		Account *struct{ ID string }
		Link    *struct{ URL string }
	}](c, `mutation($e: String!) { inviteAccount(input: {email: $e, name: "Anna Muster", roles: [EDITOR]}) { account { id } link { url } errors { code } } }`, map[string]any{"e": email})
	return err == nil && got.Account != nil && got.Link == nil
}

var linkInMail = regexp.MustCompile(`https://netz\.example\.org/setup\?for=invitation#(pnl_\w+)`)

// arrived are the mails that a server has taken, by their recipients.
func arrived(t *testing.T, server *post.Server) map[string][]string {
	t.Helper()
	mails := map[string][]string{}
	for _, l := range server.Letters() {
		if !l.Secure || l.From != "netz@example.org" || l.Helo != "netz.example.org" {
			t.Errorf("it came from %s of %s, TLS %v", l.From, l.Helo, l.Secure)
		}
		mails[l.To] = append(mails[l.To], l.Data)
	}
	return mails
}

// secretIn is the end of the link in a mail, which is all that the text part has of secrets.
func secretIn(t *testing.T, data string) string {
	t.Helper()
	_, body, _ := strings.Cut(data, "\r\n\r\n")
	text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body)))
	if err != nil {
		t.Fatal(err)
	}
	found := linkInMail.FindSubmatch(text)
	if found == nil {
		t.Fatalf("there is no link in\n%s", data)
	}
	return string(found[1])
}

// TestMail has a real program write to people by a server that refuses, waits and hangs up. Each mail arrives: twice only where the
// server had taken it without saying so. The links work, and are nowhere in the data, the output or what the program tells.
func TestMail(t *testing.T) {
	turns := map[string][]post.Answer{"a@example.org": {post.NotNow}, "b@example.org": {post.HangUp}, "c@example.org": {post.HangUpTaken}, "d@example.org": {post.Wait},
		"e@example.org": {post.HangUpThanks}, "f@example.org": {post.Never}, "g@xn--mller-kva.example": {post.Take}}
	server := post.Open(t, post.Options{Answer: func(to string, times int) post.Answer {
		if turn := turns[to]; times < len(turn) {
			return turn[times]
		}
		return post.Take
	}})
	dir := t.TempDir()
	p := serve(t, dir, mailing(server)...)
	admin := p.admin(t)
	for to := range turns {
		if !invitation(admin, strings.Replace(to, "xn--mller-kva", "müller", 1)) {
			t.Errorf("%s is not invited", to)
		}
	}
	eventually(t, "all mails to be sent", func() bool { return p.outbox(t, admin, "WAITING").TotalCount == 0 })
	mails := arrived(t, server)
	for to := range turns {
		want := map[string]int{"c@example.org": 2, "f@example.org": 0}
		n, ok := want[to]
		if !ok {
			n = 1
		}
		if len(mails[to]) != n || n == 2 && mails[to][0] != mails[to][1] {
			t.Errorf("%s has %d mails, want %d:\n%s", to, len(mails[to]), n, strings.Join(mails[to], "\n\n"))
		}
	}
	if failed := p.outbox(t, admin, "FAILED"); failed.TotalCount != 1 || failed.Nodes[0].Recipient != "f@example.org" || !strings.Contains(*failed.Nodes[0].LastError, "550") {
		t.Errorf("given up are %+v", failed)
	}
	secret := secretIn(t, mails["a@example.org"][0])
	told := fmt.Sprint(p.outbox(t, admin, "SENT"))
	p.stop(t, syscall.SIGTERM)
	for where, text := range map[string]string{"the outbox": told, "the output": p.out.String() + p.errors.String(), "the data": string(read(t, dataFile(dir)))} {
		for _, hidden := range []string{"pnl_", post.Password, url.UserPassword("", post.Password).String()[1:]} {
			if strings.Contains(text, hidden) {
				t.Errorf("%s has %s", where, hidden)
			}
		}
	}
	if log := p.out.String() + p.errors.String(); strings.Contains(log, "f@example.org") || !strings.Contains(log, "refused for good") {
		t.Errorf("the log: %s", log)
	}
	p = serve(t, dir, mailing(server)...)
	set := mustAsk[said](t, p.as(""), `mutation($t: String!, $p: String!) { setPassword(token: $t, password: $p) { errors { code message } } }`, map[string]any{"t": secret, "p": adminPassword})
	if len(set.Errors) > 0 {
		t.Errorf("the link does not work: %v", set.Errors)
	}
	p.signIn(t, "a@example.org", adminPassword)
}

// TestKilledBetweenAChangeAndItsMail kills the program at any moment about invitations. Of each that it has said it made the mail
// arrives, of each mail there is the account, and all copies of a mail are the same.
func TestKilledBetweenAChangeAndItsMail(t *testing.T) {
	server := post.Open(t, post.Options{Answer: func(to string, times int) post.Answer {
		if times == 0 && strings.HasPrefix(to, "slow") {
			return post.Wait
		}
		return post.Take
	}})
	dir := t.TempDir()
	env := mailing(server)
	made := map[string]bool{}
	var all []string
	for n := range testkit.Long(6, 20) {
		p := serve(t, dir, env...)
		admin := p.admin(t)
		killed := make(chan struct{})
		go func() {
			time.Sleep(rand.N(150 * time.Millisecond))
			if n%2 == 0 { // between the change and its mail, or amid both
				time.Sleep(rand.N(1200 * time.Millisecond))
			}
			_ = p.cmd.Process.Kill()
			close(killed)
		}()
		for i := range 20 { // as many as can be sent while the test waits; the first to a server that takes its time
			to := fmt.Sprintf("n%d-%d@example.org", n, i)
			if i == 0 {
				to = "slow" + to
			}
			all = append(all, to)
			if made[to] = invitation(admin, to); !made[to] {
				break
			}
		}
		<-killed
		p.wait(t)
	}
	p := serve(t, dir, env...)
	admin := p.admin(t)
	eventually(t, "all mails to be sent", func() bool { return p.outbox(t, admin, "WAITING").TotalCount == 0 })
	mails, invitations := arrived(t, server), 0
	for _, to := range all {
		copies := mails[to]
		if made[to] {
			invitations++
		}
		if made[to] && len(copies) == 0 {
			t.Errorf("%s was invited, and no mail came", to)
		}
		for _, c := range copies {
			if c != copies[0] {
				t.Errorf("%s has two mails that differ:\n%s\n\n%s", to, copies[0], c)
			}
		}
		if len(copies) > 0 {
			set := mustAsk[said](t, p.as(""), `mutation($t: String!, $p: String!) { setPassword(token: $t, password: $p) { errors { code message } } }`, map[string]any{"t": secretIn(t, copies[0]), "p": adminPassword})
			if len(set.Errors) > 0 {
				t.Errorf("the link of %s does not work: %v", to, set.Errors)
			}
		}
	}
	if t.Logf("%d invitations, %d mails", invitations, len(server.Letters())); invitations == 0 {
		t.Error("nobody was invited")
	}
	p.stop(t, syscall.SIGTERM)
	if bytes.Contains(read(t, dataFile(dir)), []byte("pnl_")) {
		t.Error("there are secrets in the data")
	}
}
