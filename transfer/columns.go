package transfer

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
)

// noTable returns why entries of a type cannot be the rows of a table; nothing if they can. Parts of an entry have columns with
// numbers; parts of these have no place, save for words and names, which stand in one cell.
func noTable(of reflect.Type) string {
	for name, f := range fileFields(of) {
		if isParts(f.Type) && hasLists(f.Type.Elem()) {
			return "these cannot be a table, as their " + name + " have lists in them, for which a row has no place; use YAML or NDJSON"
		}
	}
	return ""
}

func isParts(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

func hasLists(t reflect.Type) bool {
	for _, f := range fileFields(t) {
		if isParts(f.Type) {
			return true
		}
	}
	return false
}

func isSingle(t reflect.Type) bool {
	return t == momentType || t.Kind() != reflect.Struct && t != textType && !isParts(t)
}

func pointedTo(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// hasColumn reports whether a type has a field of a path, such as name.de or contacts.0.email.
func hasColumn(t reflect.Type, path string) bool {
	t = pointedTo(t)
	step, rest, more := strings.Cut(path, ".")
	switch {
	case isSingle(t):
		return path == ""
	case t == textType:
		return !more && slices.Contains(content.Locales(), content.Locale(step))
	case isParts(t):
		n, err := strconv.Atoi(step)
		return err == nil && n >= 0 && n < maxFields && strconv.Itoa(n) == step && more && hasColumn(t.Elem(), rest)
	}
	for name, f := range fileFields(t) {
		if name == step {
			return hasColumn(f.Type, rest)
		}
	}
	return false
}

// columnsOf returns the columns of a type, in order. Of a list of parts there are as many as the longest one has, by its path.
func columnsOf(t reflect.Type, longest map[string]int) (columns []string) {
	var add func(t reflect.Type, path string)
	add = func(t reflect.Type, path string) {
		t = pointedTo(t)
		switch {
		case isSingle(t):
			columns = append(columns, path)
		case t == textType:
			for _, l := range content.Locales() {
				columns = append(columns, below(path, string(l)))
			}
		case isParts(t):
			for i := range longest[path] {
				add(t.Elem(), below(path, strconv.Itoa(i)))
			}
		default:
			for name, f := range fileFields(t) {
				add(f.Type, below(path, name))
			}
		}
	}
	add(t, "")
	return columns
}

// cellsOf returns what an entry has in a table, by column; and of its lists of parts how long they are, if somebody asks.
func cellsOf(e content.Entry, longest map[string]int) map[string]string {
	cells := map[string]string{}
	var add func(v reflect.Value, path string)
	add = func(v reflect.Value, path string) {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return
			}
			v = v.Elem()
		}
		switch {
		case v.Type() == momentType:
			if at := v.Interface().(time.Time); !at.IsZero() {
				cells[path] = at.Format(time.RFC3339Nano)
			}
		case v.Type() == textType:
			for l, s := range v.Interface().(content.Text) {
				cells[below(path, string(l))] = s
			}
		case v.Kind() == reflect.Struct:
			for name, f := range fileFields(v.Type()) {
				add(v.FieldByIndex(f.Index), below(path, name))
			}
		case isParts(v.Type()):
			if longest != nil {
				longest[path] = max(longest[path], v.Len())
			}
			for i := range v.Len() {
				add(v.Index(i), below(path, strconv.Itoa(i)))
			}
		case v.Kind() == reflect.Slice:
			items := make([]string, v.Len())
			for i := range items {
				items[i] = v.Index(i).String()
			}
			cells[path] = strings.Join(items, ", ")
		case v.Kind() == reflect.Bool:
			if v.Bool() {
				cells[path] = "true"
			}
		case v.Kind() == reflect.Int:
			cells[path] = strconv.FormatInt(v.Int(), 10)
		default:
			cells[path] = v.String()
		}
	}
	add(reflect.ValueOf(e).Elem(), "")
	return cells
}
