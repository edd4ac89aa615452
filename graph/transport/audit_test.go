package transport_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"

	"partnernetz/graph/transport"
)

// TestAudit runs the audits of graphql-http; "npm ci" in audit makes them available.
func TestAudit(t *testing.T) {
	if _, err := os.Stat("audit/node_modules/graphql-http"); err != nil {
		t.Skip("the audits are not installed")
	}
	server := httptest.NewServer(serve(transport.HTTP{}))
	defer server.Close()
	out, err := exec.CommandContext(t.Context(), "node", "audit/audit.mjs", server.URL).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}
