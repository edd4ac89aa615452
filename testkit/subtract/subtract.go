// Package subtract works out what figures about people give away when they are added up and subtracted.
package subtract

import (
	"math/big"
	"slices"
)

// GivenAway returns some of the values, by their numbers, that are below the threshold together and can be got by sums and differences
// of figures that are shown, each of which is the sum of some values; nil if there are none. It tries all subsets of what is small.
func GivenAway(values []int, shown [][]int, threshold int) []int {
	var basis [][]*big.Rat
	for _, f := range shown {
		if row := remainder(basis, indicator(len(values), f)); row != nil {
			basis = append(basis, row)
		}
	}
	var small []int
	for i, v := range values {
		if v < threshold {
			small = append(small, i)
		}
	}
	for subset := 1; subset < 1<<len(small); subset++ {
		people, some := 0, []int(nil)
		for n, i := range small {
			if subset>>n&1 == 1 {
				people, some = people+values[i], append(some, i)
			}
		}
		if people < threshold && remainder(basis, indicator(len(values), some)) == nil {
			return some
		}
	}
	return nil
}

// indicator is a row with a one for each of some values.
func indicator(n int, of []int) []*big.Rat {
	row := make([]*big.Rat, n)
	for i := range row {
		row[i] = new(big.Rat)
		if slices.Contains(of, i) {
			row[i].SetInt64(1)
		}
	}
	return row
}

// remainder is what is left of a row when all that the basis explains is taken out; nil for nothing.
func remainder(basis [][]*big.Rat, row []*big.Rat) []*big.Rat {
	for _, b := range basis {
		at := slices.IndexFunc(b, func(c *big.Rat) bool { return c.Sign() != 0 })
		if row[at].Sign() == 0 {
			continue
		}
		times := new(big.Rat).Quo(row[at], b[at])
		for i := range row {
			row[i] = new(big.Rat).Sub(row[i], new(big.Rat).Mul(times, b[i]))
		}
	}
	if !slices.ContainsFunc(row, func(c *big.Rat) bool { return c.Sign() != 0 }) {
		return nil
	}
	return row
}
