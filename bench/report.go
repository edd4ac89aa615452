package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// report writes the table, and how the variants compare with the bare handler.
func report(w io.Writer, sizes []size) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "partners\tvariant\trequests/s\tms processor\tcommands\tkB garbage\tp50 ms\tp99 ms\t")
	for _, s := range sizes {
		for _, r := range s.results {
			fmt.Fprintf(table, "%d\t%s\t%.0f\t%.3f\t%.2f\t%.1f\t%.2f\t%.2f\t\n", s.partners, r.variant.name, r.perSecond(), r.processor(),
				each(r, r.used.Commands), each(r, int64(r.used.Allocated))/1000, milliseconds(r.p50), milliseconds(r.p99))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, s := range sizes {
		fmt.Fprintf(w, "%d partners: the answer shows %d partners, %d agreements and %d measures in %d bytes; every one was compared\n",
			s.partners, s.shown.partners, s.shown.agreements, s.shown.measures, s.bytes)
		for _, r := range s.results[1:] {
			compare(w, s, r)
		}
	}
	server := sizes[0].server
	if server.Embedded {
		fmt.Fprintf(w, "Database: %s. Processor time is that of server and database together, publications included.\n", server.Database)
	} else {
		fmt.Fprintf(w, "Database: %s. Processor time is that of the server; the database's own is NOT included.\n", server.Database)
	}
	return nil
}

// compare writes one variant beside the bare handler.
func compare(w io.Writer, s size, r result) {
	bare := s.results[0]
	fmt.Fprintf(w, "%d partners, %s: %.1f %% of the bare handler's requests/s, %.1f times its processor time", s.partners,
		r.variant.name, 100*r.perSecond()/bare.perSecond(), r.processor()/bare.processor())
	if r.used.Publications > 0 {
		fmt.Fprintf(w, "; %d publications", r.used.Publications)
	}
	fmt.Fprintln(w)
}

func each(r result, n int64) float64 { return float64(n) / float64(r.answers) }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
