package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// report writes the results of the rows: first what each answer costs that is made anew, then how many answers are served.
func report(w io.Writer, rows []*row) error {
	fmt.Fprint(w, "\nExecuted: what an answer costs the process that serves (with the embedded engine in it). An aim that is missed has a !\n\n")
	table := tabwriter.NewWriter(w, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "content\toperation\tms before\tnow\tfaster\taim\tbeside\tbefore\tnow\taim\tallocations\tnow\tkB\tnow\tcommands\tnow\tMB resident\tnow\t")
	for _, r := range rows {
		if !r.way.executed {
			continue
		}
		speedUp := r.speedUp()
		fmt.Fprintf(table, "%s\t%s", r.scene.name, r.question.name)
		r.pair(table, result.processor)
		fmt.Fprintf(table, "\t%s%s\t%s", missed(r.faster > 0 && speedUp < r.faster), number(speedUp), aim("≥", r.faster))
		compared(table, r, result.processor, "≤")
		r.pair(table, result.allocations)
		r.pair(table, result.kilobytes)
		r.pair(table, result.commands)
		r.pair(table, result.megabytes)
		fmt.Fprintln(table, "\t")
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nKept: how many answers of %s a second are served\n\n", overview)
	fmt.Fprintln(table, "content\tway\trequests/s before\tnow\tbeside\tbefore\tnow\taim\tp99 ms\tnow\tms processor\tnow\tMB resident\tnow\t")
	for _, r := range rows {
		if r.way.executed || r.question.name != overview {
			continue
		}
		fmt.Fprintf(table, "%s\t%s", r.scene.name, r.way.name)
		r.pair(table, result.perSecond)
		compared(table, r, result.perSecond, "≥")
		r.pair(table, result.slowest)
		r.pair(table, result.processor)
		r.pair(table, result.megabytes)
		fmt.Fprintln(table, "\t")
	}
	return table.Flush()
}

// pair writes two columns: a figure before and now.
func (r *row) pair(w io.Writer, what func(result) float64) {
	fmt.Fprintf(w, "\t%s\t%s", number(r.typical(older, what)), number(r.typical(newer, what)))
}

// compared writes four columns: what it is compared with, the ratio before and now, and the aim for now.
func compared(w io.Writer, r *row, what func(result) float64, sign string) {
	if r.beside == nil {
		fmt.Fprint(w, "\t\t\t\t")
		return
	}
	beside := r.beside.way.name
	if r.beside.scene != r.scene {
		beside = r.beside.scene.name
	}
	is := r.inProportion(newer, what)
	miss := r.proportion > 0 && (sign == "≤" && is > r.proportion || sign == "≥" && is < r.proportion)
	fmt.Fprintf(w, "\t%s\t%s\t%s%s\t%s", beside, number(r.inProportion(older, what)), missed(miss), number(is), aim(sign, r.proportion))
}

func missed(is bool) string {
	if is {
		return "! "
	}
	return ""
}

func aim(sign string, n float64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(sign, " ", n)
}

// number writes three significant digits, or all digits before the point.
func number(n float64) string {
	switch {
	case math.IsNaN(n):
		return ""
	case n >= 100:
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.3g", n)
}
