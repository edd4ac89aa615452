package config

import "testing"

// Garbage has a room of a fixed size, more where much stays, and never more than there is memory for.
func TestRoom(t *testing.T) {
	const mib = 1 << 20
	for _, tt := range []struct{ most, stays, want float64 }{
		{3000 * mib, 0, 96 * mib},
		{3000 * mib, 32 * mib, 96 * mib},
		{3000 * mib, 160 * mib, 320 * mib},
		{200 * mib, 160 * mib, 200 * mib},
		{64 * mib, 1 * mib, 64 * mib},
	} {
		if got := (room{most: tt.most}).bytes(tt.stays); got != tt.want {
			t.Errorf("beside %v MiB there is room for %v of %v MiB, want %v", tt.stays/mib, got/mib, tt.most/mib, tt.want/mib)
		}
	}
}
