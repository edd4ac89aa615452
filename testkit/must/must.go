// Package must ends tests that cannot go on. It imports nothing of this module, so that tests of the domain need only the
// domain to be built.
package must

import (
	"os"
	"testing"
)

// Succeed ends the test if there is an error.
func Succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Lack skips a test for want of a tool, which in CI is a failure.
func Lack(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}
