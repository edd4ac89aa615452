package content_test

import (
	"errors"
	"testing"

	"partnernetz/content"
)

func TestAboveItself(t *testing.T) {
	above := map[string]string{"b": "a", "c": "b", "x": "z", "y": "x", "z": "y", "below": "x", "self": "self", "child": "self"}
	for id, want := range map[string]bool{"a": false, "c": false, "x": true, "y": true, "z": true, "below": false, "self": false, "child": false, "unknown": false} {
		got, err := content.AboveItself(id, func(id string) (string, error) { return above[id], nil })
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", id, got, err)
		}
	}
	broken := errors.New("not there")
	if _, err := content.AboveItself("a", func(string) (string, error) { return "", broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
