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
	csvFile    = ".csv"
)

// fileName is the name of a kind's file, without its end.
func fileName(k content.Kind) string {
	if k == content.Initiatives {
		return "initiative" // there is one
	}
	return strings.ReplaceAll(string(k), "_", "-")
}

// kindOf returns the kind that a file holds by its name; ok is false for a file that is not ours.
func kindOf(file string) (kind content.Kind, ok bool, err error) {
	end := path.Ext(file)
	if !slices.Contains([]string{yamlFile, ndjsonFile, csvFile}, strings.ToLower(end)) {
		return "", false, nil
	}
	kind, err = KindNamed(strings.ToLower(strings.TrimSuffix(path.Base(file), end)))
	return kind, true, err
}

// kinds are those that files have.
func kinds() []content.Kind {
	return slices.DeleteFunc(content.Kinds(), func(k content.Kind) bool { return k.Traits().Internal })
}

// KindNamed returns the kind whose file has a name, such as good-practices. The error lists all names.
func KindNamed(name string) (content.Kind, error) {
	var names []string
	for _, k := range kinds() {
		if fileName(k) == name {
			return k, nil
		}
		names = append(names, fileName(k))
	}
	return "", fmt.Errorf("no type of content has the name %q; there are: %s", name, strings.Join(names, ", "))
}

// Problem is one thing that is wrong with a file.
type Problem struct {
	File   string
	Line   int // 0 for the file as a whole
	Reason string
	Code   content.Code // empty for what was only noticed
}

// bad is a problem of a file that is not as files have to be.
func bad(file string, line int, reason string) Problem {
	return Problem{file, line, reason, content.BadInput}
}

func (p Problem) String() string {
	at, code := p.File, ""
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Code != "" {
		code = " [" + string(p.Code) + "]"
	}
	return at + ": " + p.Reason + code
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
