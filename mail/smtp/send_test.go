package smtp_test

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/mail"
	"partnernetz/mail/smtp"
	"partnernetz/testkit/must"
	"partnernetz/testkit/post"
)

var trusted string // the file of certificates that are, which Go reads once

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "smtp")
	if err != nil {
		panic(err)
	}
	trusted = filepath.Join(folder, "ca.pem")
	os.Setenv("SSL_CERT_FILE", trusted)
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// sender sends to a server, as SMTP_URL and MAIL_FROM say.
func sender(t *testing.T, address, from string) *smtp.Sender {
	t.Helper()
	server, err := smtp.Parse(address)
	must.Succeed(t, err)
	by, err := smtp.From(from)
	must.Succeed(t, err)
	s, err := smtp.NewSender(server, by, "https://netz.müller.example")
	must.Succeed(t, err)
	return s
}

const secret = "pnl_s3cr3t"

// letter is a mail with what libraries, servers and headers may stumble over.
func letter(to string) *mail.Mail {
	return &mail.Mail{ID: "mai_1", To: to, Locale: content.EN, Title: "Grüße über eine lange Zeile, die sich nicht in einer Zeile des Kopfes halten lässt – „so“\r\nBcc: x@example.org",
		Blocks: []mail.Block{
			{Text: "A line\n.\n..and one of more than 998 octets: " + strings.Repeat("ä", 600)},
			{Text: "Go <on> & on", URL: "https://netz.example/setup#", Secrets: true}},
		Secret: secret, CreatedAt: time.Date(2026, 3, 29, 2, 30, 0, 0, time.UTC), Unsubscribe: "https://netz.müller.example:8080/abmelden?für=a b"}
}

