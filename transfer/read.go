package transfer

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"partnernetz/content"
)

// source is a record in a file, not yet decoded.
type source struct {
	file string
	line int
	node ast.Node
}

// read splits the files of a folder, or one file, into records by kind.
func read(files fs.FS, root string) (map[content.Kind][]source, Problems) {
	records, problems := map[content.Kind][]source{}, Problems(nil)
	err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || (d.IsDir() && name == root) {
			return err
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		kind, ours, err := kindOf(name)
		if err != nil {
			problems = append(problems, Problem{name, 0, err.Error()})
		}
		if err != nil || !ours {
			return nil
		}
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		some, wrong := split(name, raw)
		records[kind], problems = append(records[kind], some...), append(problems, wrong...)
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{root, 0, reason(err)})
	}
	if len(records) == 0 && len(problems) == 0 {
		problems = Problems{{root, 0, "there is no file of content here; one is called partners.yaml or measures.ndjson, for example"}}
	}
	return records, problems
}

// split finds the records of a file: the elements of a YAML list, or the lines of NDJSON, JSON being YAML too.
func split(file string, raw []byte) (records []source, problems Problems) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff")) // some editors put it there
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if !utf8.Valid(line) {
			return nil, Problems{{file, i + 1, "this is not UTF-8; save the file as UTF-8"}}
		}
	}
	if path.Ext(file) == yamlFile {
		return parse(file, 0, raw)
	}
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		some, wrong := parse(file, i, append([]byte("- "), line...))
		records, problems = append(records, some...), append(problems, wrong...)
	}
	return records, problems
}

// parse reads a YAML list that begins after a number of lines of the file.
func parse(file string, above int, raw []byte) (records []source, problems Problems) {
	doc, err := parser.ParseBytes(raw, 0)
	if err != nil {
		return nil, Problems{problem(source{file: file, line: above + 1}, above, err)}
	}
	for _, d := range doc.Docs {
		switch body := d.Body.(type) {
		case nil:
		case *ast.SequenceNode:
			for _, n := range body.Values {
				records = append(records, source{file, above + n.GetToken().Position.Line, n})
			}
		default:
			problems = append(problems, Problem{file, above + body.GetToken().Position.Line, "the file must be a list: each record begins with a hyphen"})
		}
	}
	return records, problems
}

// decode reads a record into an entry. What the type does not have is an error, so that no typing error goes unnoticed.
func (s source) decode(into content.Entry) *Problem {
	if s.node.Type() == ast.NullType {
		return &Problem{s.file, s.line, "the record is empty"}
	}
	if err := yaml.NodeToValue(s.node, into, yaml.Strict(), yaml.CustomUnmarshaler(moment)); err != nil {
		p := problem(s, s.line-s.node.GetToken().Position.Line, err)
		return &p
	}
	return nil
}

// moment reads a time as the database will give it back, so that what has not changed compares equal.
func moment(t *time.Time, raw []byte) error {
	at, err := time.Parse(time.RFC3339, strings.Trim(strings.TrimSpace(string(raw)), `"'`))
	if err != nil {
		return badMoment(raw)
	}
	*t = at.UTC().Truncate(time.Millisecond)
	return nil
}

// badMoment is what stands where a moment should. The YAML library does not say where that is.
type badMoment string

func (badMoment) Error() string { return "this must be a moment such as 2024-06-07T12:00:00+02:00" }

// problem words an error of the YAML library, whose own text spans several lines.
func problem(s source, above int, err error) Problem {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		return Problem{s.file, above + at.GetToken().Position.Line, at.GetMessage()}
	}
	line := s.line
	if bad := badMoment(""); errors.As(err, &bad) {
		for _, v := range ast.Filter(ast.MappingValueType, s.node) {
			if v := v.(*ast.MappingValueNode).Value; v.String() == string(bad) {
				line = above + v.GetToken().Position.Line
			}
		}
	}
	return Problem{s.file, line, reason(err)}
}

var goTypes = regexp.MustCompile(`Go struct field \w+\.|Go value `)

func reason(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return goTypes.ReplaceAllString(first, "")
}

// lineOf returns the line of a field of the record, such as "location.name" or "hosts.2"; the record's own if it is missing.
func (s source) lineOf(field string) int {
	line := s.line
	above, node := s.line-s.node.GetToken().Position.Line, s.node
	for _, step := range strings.Split(field, ".") {
		next := child(node, step)
		if next == nil {
			break
		}
		node, line = next, above+next.GetToken().Position.Line
	}
	return line
}

func child(n ast.Node, step string) ast.Node {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			if v.Key.String() == step {
				return v.Value
			}
		}
	case *ast.MappingValueNode:
		if n.Key.String() == step {
			return n.Value
		}
	case *ast.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i < len(n.Values) {
			return n.Values[i]
		}
	}
	return nil
}
