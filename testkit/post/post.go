// Package post is a mail server for tests.
package post

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"partnernetz/testkit/must"
)

// Answer is what a server does with a mail.
type Answer int

// The answers.
const (
	Take         Answer = iota
	NotNow              // 451 to the recipient
	Never               // 550 to the recipient
	NotThis             // 554 to the data, which it has read
	HangUp              // at the recipient
	HangUpTaken         // once it has taken the data, without saying so
	HangUpThanks        // once it has said that it has taken the data
	Wait                // a second ahead of taking it
)

// Letter is a mail as a server has taken it.
type Letter struct {
	From, To string
	Helo     string
	UTF8     bool // whether addresses are said to have other letters than those of ASCII
	Secure   bool // whether it came over TLS
	Data     string
}

// The user and the password that a server lets in over TLS.
const (
	User     = "netz"
	Password = "g3h3im!/@"
)

// Server is a mail server.
type Server struct {
	Address string // host and port
	CA      string // a file with the certificate that it can be trusted by

	mu      sync.Mutex
	letters []Letter
	asked   map[string]int
	answer  func(to string, times int) Answer
}

// Options are how a server is.
type Options struct {
	Answer  func(to string, times int) Answer // to a recipient, asked so often before; Take if nil
	NoTLS   bool
	FromTLS bool // whether TLS begins with the connection
	UTF8    bool // whether it offers SMTPUTF8
}

// Open opens a server until the end of the test.
func Open(t testing.TB, o Options) *Server {
	t.Helper()
	s := &Server{CA: filepath.Join(t.TempDir(), "ca.pem"), asked: map[string]int{}, answer: o.Answer}
	config := s.certify(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must.Succeed(t, err)
	s.Address = listener.Addr().String()
	if o.FromTLS {
		listener = tls.NewListener(listener, config)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{s: s, conn: c}, nil }))
	server.Domain, server.EnableSMTPUTF8, server.ErrorLog = "post.test", o.UTF8, quiet{}
	if !o.NoTLS {
		server.TLSConfig = config
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return s
}

// certify makes a certificate for this machine.
func (s *Server) certify(t testing.TB) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must.Succeed(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must.Succeed(t, err)
	must.Succeed(t, os.WriteFile(s.CA, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// Letters returns what the server has taken so far.
func (s *Server) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.letters)
}

// Asked returns how often somebody wanted to send something to an address.
func (s *Server) Asked(to string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[to]
}

func (s *Server) next(to string) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.asked[to]
	s.asked[to]++
	if s.answer == nil {
		return Take
	}
	return s.answer(to, n)
}

type session struct {
	s      *Server
	conn   *smtp.Conn
	letter Letter
	answer Answer
	hangUp bool
}

func (x *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (x *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != User || password != Password {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "wrong: " + password}
		}
		return nil
	}), nil
}

func (x *session) Mail(from string, o *smtp.MailOptions) error {
	_, secure := x.conn.TLSConnectionState()
	x.letter = Letter{From: from, Helo: x.conn.Hostname(), UTF8: o.UTF8, Secure: secure}
	return nil
}

func (x *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	x.letter.To = to
	switch x.answer = x.s.next(to); x.answer {
	case NotNow:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "later, " + to}
	case Never:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "nobody is called " + to}
	case HangUp:
		_ = x.conn.Conn().Close()
	case Wait:
		time.Sleep(time.Second)
	}
	return nil
}

func (x *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if x.answer == NotThis {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "not this"}
	}
	x.letter.Data = string(data)
	x.s.mu.Lock()
	x.s.letters = append(x.s.letters, x.letter)
	x.s.mu.Unlock()
	x.hangUp = x.answer == HangUpThanks
	if x.answer == HangUpTaken {
		_ = x.conn.Conn().Close()
		return errors.New("gone")
	}
	return nil
}

func (x *session) Reset() {
	if x.hangUp {
		_ = x.conn.Conn().Close()
	}
}

func (x *session) Logout() error { return nil }

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
