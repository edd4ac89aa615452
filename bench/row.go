package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
)

// row is one question, asked in one way in one scene, with the results.
type row struct {
	*scene
	question   question
	way        way
	beside     *row                // the row that it is compared with, round by round; both have the same answers
	proportion float64             // the ratio that is aimed at; 0 for none
	faster     float64             // how many times as fast as before it should be; 0 if there is no aim
	want       [newer + 1][]byte   // what each version answers, which need not be the same
	results    [newer + 1][]result // by version and round
}

// sizes is how far the sizes of the answers of two versions may be apart, as a ratio, for their times to say something.
const sizes = 1.25

// prepare finds out what the answers are, and checks that those of the two versions are about as long, as what a page says changes
// over the years.
func (r *row) prepare() error {
	for v, c := range r.servers {
		if c == nil {
			continue
		}
		answer, err := r.question.ask(c.GraphQL)
		if err != nil {
			return err
		}
		r.want[v] = answer
	}
	if old, now := float64(len(r.want[older])), float64(len(r.want[newer])); old > 0 && (now > old*sizes || old > now*sizes) {
		return fmt.Errorf("the two versions do not answer alike: %.0f bytes before, and now %.0f", old, now)
	}
	if r.beside != nil && !bytes.Equal(r.want[newer], r.beside.want[newer]) {
		return fmt.Errorf("the answer is not that of %s, %s", r.beside.scene.name, r.beside.way.name)
	}
	return nil
}

// measure adds a round. The versions take turns at being first.
func (r *row) measure(round int, o options) error {
	order := []version{older, newer}
	if round%2 == 1 {
		slices.Reverse(order)
	}
	for _, v := range order {
		if r.servers[v] == nil || r.way.bare && v == older { // the bare handler is the same in both
			continue
		}
		if r.mongo != "" { // the one used for tests takes a second for some answers, so one connection is enough
			o.connections = 1
		}
		result, err := r.servers[v].measure(r.way, r.question, r.want[v], o)
		if err != nil {
			return err
		}
		r.results[v] = append(r.results[v], result)
	}
	return nil
}

// typical returns the median over the rounds of a version, or NaN if the version was not measured.
func (r *row) typical(v version, what func(result) float64) float64 {
	return median(r.results[v], func(_ int, x result) float64 { return what(x) })
}

// inProportion returns the median of the ratio to the row that it is compared with.
func (r *row) inProportion(v version, what func(result) float64) float64 {
	return median(r.results[v], func(round int, x result) float64 {
		other := r.beside.results[v]
		if r.beside.way.bare {
			other = r.beside.results[newer]
		}
		return what(x) / what(other[round])
	})
}

// speedUp returns the median of the processor time before, divided by that of now.
func (r *row) speedUp() float64 {
	return median(r.results[older], func(round int, x result) float64 { return x.processor() / r.results[newer][round].processor() })
}

func median(results []result, of func(round int, r result) float64) float64 {
	if len(results) == 0 {
		return math.NaN()
	}
	values := make([]float64, len(results))
	for round, r := range results {
		values[round] = of(round, r)
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// failed adds to an error where it comes from.
func (r *row) failed(err error) error {
	return fmt.Errorf("%s, %s, %s: %w", r.scene.name, r.question.name, r.way.name, err)
}
