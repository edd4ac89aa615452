package transfer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readNDJSON finds the records of a file of lines, each of which is a JSON object.
func readNDJSON(file string, raw []byte) (records []source, problems Problems) {
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		r := jsonReader{json.NewDecoder(bytes.NewReader(line)), i + 1, replacement.Match(line)}
		r.UseNumber() // keeps a number as it is written
		v, err := r.value(0)
		if _, more := r.Token(); err == nil && !errors.Is(more, io.EOF) {
			err = errors.New("a line must be one record, such as {\"slug\": \"stadt-wuppertal\"}")
		}
		if err != nil {
			problems = append(problems, bad(file, r.line, err.Error()))
			continue
		}
		records = append(records, source{file: file, value: v})
	}
	return records, problems
}

// replacement is the character that stands for what is none.
var replacement = regexp.MustCompile(`(?i)\x{fffd}|\\ufffd`)

type jsonReader struct {
	*json.Decoder
	line     int
	replaced bool // whether the line has the replacement character itself
}

func (r jsonReader) value(depth int) (v value, err error) {
	v.line = r.line
	token, err := r.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && depth > maxDepth {
		err = errors.New(tooDeep)
	}
	if err != nil {
		return v, err
	}
	switch t := token.(type) {
	case string:
		if v.shape, v.text = word, t; !r.replaced && strings.ContainsRune(t, utf8.RuneError) {
			err = errors.New("a text has half of a pair of escapes such as \\ud83d\\ude00")
		}
	case json.Number:
		v.shape, v.text, v.bare = word, t.String(), true
	case bool:
		v.shape, v.text, v.bare = word, strconv.FormatBool(t), true
	case json.Delim:
		err = r.inside(&v, t, depth)
	}
	return v, err
}

// inside reads what is between brackets.
func (r jsonReader) inside(v *value, begin json.Delim, depth int) error {
	v.shape = list
	if begin == '{' {
		v.shape = record
	}
	for r.More() {
		name := ""
		if v.shape == record {
			t, err := r.Token()
			if err != nil {
				return err
			}
			name = t.(string) // as JSON has no other names
			if why := v.mayHave(name); why != "" {
				return errors.New(why)
			}
		}
		of, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		if v.shape == record {
			v.fields = append(v.fields, field{name, r.line, of})
		} else {
			v.items = append(v.items, of)
		}
	}
	_, err := r.Token() // the end
	return err
}
