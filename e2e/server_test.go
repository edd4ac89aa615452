package e2e_test

import (
	"testing"

	"partnernetz/testkit"
)

// start starts the server with all seed content and returns its address.
func start(t *testing.T) string { return testkit.Start(t, "demo").URL }
