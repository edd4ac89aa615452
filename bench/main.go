// Command bench measures what an answer costs: the operation NetworkOverview, which the website asks for, beside a bare
// net/http handler that writes the same bytes from memory.
//
// The server runs in a process of its own, which is this program once more, so that its processor time is known apart
// from that of the client. The database is the embedded engine in memory, or a new one of the MongoDB that MONGODB_URI
// names.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// serveCommand is the first argument of the process that serves; the second is how many times over the content is there.
const serveCommand = "serve"

// seedPartners is how many partners the demo seed has.
const seedPartners = 39

type options struct {
	duration    time.Duration // of each measurement
	warmUp      time.Duration // ahead of each
	connections int
	only        string
}

func main() {
	var err error
	if len(os.Args) == 3 && os.Args[1] == serveCommand {
		err = serveTimes(os.Args[2])
	} else {
		err = run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func serveTimes(argument string) error {
	times, err := strconv.Atoi(argument)
	if err != nil {
		return err
	}
	return serve(times)
}

func run() error {
	var o options
	seconds := flag.Float64("seconds", 5, "how long each measurement takes")
	flag.IntVar(&o.connections, "connections", 16, "how many connections ask at once")
	flag.StringVar(&o.only, "only", "", "measure only the variants whose name has this in it, and the bare handler")
	flag.Parse()
	if *seconds <= 0 || o.connections < 1 || flag.NArg() > 0 {
		return fmt.Errorf("-seconds and -connections must be more than nothing, and there are no arguments")
	}
	o.duration = time.Duration(*seconds * float64(time.Second))
	o.warmUp = max(o.duration/5, 200*time.Millisecond)

	var sizes []size
	for _, times := range []int{1, 10} {
		s, err := measure(times, o)
		if err != nil {
			return fmt.Errorf("%d partners: %w", times*seedPartners, err)
		}
		sizes = append(sizes, s)
	}
	fmt.Printf("%d cores, %s, %s, %d connections, %v each; client and server share the cores\n\n", runtime.NumCPU(),
		runtime.Version(), sizes[0].server.Collector, o.connections, o.duration)
	return report(os.Stdout, sizes)
}

// size is what was found out with one amount of content.
type size struct {
	partners int
	shown    shown
	bytes    int // of the answer
	server   addresses
	results  []result // the bare handler's first
}

// variant is one way of asking.
type variant struct {
	name    string
	request func(question) []byte
	server  func(addresses) string
	publish time.Duration // how often something is published meanwhile; 0 for never
}

func variants() []variant {
	graphql := func(a addresses) string { return a.GraphQL }
	return []variant{
		{"bare handler", question.plain, func(a addresses) string { return a.Bare }, 0},
		{"as served", question.plain, graphql, 0},
		{"executed every time", question.numbered, graphql, 0},
		{"published every 100 ms", question.plain, graphql, 100 * time.Millisecond},
	}
}

// measure asks a server with the content so many times over in all ways. Every answer must be the same, byte for byte.
func measure(times int, o options) (size, error) {
	s := size{partners: times * seedPartners}
	child, err := start(times)
	if err != nil {
		return s, err
	}
	defer child.stop()
	q, err := newQuestion()
	if err != nil {
		return s, err
	}
	want, err := ask(child.GraphQL, q)
	if err != nil {
		return s, err
	}
	if s.shown, err = inspect(want, s.partners); err != nil {
		return s, fmt.Errorf("the answer is not complete: %w", err)
	}
	if err := child.prepare(want); err != nil {
		return s, err
	}
	s.bytes, s.server = len(want), child.addresses
	for i, v := range variants() {
		if i > 0 && !strings.Contains(v.name, o.only) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%d partners, %s …\n", s.partners, v.name)
		r, err := child.measure(v, q, want, o)
		if err != nil {
			return s, fmt.Errorf("%s: %w", v.name, err)
		}
		s.results = append(s.results, r)
	}
	return s, nil
}
