package graph

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

// A panic that strikes many fields, each with a stack of its own, is in the log once, with one of the stacks.
func TestPanicsAreLoggedOnce(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	ctx, ids := withFaults(t.Context()), map[any]bool{}
	for i := range 39 {
		func() {
			defer func() { ids[present(ctx, recovered(ctx, recover())).Extensions["id"]] = true }()
			panicAt(i)
		}()
	}
	if lines := strings.Count(log.String(), "\n"); lines != 1 || len(ids) != 1 || !strings.Contains(log.String(), "panicAt") {
		t.Errorf("%d lines and %d ids:\n%s", lines, len(ids), log.String())
	}
}

// panicAt makes stacks that differ, as the depth does.
func panicAt(depth int) {
	if depth > 0 {
		panicAt(depth - 1)
	}
	panic("on purpose")
}
