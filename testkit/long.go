package testkit

import "os"

// Long returns how often or how much a test does something: short in `make test`, long in `make test-all`, which sets LONG.
func Long[T any](short, long T) T {
	if os.Getenv("LONG") == "" {
		return short
	}
	return long
}
