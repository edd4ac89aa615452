package limit

import "strconv"

// ceiling is where counting stops: nested fragments reach numbers that no
// integer can hold, and beyond every limit the exact value does not matter.
const ceiling = 1_000_000_000

// add expects both numbers in 0..ceiling and stays in that range.
func add(a, b int) int {
	return min(a+b, ceiling)
}

// times expects both numbers in 0..ceiling and stays in that range.
func times(a, b int) int {
	if b != 0 && a > ceiling/b {
		return ceiling
	}
	return a * b
}

func number(n int) string {
	if n >= ceiling {
		return "more than " + strconv.Itoa(ceiling)
	}
	return strconv.Itoa(n)
}