// A mail comes as it is to be read, in ASCII, and the same each time.
func TestSend(t *testing.T) {
	server := post.Open(t, post.Options{NoTLS: true, UTF8: true})
	s := sender(t, "smtp://"+server.Address+"?tls=none", `"Büro, das „Netz\"" <netz@müller.example>`)
	for range 2 {
		must.Succeed(t, s.Send(t.Context(), letter("anna@müller.example")))
	}
	letters := server.Letters()
	if len(letters) != 2 || letters[0] != letters[1] {
		t.Fatalf("not the same: %d mails", len(letters))
	}
	l := letters[0]
	if l.From != "netz@xn--mller-kva.example" || l.To != "anna@xn--mller-kva.example" || l.Helo != "netz.xn--mller-kva.example" || l.UTF8 {
		t.Errorf("the envelope is from %s to %s by %s, SMTPUTF8 %v", l.From, l.To, l.Helo, l.UTF8)
	}
	for line := range strings.Lines(l.Data) {
		if len(line) > 200 || strings.ContainsFunc(line, func(r rune) bool { return r >= 0x80 }) {
			t.Errorf("too long, or not ASCII: %q", line)
		}
	}
	read, err := netmail.ReadMessage(strings.NewReader(l.Data))
	must.Succeed(t, err)
	for name, want := range map[string]string{
		"From":             `Büro, das „Netz"|netz@xn--mller-kva.example`,
		"To":               "|anna@xn--mller-kva.example",
		"Subject":          "Grüße über eine lange Zeile, die sich nicht in einer Zeile des Kopfes halten lässt – „so“ Bcc: x@example.org",
		"Message-ID":       "<mai_1@netz.xn--mller-kva.example>",
		"Date":             "Sun, 29 Mar 2026 02:30:00 +0000",
		"List-Unsubscribe": "<https://netz.xn--mller-kva.example:8080/abmelden?f%C3%BCr=a%20b>",
		"Auto-Submitted":   "auto-generated",
		"Content-Language": "en",
		"Bcc":              "", "User-Agent": "", "X-Mailer": "",
	} {
		got := read.Header.Get(name)
		switch name {
		case "Subject":
			got, err = new(mime.WordDecoder).DecodeHeader(got)
			must.Succeed(t, err)
		case "From", "To":
			a, err := netmail.ParseAddress(got)
			must.Succeed(t, err)
			got = a.Name + "|" + a.Address
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	_, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	must.Succeed(t, err)
	parts := multipart.NewReader(read.Body, parameters["boundary"])
	for _, want := range []struct{ mediaType, text string }{{"text/plain; charset=UTF-8", letter("").Plain()}, {"text/html; charset=UTF-8", letter("").HTML()}} {
		part, err := parts.NextRawPart()
		must.Succeed(t, err)
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		must.Succeed(t, err)
		if strings.ReplaceAll(string(text), "\r\n", "\n") != strings.ReplaceAll(want.text, "\r\n", "\n") || part.Header.Get("Content-Type") != want.mediaType {
			t.Errorf("%s:\n%s\nwant\n%s", part.Header.Get("Content-Type"), text, want.text)
		}
	}
	if _, err := parts.NextRawPart(); err != io.EOF {
		t.Errorf("there is more: %v", err)
	}
}

// What a server answers says whether the mail is to be sent again.
func TestAnswers(t *testing.T) {
	for answer, want := range map[post.Answer]smtp.Error{
		post.Take:         {},
		post.Wait:         {},
		post.HangUpThanks: {},
		post.NotNow:       {Code: 451},
		post.Never:        {Code: 550, Refused: true},
		post.NotThis:      {Code: 554, Refused: true},
		post.HangUp:       {},
		post.HangUpTaken:  {},
	} {
		server := post.Open(t, post.Options{NoTLS: true, Answer: func(string, int) post.Answer { return answer }})
		err := sender(t, "smtp://"+server.Address+"?tls=none", "netz@example.org").Send(t.Context(), letter("anna@example.org"))
		taken := answer == post.Take || answer == post.Wait || answer == post.HangUpThanks
		got, ok := errors.AsType[*smtp.Error](err)
		if ok == taken {
			t.Errorf("answer %d: %v", answer, err)
		} else if ok && (got.Code != want.Code || got.Refused != want.Refused || got.NoService || got.Words == "" || strings.Contains(got.Words, secret)) {
			t.Errorf("answer %d: %+v", answer, *got)
		}
		if n := len(server.Letters()); n == 1 != (taken || answer == post.HangUpTaken) {
			t.Errorf("answer %d: %d mails", answer, n)
		}
	}
	gone := sender(t, "smtp://127.0.0.1:1?tls=none", "netz@example.org")
	if got, ok := errors.AsType[*smtp.Error](gone.Send(t.Context(), letter("anna@example.org"))); !ok || !got.NoService || got.Refused {
		t.Errorf("without a server: %v", got)
	}
	for _, to := range []string{"müller@example.org", "a@example.org\r\nRCPT TO:<b@example.org>", ""} {
		if got, ok := errors.AsType[*smtp.Error](gone.Send(t.Context(), letter(to))); !ok || !got.Refused {
			t.Errorf("to %q: %v", to, got)
		}
	}
}

// Nothing goes out without TLS unless the address says so, nor to a server that is not what it says.
func TestSecurity(t *testing.T) {
	server := post.Open(t, post.Options{})
	pem, err := os.ReadFile(server.CA)
	must.Succeed(t, err)
	must.Succeed(t, os.WriteFile(trusted, pem, 0o600))
	in := func(password string) string {
		return "://" + post.User + ":" + strings.NewReplacer("/", "%2F", "@", "%40").Replace(password) + "@"
	}
	must.Succeed(t, sender(t, "smtp"+in(post.Password)+server.Address, "netz@example.org").Send(t.Context(), letter("anna@example.org")))
	if l := server.Letters(); len(l) != 1 || !l[0].Secure {
		t.Errorf("by STARTTLS: %v", l)
	}
	wrong := sender(t, "smtp"+in("wr0ng")+server.Address, "netz@example.org").Send(t.Context(), letter("anna@example.org"))
	if e, ok := errors.AsType[*smtp.Error](wrong); !ok || e.Code != 535 || !e.NoService || e.Refused || strings.Contains(e.Words, "wr0ng") {
		t.Errorf("with a wrong password: %v", wrong)
	}
	other := post.Open(t, post.Options{FromTLS: true}) // with a certificate that nobody vouches for
	bare := post.Open(t, post.Options{NoTLS: true})
	for _, address := range []string{"smtp://" + bare.Address, "smtp" + in(post.Password) + bare.Address, "smtps://" + other.Address} {
		err := sender(t, address, "netz@example.org").Send(t.Context(), letter("anna@example.org"))
		if e, ok := errors.AsType[*smtp.Error](err); !ok || !e.NoService || e.Refused {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := len(server.Letters()) + len(other.Letters()) + len(bare.Letters()); n != 1 {
		t.Errorf("%d mails went out", n)
	}
}

// TLS may begin with the connection.
func TestImplicitTLS(t *testing.T) {
	if os.Getenv("SMTPS") == "" { // another process, as Go reads the file of certificates once
		must.Succeed(t, again(t, "SMTPS=1"))
		return
	}
	server := post.Open(t, post.Options{FromTLS: true})
	t.Setenv("SSL_CERT_FILE", server.CA)
	address := "smtps://" + post.User + ":" + strings.NewReplacer("/", "%2F", "@", "%40").Replace(post.Password) + "@" + server.Address
	must.Succeed(t, sender(t, address, "netz@example.org").Send(t.Context(), letter("anna@example.org")))
	if l := server.Letters(); len(l) != 1 || !l[0].Secure {
		t.Errorf("by TLS: %v", l)
	}
}

// The end of the context ends a conversation with a server that does not answer.
func TestSendEnds(t *testing.T) {
	asked, over := make(chan struct{}), make(chan struct{})
	server := post.Open(t, post.Options{NoTLS: true, Answer: func(string, int) post.Answer { close(asked); <-over; return post.Take }})
	t.Cleanup(func() { close(over) })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	err := sender(t, "smtp://"+server.Address+"?tls=none", "netz@example.org").Send(ctx, letter("anna@example.org"))
	if err == nil || !strings.Contains(err.Error(), "closed network connection") {
		t.Errorf("it has ended otherwise: %v", err)
	}
}
