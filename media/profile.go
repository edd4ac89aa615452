package media

import "encoding/binary"

// wholeProfile reports whether an ICC profile can be one: it has its mark, and is as long as it says. A broken one is left out, as
// some programs show no image because of it, and others wrong colours.
func wholeProfile(profile []byte) bool {
	return len(profile) >= 132 && string(profile[36:40]) == "acsp" && int64(binary.BigEndian.Uint32(profile)) == int64(len(profile))
}
