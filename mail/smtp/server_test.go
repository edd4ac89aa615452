package smtp_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"partnernetz/mail/smtp"
)

// again runs the test in a process of its own.
func again(t *testing.T, env string) error {
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// An address of a server that cannot be is refused, and the error has nothing of it.
func TestParse(t *testing.T) {
	for _, right := range []string{"smtp://mail.example.org", "smtp://u:p%40ss@mail.example.org:2525", "smtps://mail.example.org:465/", "smtp://[::1]:25?tls=none", "smtp://müller.example"} {
		if _, err := smtp.Parse(right); err != nil {
			t.Errorf("%s: %v", right, err)
		}
	}
	for _, wrong := range []string{"", "s3cr3t", "mail.s3cr3t.org:25", "http://s3cr3t", "smtp://", "smtp://u:s3cr3t@", "smtp://x:0/?s3cr3t", "smtp://s3cr3t:99999", "smtp://u:s3cr3t%@x", "smtp://u:s3cr3t@x\n",
		"smtp://u:s3cr3t@x?tls=none", "smtps://s3cr3t?tls=none", "smtp://s3cr3t?tls=off", "smtp://s3cr3t/path", "smtp://s3cr3t@x", "smtp://:s3cr3t@x", "smtp://x#s3cr3t", "smtp://s3cr3t..x"} {
		if s, err := smtp.Parse(wrong); err == nil || s != nil || !strings.HasPrefix(err.Error(), "SMTP_URL must be") || strings.Contains(err.Error(), "s3cr3t") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// Who mails are from is an address that mail can be sent to.
func TestFrom(t *testing.T) {
	for _, right := range []string{"netz@example.org", "Büro <netz@büro.example>", "<netz@example.org>"} {
		if a, err := smtp.From(right); err != nil || strings.ContainsRune(a.Address, 'ü') {
			t.Errorf("%s: %v, %v", right, a, err)
		}
	}
	for _, wrong := range []string{"", "netz", "büro@example.org", "a@example.org, b@example.org", "a@example.org\nb", "a@..", "a@b c"} {
		if a, err := smtp.From(wrong); err == nil || !strings.HasPrefix(err.Error(), "MAIL_FROM must be") {
			t.Errorf("%q: %v, %v", wrong, a, err)
		}
	}
}
