#!/bin/sh
# A connection that breaks while a mail is on its way, before the server has answered: the mail says of its error that it is not temporary,
# as only the code of an answer is looked at. Who goes by that gives mails up that would arrive a moment later.
# Versions: github.com/wneessen/go-mail v0.8.1, Go 1.26.
# Good guess from: RFC 5321, 4.5.4.1, by which a client tries again later if a connection fails; and the doc comment of
# SendErrorIsTemp, which tells whether the failure is temporary and sending may be tried again. https://github.com/wneessen/go-mail
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

// lose answers as a server does, and loses the connection amid the data.
func lose(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 there\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		if strings.HasPrefix(strings.ToUpper(line), "DATA") {
			fmt.Fprint(c, "354 go on\r\n")
			_, _ = in.ReadString('\n')
			return
		}
		fmt.Fprint(c, "250 yes\r\n")
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
			lose(c)
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
	fmt.Printf("an error: %t, temporary: %t\n", err != nil, m.SendErrorIsTemp())
}
GO
go get github.com/wneessen/go-mail@v0.8.1 2>/dev/null
seen=$(go run .)
echo "go-mail v0.8.1"
echo "guess: an error: true, temporary: true"
echo "seen:  $seen"
[ "$seen" = 'an error: true, temporary: false' ]
