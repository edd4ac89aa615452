package network

import (
	"cmp"
	"math"
	"slices"
)

// Suppress says which figures about people may be shown. values are what was counted at the finest, none below zero, and each figure
// is the sum of some of them, by their numbers: a table is offered with its margins as figures. A figure below the threshold is
// not shown; and others are not either, so that no sum and difference of those that are shown is that of some of the values and
// below the threshold. Known are sums that are shown elsewhere, whatever comes out here; if these alone give something away, no figure
// is shown. Which ones are depends on nothing but the arguments.
func Suppress(values []int, figures, known [][]int, threshold int) []bool {
	all := append(slices.Clone(figures), known...)
	shown := make([]bool, len(all))
	for i, f := range all {
		shown[i] = i >= len(figures) || total(values, f) >= threshold
	}
	for {
		weak, found := newAttack(values, all, shown, threshold).find(len(figures))
		if !found {
			return shown[:len(figures)]
		}
		if weak < 0 {
			return make([]bool, len(figures))
		}
		shown[weak] = false
	}
}

func total(values, of []int) (sum int) {
	for _, i := range of {
		sum += values[i]
	}
	return sum
}

// attack looks for what the figures that are shown give away. Its rows are sums and differences of these: first the coefficients of
// the values, those at the threshold or above ahead, then which figures a row was made of.
type attack struct {
	values    []int
	figures   [][]int
	shown     []bool
	threshold int
	order     []int // of the values: those at the threshold or above first
	rows      [][]float64
	pivots    []int // beside rows: the place of the value that no other row has
	tries     int
}

const (
	maxTries   = 200_000 // combinations; with more of them figures are left out unseen
	negligible = 1e-6
)

func newAttack(values []int, figures [][]int, shown []bool, threshold int) *attack {
	a := &attack{values: values, figures: figures, shown: shown, threshold: threshold}
	for i := range values {
		a.order = append(a.order, i)
	}
	slices.SortStableFunc(a.order, func(x, y int) int { return cmp.Compare(values[y], values[x]) })
	place := make([]int, len(values))
	for at, i := range a.order {
		place[i] = at
	}
	for n, f := range figures {
		if !shown[n] {
			continue
		}
		row := make([]float64, len(values)+len(figures))
		for _, i := range f {
			row[place[i]] = 1
		}
		row[len(values)+n] = 1
		a.rows = append(a.rows, row)
	}
	a.eliminate()
	return a
}

// eliminate brings the rows into reduced echelon form.
func (a *attack) eliminate() {
	done := 0
	for at := range a.values {
		best := done
		for r := done; r < len(a.rows); r++ {
			if math.Abs(a.rows[r][at]) > math.Abs(a.rows[best][at]) {
				best = r
			}
		}
		if done == len(a.rows) || math.Abs(a.rows[best][at]) < negligible {
			continue
		}
		a.rows[done], a.rows[best] = a.rows[best], a.rows[done]
		scale(a.rows[done], 1/a.rows[done][at])
		for r := range a.rows {
			if r != done && math.Abs(a.rows[r][at]) > negligible {
				add(a.rows[r], a.rows[done], -a.rows[r][at])
			}
		}
		a.pivots = append(a.pivots, at)
		done++
	}
	a.rows = a.rows[:done]
}

// find finds whether something is given away, and which of the first so many figures must not be shown with the others; -1 if none of
// them is to blame. What is below the threshold has only values below it, so rows that begin with others are no part of it.
func (a *attack) find(among int) (weak int, is bool) {
	first := slices.IndexFunc(a.pivots, func(at int) bool { return a.values[a.order[at]] < a.threshold })
	if first < 0 {
		return -1, false
	}
	found := a.extend(first, make([]float64, len(a.values)+len(a.figures)), 0)
	if found == nil && a.tries > maxTries {
		found = a.rows[first] // so much can be combined that something is left out to be safe
	}
	if found == nil {
		return -1, false
	}
	weak = -1
	for n := range among {
		if math.Abs(found[len(a.values)+n]) < negligible {
			continue
		}
		if weak < 0 || a.matters(n, weak) < 0 {
			weak = n
		}
	}
	return weak, true
}

// matters compares two figures by how much is lost without them: sums of many values tell more than single ones do.
func (a *attack) matters(n, than int) int {
	return cmp.Or(cmp.Compare(len(a.figures[n]), len(a.figures[than])), cmp.Compare(total(a.values, a.figures[n]), total(a.values, a.figures[than])))
}

// extend adds some of the rows from one on to a sum of those before, so that the sum is that of some values, which together are below
// the threshold; nil if there is no way. As each row alone has its pivot, each is in the sum once or not at all.
func (a *attack) extend(row int, sum []float64, people int) []float64 {
	if a.tries++; a.tries > maxTries || people >= a.threshold {
		return nil
	}
	if row == len(a.rows) {
		if a.isPart(sum) {
			return sum
		}
		return nil
	}
	if found := a.extend(row+1, sum, people); found != nil {
		return found
	}
	with := slices.Clone(sum)
	add(with, a.rows[row], 1)
	return a.extend(row+1, with, people+a.values[a.order[a.pivots[row]]])
}

// isPart reports whether a row is the sum of some values, which together are below the threshold.
func (a *attack) isPart(row []float64) bool {
	people, some := 0, false
	for at, i := range a.order {
		switch c := row[at]; {
		case math.Abs(c) < negligible:
		case math.Abs(c-1) < negligible:
			people, some = people+a.values[i], true
		default:
			return false
		}
	}
	return some && people < a.threshold
}

func scale(row []float64, by float64) {
	for i := range row {
		row[i] *= by
	}
}

func add(row, other []float64, times float64) {
	for i := range row {
		row[i] += times * other[i]
	}
}
