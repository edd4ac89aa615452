#!/bin/sh
# A mail server that closes the connection once it has said 250 to the data: the client reports that sending failed, though the mail was
# taken. Who sends again by that error sends everything twice.
# Versions: github.com/wneessen/go-mail v0.8.1, Go 1.26.
# Good guess from: RFC 5321, 6.1: with 250 in response to the data the server takes over the responsibility for the mail, whatever
# becomes of the connection; and the doc comment of Send, which sends mails. https://github.com/wneessen/go-mail
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=
go mod init finding 2>/dev/null
cat > main.go <<'GO'
package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"

	"github.com/wneessen/go-mail"
)

// take answers one mail as a server does, and closes the connection where it might wait for QUIT.
func take(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 there\r\n")
	for data := false; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch line = strings.ToUpper(strings.TrimSpace(line)); {
		case data && line == ".":
			fmt.Fprint(c, "250 taken\r\n")
			return
		case data:
		case line == "DATA":
			data = true
			fmt.Fprint(c, "354 go on\r\n")
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		c, err := l.Accept()
		if err == nil {
			take(c)
		}
	}()
	client, err := mail.NewClient("127.0.0.1", mail.WithPort(l.Addr().(*net.TCPAddr).Port), mail.WithTLSPolicy(mail.NoTLS), mail.WithHELO("here.example"))
	if err != nil {
		panic(err)
	}
	m := mail.NewMsg()
	if err := m.From("a@here.example"); err != nil {
		panic(err)
	}
	if err := m.To("b@there.example"); err != nil {
		panic(err)
	}
	m.Subject("Hello")
	m.SetBodyString(mail.TypeTextPlain, "Hello")
	err = client.DialAndSend(m)
	fmt.Printf("delivered: %t, an error: %t\n", m.IsDelivered(), err != nil)
}
GO
go get github.com/wneessen/go-mail@v0.8.1 2>/dev/null
seen=$(go run .)
echo "go-mail v0.8.1"
echo "guess: delivered: true, an error: false"
echo "seen:  $seen"
[ "$seen" = 'delivered: true, an error: true' ]
