package transfer

import (
	"fmt"
	"iter"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
)

// decoder reads a record into an entry. What a word means, the type of its field says; what no field has is a problem, so that
// no typing error goes unnoticed.
type decoder struct {
	source
	problems Problems
	notes    Problems // what was read otherwise than it is written, or may have been damaged before
}

// decode reads the record.
func (s source) decode(into content.Entry) (problems, notes Problems) {
	d := &decoder{source: s}
	if s.shape != record || len(s.fields) == 0 {
		d.wrong(s.value, "", "the record is empty")
		return d.problems, nil
	}
	d.read(s.value, "", reflect.ValueOf(into).Elem())
	return d.problems, d.notes
}

func (d *decoder) wrong(at value, path, why string) {
	if path != "" {
		why = path + ": " + why
	}
	d.problems = append(d.problems, bad(d.file, at.line, why))
}

func (d *decoder) note(at value, path, what string) {
	d.notes = append(d.notes, Problem{File: d.file, Line: at.line, Reason: path + ": " + what})
}

var (
	momentType = reflect.TypeFor[time.Time]()
	dayType    = reflect.TypeFor[content.Date]()
	textType   = reflect.TypeFor[content.Text]()
)

func (d *decoder) read(v value, path string, into reflect.Value) {
	if v.shape == nothing || v.null() && !isText(into.Type()) {
		return
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	want, in := "a single value", shape(word)
	switch {
	case into.Type() == momentType:
	case into.Type() == textType:
		want, in = "a text for each language, such as de: …", record
	case into.Kind() == reflect.Struct:
		want, in = "several fields", record
	case into.Kind() == reflect.Slice:
		want, in = "a list", list
		if v.cell && v.shape == word {
			v = split(v)
		}
	}
	if v.shape != in {
		d.wrong(v, path, "this must be "+want)
		return
	}
	switch in {
	case word:
		d.word(v, path, into)
	case list:
		into.Set(reflect.MakeSlice(into.Type(), len(v.items), len(v.items)))
		for i, item := range v.items {
			d.read(item, below(path, strconv.Itoa(i)), into.Index(i))
		}
	case record:
		if into.Kind() == reflect.Map {
			d.languages(v, path, into)
			return
		}
		d.fieldsOf(v, path, into)
	}
}

// languages reads a text. Whether there are such languages, the rules of content say.
func (d *decoder) languages(v value, path string, into reflect.Value) {
	text := content.Text{}
	for _, f := range v.fields {
		s := ""
		d.read(f.value, below(path, f.name), reflect.ValueOf(&s).Elem())
		text[content.Locale(f.name)] = s
	}
	into.Set(reflect.ValueOf(text))
}

func (d *decoder) fieldsOf(v value, path string, into reflect.Value) {
	places := map[string]reflect.Value{}
	for name, f := range fileFields(into.Type()) {
		places[name] = into.FieldByIndex(f.Index)
	}
	for _, f := range v.fields {
		if place, ok := places[f.name]; ok {
			d.read(f.value, below(path, f.name), place)
		} else {
			d.wrong(value{line: f.line}, path, fmt.Sprintf("unknown field %q", f.name))
		}
	}
}

// fileFields returns the fields of a type that files have, by their names there, in order.
func fileFields(t reflect.Type) iter.Seq2[string, reflect.StructField] {
	return func(yield func(string, reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if name != "" && name != "-" && !yield(name, f) {
				return
			}
		}
	}
}

// word reads a single value.
func (d *decoder) word(v value, path string, into reflect.Value) {
	switch {
	case into.Type() == momentType:
		// As the database will give it back, so that what has not changed compares equal.
		at, err := time.Parse(time.RFC3339, v.text)
		if err != nil {
			d.wrong(v, path, "this must be a moment such as 2024-06-07T12:00:00+02:00")
		}
		into.Set(reflect.ValueOf(at.UTC().Truncate(time.Millisecond)))
	case into.Kind() == reflect.Bool:
		is, ok := truth(v)
		if !ok {
			d.wrong(v, path, "this must be true or false")
		}
		into.SetBool(is)
	case into.Kind() == reflect.Int:
		n, err := strconv.Atoi(v.text)
		if err != nil || !wholeNumber.MatchString(v.text) {
			d.wrong(v, path, "this must be a whole number such as 1990")
		}
		into.SetInt(int64(n))
	case into.Kind() == reflect.Float64:
		n, err := strconv.ParseFloat(v.text, 64)
		if err != nil || !number.MatchString(v.text) {
			d.wrong(v, path, "this must be a number such as 12 or 12.5")
		}
		into.SetFloat(n)
	case v.null():
		d.wrong(v, path, fmt.Sprintf("this is a word or nothing; write %q in quotes, or leave the field out", v.text))
	default:
		into.SetString(d.asText(v, path, into.Type()))
	}
}

func isText(t reflect.Type) bool {
	return t.Kind() == reflect.String || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.String
}

var (
	wholeNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	number      = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

func truth(v value) (is, ok bool) {
	switch v.text {
	case "true", "True", "TRUE":
		return true, true
	case "false", "False", "FALSE":
		return false, true
	}
	if v.cell {
		return cellTruth(v.text)
	}
	return false, false
}

func below(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }
