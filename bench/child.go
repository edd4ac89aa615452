package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"
)

// child is a serving process.
type child struct {
	addresses
	process *exec.Cmd
	stdin   io.Closer
}

// start starts a program like this one, to serve the content the given number of times, and waits until it is ready. The
// database is the embedded engine if mongo, the address of a MongoDB, is empty.
func start(program string, times int, mongo string) (*child, error) {
	c := &child{process: exec.Command(program, serveCommand, strconv.Itoa(times))}
	c.process.Stderr = os.Stderr
	c.process.Env = append(os.Environ(), mongoDB+"="+mongo)
	stdin, err := c.process.StdinPipe()
	if err != nil {
		return nil, err
	}
	c.stdin = stdin
	stdout, err := c.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.process.Start(); err != nil {
		return nil, err
	}
	if err := json.NewDecoder(stdout).Decode(&c.addresses); err != nil {
		c.stop()
		return nil, errors.New("the server did not start")
	}
	return c, nil
}

// stop ends the process and waits for it to clean up.
func (c *child) stop() {
	_ = c.stdin.Close()
	_ = c.process.Wait() // it has said on standard error what was wrong
}

// control sends a request to the control of the process.
func (c *child) control(method, path string, body []byte, answer any) error {
	req, err := http.NewRequest(method, "http://"+c.Control+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return err
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("%s %s: %s", method, path, said)
	case answer != nil:
		return json.Unmarshal(said, answer)
	}
	return nil
}

// prepare tells the bare handler what to write.
func (c *child) prepare(answer []byte) error {
	return c.control(http.MethodPut, "/answer", answer, nil)
}

func (c *child) publishEvery(d time.Duration) error {
	return c.control(http.MethodPut, "/publishing?every="+d.String(), nil, nil)
}

// result is the result of one way of asking.
type result struct {
	answers  int
	duration time.Duration
	used     usage
	p99      time.Duration
}

func (r result) perSecond() float64 { return float64(r.answers) / r.duration.Seconds() }

// processor returns the processor time of the server for one answer, in milliseconds.
func (r result) processor() float64 { return r.used.Processor.Seconds() * 1000 / float64(r.answers) }

func (r result) allocations() float64 { return float64(r.used.Allocations) / float64(r.answers) }
func (r result) kilobytes() float64   { return float64(r.used.Allocated) / 1000 / float64(r.answers) }
func (r result) commands() float64    { return float64(r.used.Commands) / float64(r.answers) }
func (r result) slowest() float64     { return r.p99.Seconds() * 1000 }
func (r result) megabytes() float64   { return float64(r.used.Resident) / (1 << 20) }

// measure asks in one way for a while, after a shorter warm-up that does not count. Every answer must be the wanted one.
func (c *child) measure(w way, q question, want []byte, o options) (r result, err error) {
	address := c.GraphQL
	if w.bare {
		address = c.Bare
		if err := c.prepare(want); err != nil {
			return r, err
		}
	}
	connections := make([]*connection, o.connections)
	for i := range connections {
		if connections[i], err = dial(address, w.request(q)); err != nil {
			return r, err
		}
		defer connections[i].conn.Close()
	}
	if err := c.publishEvery(w.publish); err != nil {
		return r, err
	}
	if _, err := load(connections, want, o.duration/5); err != nil {
		return r, err
	}
	var before, after usage
	if err := c.control(http.MethodGet, "/usage", nil, &before); err != nil {
		return r, err
	}
	start := time.Now()
	took, err := load(connections, want, o.duration)
	if err != nil {
		return r, err
	}
	duration := time.Since(start)
	if err := c.control(http.MethodGet, "/usage", nil, &after); err != nil {
		return r, err
	}
	if err := c.publishEvery(0); err != nil {
		return r, err
	}
	slices.Sort(took)
	r = result{answers: len(took), duration: duration, p99: took[len(took)*99/100], used: usage{
		Processor: after.Processor - before.Processor, Commands: after.Commands - before.Commands,
		Allocations: after.Allocations - before.Allocations, Allocated: after.Allocated - before.Allocated,
		Publications: after.Publications - before.Publications, Resident: after.Resident,
	}}
	switch {
	case w.executed && r.used.Commands < int64(r.answers):
		return r, errors.New("answers were kept, and not made each time")
	case w.publish > 0 && r.used.Publications == 0:
		return r, errors.New("nothing was published")
	}
	return r, nil
}
