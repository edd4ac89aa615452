package content

import (
	"fmt"
	"slices"
	"strings"
)

// Transitions says which states may follow a state. One that nothing follows is an end.
type Transitions[S ~string] map[S][]S

// Check finds whether a state may follow another. The code of the problem is ILLEGAL_TRANSITION; its message names what may follow.
func (t Transitions[S]) Check(path string, from, to S) Problems {
	if slices.Contains(t[from], to) {
		return nil
	}
	p := Problem{Path: path, Code: IllegalTransition,
		DE: fmt.Sprintf("Von %s führt kein Weg nach %s.", from, to), EN: fmt.Sprintf("%s cannot follow %s", to, from)}
	if next := t[from]; len(next) > 0 {
		p.DE += fmt.Sprintf(" Möglich ist: %s.", joined(next))
		p.EN += fmt.Sprintf("; what can is %s", joined(next))
	} else {
		p.DE += " Das ist ein Endzustand."
		p.EN += ", which is an end"
	}
	return Problems{p}
}

func joined[S ~string](states []S) string {
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}
