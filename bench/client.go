package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// connection asks the same question over and over. It costs little, since it shares the cores with the server: the request is
// put together once, and the answer is compared with the expected one, but not parsed.
type connection struct {
	conn    net.Conn
	in      *bufio.Reader
	request []byte
	number  []byte // the part of the request that differs each time; empty if there is none
	body    []byte
}

// lastNumber is the number of the last numbered request of the run.
var lastNumber atomic.Int64

func dial(address string, request []byte) (*connection, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	c := &connection{conn: conn, in: bufio.NewReaderSize(conn, 64<<10), request: bytes.Clone(request)}
	if at := bytes.Index(c.request, []byte(numberMark)); at >= 0 {
		c.number = c.request[at : at+len(numberMark)]
	}
	return c, nil
}

// exchange asks once. Any answer but the expected one is an error.
func (c *connection) exchange(want []byte) error {
	if len(c.number) > 0 {
		copy(c.number, fmt.Sprintf("%0*d", len(c.number), lastNumber.Add(1)))
	}
	if _, err := c.conn.Write(c.request); err != nil {
		return err
	}
	status, err := c.line()
	if err != nil {
		return err
	}
	ok := bytes.HasPrefix(status, []byte("HTTP/1.1 200 "))
	if !ok {
		err = fmt.Errorf("the server answers %q", bytes.Clone(status))
	}
	if bodyErr := c.readBody(); bodyErr != nil {
		return errors.Join(err, bodyErr)
	}
	if !ok {
		return fmt.Errorf("%w: %.500s", err, c.body)
	}
	if !bytes.Equal(c.body, want) {
		return fmt.Errorf("an answer of %d bytes is not the expected one of %d: %.200s", len(c.body), len(want), c.body)
	}
	return nil
}

// line reads a line of the header. It is valid until the next read.
func (c *connection) line() ([]byte, error) {
	line, err := c.in.ReadSlice('\n')
	return bytes.TrimSpace(line), err
}

// readBody reads the rest of the header, and the body.
func (c *connection) readBody() error {
	length := -1
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		if len(line) == 0 {
			break
		}
		if name, value, _ := strings.Cut(string(line), ":"); strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if length < 0 {
		return c.readChunks()
	}
	if cap(c.body) < length {
		c.body = make([]byte, length)
	}
	c.body = c.body[:length]
	_, err := io.ReadFull(c.in, c.body)
	return err
}

func (c *connection) readChunks() error {
	b := bytes.NewBuffer(c.body[:0])
	if _, err := b.ReadFrom(httputil.NewChunkedReader(c.in)); err != nil {
		return err
	}
	c.body = b.Bytes()
	_, err := c.line() // the empty line at the end
	return err
}

// load asks on all connections at once for the given time, and returns how long each answer took.
func load(connections []*connection, want []byte, duration time.Duration) ([]time.Duration, error) {
	took := make([][]time.Duration, len(connections))
	errs := make([]error, len(connections))
	end := time.Now().Add(duration)
	var all sync.WaitGroup
	for i, c := range connections {
		all.Go(func() {
			for now := time.Now(); now.Before(end) && errs[i] == nil; {
				errs[i] = c.exchange(want)
				before := now
				now = time.Now()
				took[i] = append(took[i], now.Sub(before))
			}
		})
	}
	all.Wait()
	var merged []time.Duration
	for _, t := range took {
		merged = append(merged, t...)
	}
	return merged, errors.Join(errs...)
}
