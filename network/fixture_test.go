package network_test

import (
	"encoding/json"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit/must"
)

func ptr[T any](v T) *T { return &v }

func written(t *testing.T, e content.Entry) string {
	t.Helper()
	raw, err := json.Marshal(e)
	must.Succeed(t, err)
	return string(raw)
}
