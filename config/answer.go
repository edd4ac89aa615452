package config

import (
	"fmt"
	"strconv"
	"strings"
)

// The smallest and the largest bound on an answer that can be set. Introspection has to fit into an answer, and several
// answers at a time into the memory of a small machine.
const (
	minAnswer = 256 << 10
	maxAnswer = 64 << 20
)

// AnswerBytes is how many bytes an answer may have. After Validate there is no error.
func (c *Config) AnswerBytes() (int, error) {
	digits, unit := c.MaxAnswer, 1
	for suffix, bytes := range map[string]int{"KiB": 1 << 10, "MiB": 1 << 20} {
		if rest, ok := strings.CutSuffix(digits, suffix); ok {
			digits, unit = rest, bytes
			break
		}
	}
	n, err := strconv.ParseUint(digits, 10, 32)
	if bytes := int(n) * unit; err == nil && minAnswer <= bytes && bytes <= maxAnswer {
		return bytes, nil
	}
	return 0, fmt.Errorf("MAX_ANSWER must be a number of bytes such as 8388608 or 8MiB, from 256KiB to 64MiB, not %q", c.MaxAnswer)
}
