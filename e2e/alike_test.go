package e2e_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// known is what a story has learned from answers, by name: $measure, say, is the id of the measure.
type known map[string]any

// fill puts what is known in place of names within a value of JSON.
func (k known) fill(value any) any {
	switch v := value.(type) {
	case string:
		if found, ok := k[v]; ok {
			return found
		}
	case []any:
		filled := make([]any, len(v))
		for i, item := range v {
			filled[i] = k.fill(item)
		}
		return filled
	case map[string]any:
		filled := map[string]any{}
		for name, item := range v {
			filled[name] = k.fill(item)
		}
		return filled
	}
	return value
}

// alike demands that an answer has all that is wanted; it may have more fields. In what is wanted, "…" is anything but
// null, and a name with $ is what it was when it was seen first.
func (k known) alike(t *testing.T, want string, got json.RawMessage) {
	t.Helper()
	var w, g any
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatalf("%s: %v", want, err)
	}
	if err := json.Unmarshal(got, &g); err != nil {
		t.Fatalf("%s: %v", got, err)
	}
	if different := k.compare("", w, g); len(different) > 0 {
		t.Errorf("%s\nin %s", strings.Join(different, "\n"), got)
	}
}

// compare lists where something else is than is wanted.
func (k known) compare(path string, want, got any) (different []string) {
	switch w := want.(type) {
	case string:
		if strings.HasPrefix(w, "$") && k[w] == nil {
			k[w] = got
		}
		if w == "…" && got != nil {
			return nil
		}
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(w) {
			break
		}
		for i := range w {
			different = append(different, k.compare(fmt.Sprintf("%s.%d", path, i), w[i], list[i])...)
		}
		return different
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			break
		}
		for _, name := range slices.Sorted(maps.Keys(w)) {
			if value, there := object[name]; there {
				different = append(different, k.compare(path+"."+name, w[name], value)...)
			} else {
				different = append(different, fmt.Sprintf("%s.%s is not there", path, name))
			}
		}
		return different
	}
	if filled := k.fill(want); got == nil && filled != nil || fmt.Sprint(filled) != fmt.Sprint(got) {
		return []string{fmt.Sprintf("%s is %v, want %v", path, got, filled)}
	}
	return nil
}
