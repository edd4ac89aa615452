package e2e_test

import (
	"os"
	"testing"

	"partnernetz/testkit"
)

// start starts the server with all seed content and returns its address.
func start(t *testing.T) string { return testkit.Start(t, "demo").URL }

// lacking skips a test for want of a tool, which in CI is a failure.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}
