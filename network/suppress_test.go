package network_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"partnernetz/network"
	"partnernetz/testkit/subtract"
)

// cube returns the figures of a table of any number of dimensions: all of its values, and all sums over whole dimensions.
func cube(sizes ...int) (cells int, figures [][]int) {
	cells = 1
	for _, n := range sizes {
		cells *= n
	}
	whole := make([]int, len(sizes)) // one more than the last: the sum over the dimension
	for {
		var f []int
		for cell := range cells {
			rest, in := cell, true
			for d, n := range sizes {
				in = in && (whole[d] == n || whole[d] == rest%n)
				rest /= n
			}
			if in {
				f = append(f, cell)
			}
		}
		figures = append(figures, f)
		d := 0
		for d < len(sizes) && whole[d] == sizes[d] {
			whole[d] = 0
			d++
		}
		if d == len(sizes) {
			return cells, figures
		}
		whole[d]++
	}
}

// those returns the figures that are shown.
func those(figures [][]int, shown []bool) (some [][]int) {
	for n, f := range figures {
		if shown[n] {
			some = append(some, f)
		}
	}
	return some
}

// Whatever is added up and subtracted over all breakdowns, nothing about fewer people than the threshold comes out.
func TestNothingIsGivenAway(t *testing.T) {
	hidden := 0
	for _, sizes := range [][]int{{4}, {2, 2}, {3, 3}, {2, 4}, {2, 2, 2}} {
		cells, figures := cube(sizes...)
		for seed := range uint64(40) {
			r := rand.New(rand.NewPCG(seed, uint64(cells)))
			values := make([]int, cells)
			for i := range values {
				values[i] = []int{0, r.IntN(5), 5 + r.IntN(3), r.IntN(100)}[r.IntN(4)]
			}
			shown := network.Suppress(values, figures, nil, 5)
			if some := subtract.GivenAway(values, those(figures, shown), 5); some != nil {
				t.Errorf("%v: %v with %v shown gives away %v", sizes, values, shown, some)
			}
			for n := range figures {
				if !shown[n] {
					hidden++
				}
			}
			if !slices.Equal(shown, network.Suppress(values, figures, nil, 5)) {
				t.Errorf("%v: another time other figures are shown", values)
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing was hidden")
	}
}

// No more is left out than has to be, and nothing where nothing is small.
func TestSuppress(t *testing.T) {
	for name, tt := range map[string]struct {
		sizes  []int
		values []int
		want   string // of figures not shown, in the order of cube: the first dimension first, its sum last
	}{
		"all are many":           {[]int{2, 2}, []int{5, 6, 7, 8}, "[]"},
		"one of a row":           {[]int{3}, []int{3, 20, 9}, "[0 2]"},
		"two of a row":           {[]int{3}, []int{3, 20, 2}, "[0 2]"},
		"two that are too few":   {[]int{3}, []int{1, 20, 2}, "[0 1 2]"},
		"one of a table":         {[]int{2, 2}, []int{3, 20, 30, 40}, "[0 1 3 4]"},
		"nobody is few":          {[]int{2}, []int{0, 20}, "[0 1]"},
		"all together are few":   {[]int{2}, []int{1, 2}, "[0 1 2]"},
		"the total alone is not": {[]int{2}, []int{3, 4}, "[0 1]"},
	} {
		_, figures := cube(tt.sizes...)
		hidden := []int{}
		for n, shown := range network.Suppress(tt.values, figures, nil, 5) {
			if !shown {
				hidden = append(hidden, n)
			}
		}
		if fmt.Sprint(hidden) != tt.want {
			t.Errorf("%s: %v are hidden, want %s", name, hidden, tt.want)
		}
	}
}

// A table of all sectors, areas and five years is done at once, and nothing that one line gives away is shown.
func TestSuppressLarge(t *testing.T) {
	cells, figures := cube(len(network.Sectors()), len(network.MeasureAreas()), 5)
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]int, cells)
	for i := range values {
		values[i] = r.IntN(60)
	}
	shown, left := network.Suppress(values, figures, nil, 5), 0
	for n, f := range figures {
		sum := 0
		for _, i := range f {
			sum += values[i]
		}
		if shown[n] && sum < 5 {
			t.Errorf("%d of %v are shown", sum, f)
		}
		if shown[n] {
			left++
		}
	}
	if left < len(figures)/2 {
		t.Errorf("only %d of %d figures are left", left, len(figures))
	}
}
