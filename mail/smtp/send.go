package smtp

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"net/url"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"partnernetz/mail"
)

const (
	dialTime = 15 * time.Second // to reach a server
	sendTime = time.Minute      // for it to take a mail
	maxWords = 500              // bytes of what a server says
)

// Sender sends mails by a server, from one address.
type Sender struct {
	server *Server
	from   *netmail.Address
	host   string // the public one, in ASCII
}

// NewSender makes a sender. The public address of the program names it to servers, and is the end of each Message-ID.
func NewSender(s *Server, from *netmail.Address, publicURL string) (*Sender, error) {
	u, err := url.Parse(publicURL)
	if err != nil {
		return nil, fmt.Errorf("the public address of the program: %w", err)
	}
	host := u.Hostname()
	if ascii, err := mail.Host(host); err == nil {
		host = ascii
	}
	return &Sender{s, from, host}, nil
}

// Error is why a mail was not sent.
type Error struct {
	Code      int    // that the server has answered; 0 if it has not
	Refused   bool   // whether the server has refused the mail for good
	NoService bool   // whether the server would have taken no other mail either
	Words     string // for people
}

func (e *Error) Error() string { return e.Words }

// Send sends a mail. If the error is an [Error] that says that it was refused, sending it again is of no use. After any other error it
// may have been sent all the same; the same mail sent again has the same Message-ID, and is the same to the last byte.
func (s *Sender) Send(ctx context.Context, m *mail.Mail) error {
	message, err := s.message(m)
	if err != nil {
		return err
	}
	var conn net.Conn
	client, err := s.client(&conn)
	if err != nil {
		return fmt.Errorf("preparing to send a mail: %w", err)
	}
	defer func() {
		if conn != nil {
			conn.Close() // the library leaves it open where it could not greet the server
		}
	}()
	open, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return s.noService(err)
	}
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	err = client.SendWithSMTPClient(open, message)
	if message.IsDelivered() { // what the server says after that changes nothing
		_ = client.CloseWithSMTPClient(open)
		return nil
	}
	failed := &Error{NoService: true, Words: err.Error()}
	if sent, ok := errors.AsType[*gomail.SendError](err); ok {
		failed.Words, _, _ = strings.Cut(sent.Error(), ", affected ")
		failed.Code = sent.ErrorCode()
		failed.NoService = sent.Reason == gomail.ErrConnCheck || sent.Reason == gomail.ErrSMTPMailFrom // whoever it is to
	}
	failed.Refused = failed.Code >= 500 && !failed.NoService // an error that is not said to be temporary may be so all the same
	if m.Secret != "" {                                      // servers may repeat what they do not like
		failed.Words = strings.ReplaceAll(failed.Words, m.Secret, "…")
	}
	failed.Words = words(failed.Words)
	return failed
}

// noService is the error of a server that could not be reached, or does not let us in.
func (s *Sender) noService(err error) error {
	e := &Error{NoService: true, Words: words(err.Error())}
	if answer, ok := errors.AsType[*textproto.Error](err); ok {
		if e.Code = answer.Code; s.server.user != "" { // who knows what it repeats
			e.Words = fmt.Sprintf("the server does not let us in: it answers %d", e.Code)
		}
	}
	return e
}

// client makes a client for one connection, which it tells.
func (s *Sender) client(conn *net.Conn) (*gomail.Client, error) {
	config := &tls.Config{ServerName: s.server.host, MinVersion: tls.VersionTLS12}
	options := []gomail.Option{
		gomail.WithPort(s.server.port), gomail.WithTimeout(sendTime), gomail.WithHELO(helo(s.host)), gomail.WithTLSConfig(config), gomail.WithoutSMTPUTF8(),
		gomail.WithDialContextFunc(func(ctx context.Context, network, _ string) (_ net.Conn, err error) {
			dialer := &net.Dialer{Timeout: dialTime}
			if *conn, err = dialer.DialContext(ctx, network, s.server.address()); err != nil || s.server.security != implicitTLS {
				return *conn, err
			}
			encrypted := tls.Client(*conn, config)
			return encrypted, encrypted.HandshakeContext(ctx)
		}),
	}
	switch s.server.security {
	case startTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case implicitTLS:
		options = append(options, gomail.WithSSL())
	case plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.server.user != "" { // none of these sends the password without encryption
		options = append(options, gomail.WithUsername(s.server.user), gomail.WithPassword(s.server.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return gomail.NewClient(s.server.host, options...)
}

// message is a mail as it goes out: the same each time.
func (s *Sender) message(m *mail.Mail) (*gomail.Msg, error) {
	to, problems := mail.ASCII(m.To)
	if len(problems) > 0 {
		return nil, &Error{Refused: true, Words: problems[0].EN}
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	message.FromMailAddress(s.from)
	message.ToMailAddress(&netmail.Address{Address: to})
	message.Subject(strings.Join(strings.Fields(m.Title), " "))
	message.SetMessageIDWithValue(m.ID + "@" + cmp.Or(s.host, "localhost"))
	message.SetDateWithValue(m.CreatedAt)
	message.SetBoundary(m.ID)
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetGenHeader("Content-Language", string(m.Locale))
	if m.Unsubscribe != "" {
		address, err := asciiURL(m.Unsubscribe)
		if err != nil {
			return nil, &Error{Refused: true, Words: "the address to unsubscribe at is none"}
		}
		message.SetListUnsubscribe(address)
	}
	message.SetBodyString(gomail.TypeTextPlain, m.Plain())
	message.AddAlternativeString(gomail.TypeTextHTML, m.HTML())
	return message, nil
}

// asciiURL returns an address as it may stand in a header.
func asciiURL(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	host, err := mail.Host(u.Hostname())
	if err != nil {
		return "", err
	}
	u.Host = strings.Replace(u.Host, u.Hostname(), host, 1)
	var ascii strings.Builder
	for _, b := range []byte(u.String()) { // in which the query is as it was
		if b <= ' ' || b >= 0x7f || strings.IndexByte(`<>",\`, b) >= 0 {
			fmt.Fprintf(&ascii, "%%%02X", b)
		} else {
			ascii.WriteByte(b)
		}
	}
	return ascii.String(), nil
}

// words is what somebody says, as a line that is not too long.
func words(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if len(s) > maxWords {
		s = strings.ToValidUTF8(s[:maxWords], "") + "…"
	}
	return s
}
