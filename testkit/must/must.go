// Package must ends tests that cannot go on. It imports nothing of this module, so that tests of the domain need only the
// domain to be built.
package must

import "testing"

// Succeed ends the test if there is an error.
func Succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
