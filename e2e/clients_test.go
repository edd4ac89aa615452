package e2e_test

import (
	"os"
	"os/exec"
	"partnernetz/testkit"
	"testing"
)

// The libraries that websites read with, as they come, go through pages, languages, history and drafts, and keep apart what is
// not the same. The tests are in ../clients, where `npm ci` makes the libraries available.
func TestClients(t *testing.T) {
	_, err := exec.LookPath("node")
	if _, missing := os.Stat("../clients/node_modules/relay-runtime"); err != nil || missing != nil {
		testkit.Lack(t, "there is no Node or `npm ci` was not run in clients, so nobody tried the client libraries")
	}
	p := serve(t, data(t), withAdmin...)
	cmd := exec.CommandContext(t.Context(), "node", "--test", "--test-reporter=spec")
	cmd.Dir = "../clients"
	cmd.Env = append(os.Environ(), "SERVER=http://"+p.address, "TOKEN="+p.admin(t).token)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}
