package graph_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"partnernetz/playground"
	"partnernetz/testkit"
)

// contract is where the operations stand that the consumers send, if it is at hand.
const contract = "../../shared/operations"

// Every example that everybody may send gets an answer that shows something: no error, and no part of it without any data.
// Those of editors need ids and a session, and some change what others read: e2e sends them, as one story.
func testOperations(t *testing.T, server *testkit.Server) {
	for _, o := range operations(t) {
		if o.Account {
			continue
		}
		t.Run(o.Name, func(t *testing.T) {
			a := server.Query(t, o.Query, variablesOf(t, o))
			if a.Status != 200 || len(a.Errors) > 0 {
				t.Fatalf("status %d: %s", a.Status, a.Raw)
			}
			for field, value := range a.Data {
				if isEmpty(value) {
					t.Errorf("%s shows nothing: %.300s", field, a.Raw)
				}
			}
		})
	}
}

// An example that a consumer sends too stands here as it does there, letter by letter. Where the folder of the consumers
// is not at hand, the example is compared with the file that it is compiled in from.
func TestOperationsAreTheContract(t *testing.T) {
	files := map[string]string{}
	for _, o := range operations(t) {
		folder := "../playground/operations"
		if o.Account {
			folder += "/editors"
		}
		files[o.Name+".graphql"] = filepath.Join(folder, o.Name+".graphql")
	}
	found := 0
	_ = filepath.WalkDir(contract, func(path string, d fs.DirEntry, err error) error {
		if err == nil && files[d.Name()] != "" {
			files[d.Name()] = path
			found++
		}
		return nil
	})
	if _, err := os.Stat(contract); err == nil && found != len(files) {
		t.Errorf("only %d of %d examples are in the contract", found, len(files))
	}
	for _, o := range operations(t) {
		want, err := os.ReadFile(files[o.Name+".graphql"])
		testkit.Must(t, err)
		if o.Query != string(want) {
			t.Errorf("%s differs from %s", o.Name, files[o.Name+".graphql"])
		}
	}
}

func operations(t testing.TB) []playground.Operation {
	t.Helper()
	all, err := playground.Operations()
	testkit.Must(t, err)
	if len(all) < 7 {
		t.Fatalf("there are only %d examples", len(all))
	}
	return all
}

// isEmpty reports whether a value of JSON, lists within and all, has nothing to show.
func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case []any:
		for _, item := range v {
			if isEmpty(item) {
				return true
			}
		}
		return len(v) == 0
	case map[string]any:
		for _, name := range []string{"nodes", "edges"} {
			if list, isList := v[name].([]any); isList {
				return isEmpty(list)
			}
		}
		for _, item := range v {
			if !isEmpty(item) {
				return false
			}
		}
		return true
	}
	return false
}

// variablesOf returns the variables of an example, to be changed.
func variablesOf(t *testing.T, o playground.Operation) map[string]any {
	t.Helper()
	variables := map[string]any{}
	if len(o.Variables) > 0 {
		testkit.Must(t, json.Unmarshal(o.Variables, &variables))
	}
	return variables
}
