// Command bench measures what an answer costs, compared with a bare net/http handler that writes the same bytes from memory,
// and with an older version of the program, in the same run:
//
//	make bench BEFORE=COMMIT
//
// Each server runs in its own process, so that its processor time is known apart from that of the client. The process is this
// same program, built with the code of the version. The database is the embedded engine in memory, and also a new one of the
// MongoDB that MONGODB_URI names. Everything is measured in turns, round by round, and the table has the medians.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

// serveCommand is the first argument of the serving process; the second is how many times the content is to be there.
const serveCommand = "serve"

// mongoDB is the variable with the address of a MongoDB.
const mongoDB = "MONGODB_URI"

// seedPartners is how many partners the demo seed has.
const seedPartners = 39

type options struct {
	duration    time.Duration // of each measurement; the warm-up before it takes a fifth of that
	rounds      int
	connections int
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
	seconds := flag.Float64("seconds", 1.5, "how long each measurement takes")
	flag.IntVar(&o.rounds, "rounds", 5, "how often all is measured")
	flag.IntVar(&o.connections, "connections", 16, "how many connections ask at once")
	short := flag.Bool("short", false, "leave out what takes long to start")
	commit := flag.String("before", "", "the commit to compare with; none if empty")
	bench := flag.String("bench", "", "the commit whose bench serves the commit to compare with, if this one does not compile there")
	flag.Parse()
	if *seconds <= 0 || o.rounds < 1 || o.connections < 1 || flag.NArg() > 0 {
		return fmt.Errorf("-seconds, -rounds and -connections must be more than 0, and no arguments are allowed")
	}
	o.duration = time.Duration(*seconds * float64(time.Second))

	var programs [newer + 1]string
	var err error
	if programs[newer], err = os.Executable(); err != nil {
		return err
	}
	if *commit != "" {
		folder, err := os.MkdirTemp("", "bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		progress("building " + *commit)
		if programs[older], err = build(*commit, *bench, folder); err != nil {
			return err
		}
	}
	scenes := []*scene{{name: "39 partners", times: 1}, {name: "390 partners", times: 10}}
	if !*short {
		scenes = append(scenes, &scene{name: "3,900 partners", times: 100})
	}
	if uri := os.Getenv(mongoDB); uri != "" {
		scenes = append(scenes, &scene{name: "MongoDB's wire", times: 1, mongo: uri})
	}
	for _, s := range scenes {
		defer s.stop()
		if err := s.start(programs); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	rows, err := plan(scenes)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := r.prepare(); err != nil {
			return r.failed(err)
		}
	}
	for round := range o.rounds {
		progress(fmt.Sprintf("round %d of %d", round+1, o.rounds))
		for _, r := range rows {
			if err := r.measure(round, o); err != nil {
				return r.failed(err)
			}
		}
	}
	fmt.Printf("%d cores, %s, %d connections, medians of %d rounds of %v; client, database and servers share the cores.\n", runtime.NumCPU(),
		runtime.Version(), o.connections, o.rounds, o.duration)
	for v, c := range scenes[0].servers {
		if c != nil {
			fmt.Printf("Collector %s: %s\n", []string{"before (" + *commit + ")", "now"}[v], c.Collector)
		}
	}
	return report(os.Stdout, rows)
}

// progress writes to standard error, so that it does not mix with the table.
func progress(what string) {
	fmt.Fprintf(os.Stderr, "%s %s …\n", time.Now().Format(time.TimeOnly), what)
}
