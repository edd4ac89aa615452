// Package transfer reads and writes content as files: one for each type, links by slug.
package transfer

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"partnernetz/content"
)

// The ends of the names of files that are read.
const (
	yamlFile   = ".yaml"
	ndjsonFile = ".ndjson"
)

type fileName struct {
	kind content.Kind
	name string
}

// fileNames has the name of each kind's file, without its end. Later kinds link to earlier ones.
func fileNames() []fileName {
	return []fileName{
		{content.Partners, "partners"},
		{content.Agreements, "agreements"},
		{content.Measures, "measures"},
		{content.Pages, "pages"},
		{content.Events, "events"},
		{content.ImplementationYears, "implementation-years"},
		{content.Initiatives, "initiative"},
	}
}

// kindOf returns the kind that a file holds by its name; ok is false for a file that is not ours.
func kindOf(file string) (kind content.Kind, ok bool, err error) {
	end := path.Ext(file)
	if end != yamlFile && end != ndjsonFile {
		return "", false, nil
	}
	base := strings.TrimSuffix(path.Base(file), end)
	names := fileNames()
	i := slices.IndexFunc(names, func(n fileName) bool { return n.name == base })
	if i < 0 {
		return "", true, fmt.Errorf("no type of content has this name")
	}
	return names[i].kind, true, nil
}

// Problem is one thing that is wrong with a file.
type Problem struct {
	File   string
	Line   int // 0 for the file as a whole
	Reason string
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Reason
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
}

// Problems is the error of an import that was refused. Nothing was written.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
