package command

import (
	"fmt"
	"runtime/debug"

	"partnernetz/store"
)

// Version prints what runs.
type Version struct{}

// Run prints it. It needs no database.
func (Version) Run() error {
	_, err := fmt.Println(Built())
	return err
}

// Built says what runs, in a line: the version of the program and of its source, that of Go, and that of the stored content, which an
// older program does not write to.
func Built() string {
	version, revision := "unknown", "unknown"
	info, known := debug.ReadBuildInfo()
	if !known {
		return fmt.Sprintf("partnernetz, stored content %d", store.Version())
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	changed := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return fmt.Sprintf("partnernetz %s, revision %s%s, %s, stored content %d", version, revision, changed, info.GoVersion, store.Version())
}
