// Package smtp sends mails by a server.
package smtp

import (
	"errors"
	"net"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"partnernetz/mail"
)

// Server is a server that takes mails, and how it is reached.
type Server struct {
	host           string
	port           int
	user, password string
	security       security
}

// security is how a connection is kept from being read.
type security int

const (
	startTLS    security = iota // or nothing is sent
	implicitTLS                 // from the first byte on
	plain                       // not at all
)

var errURL = errors.New("SMTP_URL must be an address such as smtp://user:password@mail.example.org:587, smtps://mail.example.org or, " +
	"without encryption and password, smtp://localhost:25?tls=none") // the value is left out, as it may have a secret

// Parse reads the address of a server. No error has any of it in it.
func Parse(address string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return nil, errURL
	}
	s := &Server{host: u.Hostname(), port: 587}
	switch u.Scheme + "?" + u.RawQuery {
	case "smtp?":
	case "smtps?":
		s.security, s.port = implicitTLS, 465
	case "smtp?tls=none":
		s.security, s.port = plain, 25
	default:
		return nil, errURL
	}
	if u.Port() != "" {
		port, err := strconv.ParseUint(u.Port(), 10, 16)
		if err != nil || port == 0 {
			return nil, errURL
		}
		s.port = int(port)
	}
	if u.User != nil {
		s.user = u.User.Username()
		s.password, _ = u.User.Password()
		if s.user == "" || s.password == "" || s.security == plain {
			return nil, errURL
		}
	}
	if _, err := netip.ParseAddr(s.host); err != nil {
		if s.host, err = mail.Host(s.host); err != nil {
			return nil, errURL
		}
	}
	return s, nil
}

// From reads who mails are from, as in MAIL_FROM.
func From(s string) (*netmail.Address, error) {
	from, err := netmail.ParseAddress(s)
	if err == nil {
		if address, problems := mail.ASCII(from.Address); len(problems) == 0 {
			return &netmail.Address{Name: from.Name, Address: address}, nil
		}
	}
	return nil, errors.New("MAIL_FROM must be an e-mail address such as netz@example.org or Partnernetz <netz@example.org>, without ä, ö, ü or ß ahead of the @")
}

// helo is how this program calls itself to a server: by its public host.
func helo(host string) string {
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		if a.Is6() {
			return "[IPv6:" + a.String() + "]"
		}
		return "[" + a.String() + "]"
	}
	return host
}

func (s *Server) address() string { return net.JoinHostPort(s.host, strconv.Itoa(s.port)) }
