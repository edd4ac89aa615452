package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/testkit"
)

var update = flag.Bool("update", false, "write what the server answers now into testdata")

// golden is what a case is expected to be answered. The number of commands is part of it, so that nothing gets slow unseen.
type golden struct {
	Status   int             `json:"status"`
	Commands int64           `json:"commands"`
	Errors   json.RawMessage `json:"errors,omitempty"`
	Data     json.RawMessage `json:"data,omitempty"`
}

// TestDemo asks one server with all examples, since filling one takes longer than all the asking.
func TestDemo(t *testing.T) {
	server := testkit.Start(t, "demo")
	t.Run("golden", func(t *testing.T) { testGolden(t, server) })
	t.Run("operations", func(t *testing.T) { testOperations(t, server) })
	t.Run("bad input", func(t *testing.T) { testBadInput(t, server) })
	t.Run("empty lists", func(t *testing.T) { testEmptyLists(t, server) })
	t.Run("huge values", func(t *testing.T) { testHugeValues(t, server) })
	t.Run("ids", func(t *testing.T) { testIDs(t, server) })
}

// testGolden sends testdata/<concept>/<case>.graphql, with <case>.variables.json if there is one, and compares the answer
// with <case>.json. To add a case, write the operation, run the test with -update, and read what came.
func testGolden(t *testing.T, server *testkit.Server) {
	cases, err := filepath.Glob("testdata/*/*.graphql")
	testkit.Must(t, err)
	known := map[string]bool{}
	for _, file := range cases {
		base := strings.TrimSuffix(file, ".graphql")
		known[base+".json"], known[base+".variables.json"] = true, true
		t.Run(strings.TrimPrefix(filepath.ToSlash(base), "testdata/"), func(t *testing.T) {
			first, again := ask(t, server, base, 1), ask(t, server, base, 2)
			if diff := cmp.Diff(first, again); diff != "" {
				t.Errorf("asked again, the answer is another:\n%s", diff)
			}
			if *update {
				testkit.Must(t, os.WriteFile(base+".json", []byte(first), 0o600))
			}
			want, err := os.ReadFile(base + ".json")
			testkit.Must(t, err)
			if diff := cmp.Diff(string(want), first); diff != "" {
				t.Errorf("%s.json and the answer differ:\n%s", base, diff)
			}
		})
	}
	answers, err := filepath.Glob("testdata/*/*.json")
	testkit.Must(t, err)
	for _, file := range answers {
		if !known[file] {
			t.Errorf("%s belongs to no case", file)
		}
	}
}

// ask sends a case and returns the answer as it stands in a golden file. What is asked for the first time is not in the
// cache, and asking again has to give the same.
func ask(t *testing.T, server *testkit.Server, base string, run int) string {
	t.Helper()
	body := requestOf(t, base, run)
	before := server.DB.Commands()
	a := server.Post(t, body)
	g := golden{Status: a.Status, Commands: server.DB.Commands() - before}
	testkit.Must(t, json.Unmarshal(a.Raw, &g))
	if cached := server.Post(t, body); !bytes.Equal(cached.Raw, a.Raw) {
		t.Errorf("the same request was answered\n%s\nand then\n%s", a.Raw, cached.Raw)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	testkit.Must(t, e.Encode(g))
	return b.String()
}

// requestOf makes the body of a request that no other run sends, so that the cache has no answer to it.
func requestOf(t *testing.T, base string, run int) []byte {
	t.Helper()
	query, err := os.ReadFile(base + ".graphql")
	testkit.Must(t, err)
	variables, err := os.ReadFile(base + ".variables.json")
	if os.IsNotExist(err) {
		variables = []byte("null")
	} else {
		testkit.Must(t, err)
	}
	body, err := json.Marshal(map[string]any{
		"query": string(query), "variables": json.RawMessage(variables), "extensions": map[string]any{"run": run},
	})
	testkit.Must(t, err)
	return body
}
