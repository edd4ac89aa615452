package pdf

import (
	"slices"
	"testing"
)

// Lines may end behind a dash between letters, and behind no other: one that begins a word belongs to it, as do signs of numbers.
func TestWhereLinesEnd(t *testing.T) {
	for words, want := range map[string][]string{
		"Nord-Süd": {"Nord-", "Süd"}, "a -fach": {"a", "-fach"}, "-fach": {"-fach"}, "um -3 Grad": {"um", "-3", "Grad"}, "2023-2024": {"2023-2024"}, "Ein- und": {"Ein-", "und"},
	} {
		var got []string
		for _, a := range atoms([]*run{{words: words}}) {
			got = append(got, a.pieces[0].words)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}
