package content_test

import (
	"strings"
	"testing"

	"partnernetz/content"
)

func TestTransitions(t *testing.T) {
	type state string
	lights := content.Transitions[state]{"GREEN": {"YELLOW"}, "YELLOW": {"RED", "BROKEN"}, "RED": {"GREEN"}}
	if found := lights.Check("id", "GREEN", "YELLOW"); found != nil {
		t.Errorf("YELLOW follows GREEN, and the check says %v", found)
	}
	for _, refused := range []struct{ from, to, says string }{
		{"GREEN", "RED", "YELLOW"}, {"GREEN", "GREEN", "YELLOW"}, {"YELLOW", "GREEN", "RED, BROKEN"}, {"BROKEN", "RED", "end"},
	} {
		found := lights.Check("id", state(refused.from), state(refused.to))
		if len(found) != 1 || found[0].Code != content.IllegalTransition || found[0].Path != "id" {
			t.Fatalf("%s after %s: %v", refused.to, refused.from, found)
		}
		if !strings.Contains(found[0].EN, refused.says) {
			t.Errorf("%s after %s does not say %s: %s", refused.to, refused.from, refused.says, found[0].EN)
		}
	}
}
