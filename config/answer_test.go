package config

import (
	"strings"
	"testing"
)

// Bytes, KiB and MiB are understood. Any other value, and one that is too small or too large, is named in the error.
func TestAnswerBytes(t *testing.T) {
	for text, want := range map[string]int{
		"8388608": 8 << 20, "8MiB": 8 << 20, "256KiB": 256 << 10, "262144": 256 << 10, "64MiB": 64 << 20,
	} {
		if got, err := (&Config{MaxAnswer: text}).AnswerBytes(); got != want || err != nil {
			t.Errorf("%s: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, wrong := range []string{"", "abc", "0", "-1", "+8MiB", "8 MiB", "8MB", "8M", "8mib", "1e7", "0x800000", "8.5MiB", "MiB", "8MiBKiB",
		"1", "262143", "255KiB", "65MiB", "67108865", "4294967295MiB", "99999999999999999999", "18446744073709551615KiB"} {
		if got, err := (&Config{MaxAnswer: wrong}).AnswerBytes(); err == nil || !strings.Contains(err.Error(), "256KiB to 64MiB") || got != 0 {
			t.Errorf("%q: %d, %v", wrong, got, err)
		}
	}
}
