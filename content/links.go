package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Link is a stored field that holds ids of other entries. Where lists are on the way to it, there are several; a list that
// has lists of its own kind in it, such as that of a menu's items, is gone through to the bottom.
type Link struct {
	Field   string // with dots, such as adoptions.partner
	To      Kind   // empty for any kind, which then follows from the id, and files say it too
	Image   bool   // of media: whether it must be an image
	Derived bool   // whether it follows from another link, and is never written by itself
}

// Reference is a link that an entry holds.
type Reference struct {
	Link
	Path string // of the field, with the numbers of list items
	Kind Kind   // of the entry at the other end
	ID   *string
}

// Links returns what an entry links to by its fields, to read and to change.
func Links(e Entry) (links []Reference) {
	for _, l := range e.EntryKind().Traits().Links {
		eachID(reflect.ValueOf(e).Elem(), strings.Split(l.Field, "."), "", func(path string, id *string) {
			kind := l.To
			if kind == "" {
				kind, _ = KindOf(*id) // one in a file is a name still
			}
			links = append(links, Reference{l, path, kind, id})
		})
	}
	return links
}

// Follow tells an entry what it links to, and finds whether it may: what must be an image is one.
func Follow(e Entry, l Reference, target Entry) (problems Problems) {
	if file, ok := target.(Pictured); ok && l.Image && !file.Picture().IsImage {
		problems = Problems{NoImage(l.Path)}
	}
	if f, ok := e.(Follower); ok {
		f.Follow(target)
	}
	if c, ok := e.(Choosy); ok {
		problems = append(problems, c.Refuses(l.Path, target)...)
	}
	return problems
}

// Followed reports whether entries of another kind take over what follows from those of a kind that they link to, as measures do
// from their agreement.
func Followed(k Kind) bool {
	for _, t := range kinds {
		derives := slices.ContainsFunc(t.Links, func(l Link) bool { return l.Derived })
		if derives && slices.ContainsFunc(t.Links, func(l Link) bool { return !l.Derived && l.To == k }) {
			return true
		}
	}
	return false
}

// Owner returns the id of the partner whose own people may edit the entry; empty if only the office may.
func Owner(e Entry) (owner string) {
	switch field := e.EntryKind().Traits().Owner; field {
	case "":
	case "id":
		owner = e.Head().ID
	default:
		eachID(reflect.ValueOf(e).Elem(), []string{field}, "", func(_ string, id *string) { owner = *id })
	}
	return owner
}

// eachID calls fn with every id at a field, and with its path, that is not empty.
func eachID(v reflect.Value, field []string, path string, fn func(string, *string)) {
	switch v.Kind() {
	case reflect.String:
		if id := v.Addr().Interface().(*string); *id != "" {
			fn(path, id)
		}
	case reflect.Slice:
		for i := range v.Len() {
			item, at := v.Index(i), path+"."+strconv.Itoa(i)
			eachID(item, field, at, fn)
			for name, f := range fieldsOf(item.Type()) {
				if item.Type().Field(f).Type == v.Type() {
					eachID(item.Field(f), field, at+"."+name, fn)
				}
			}
		}
	case reflect.Struct:
		eachID(v.Field(fieldsOf(v.Type())[field[0]]), field[1:], strings.TrimPrefix(path+"."+field[0], "."), fn)
	}
}

var fieldsByType sync.Map

// fieldsOf returns the numbers of the fields of a struct by the names that they are stored under; none for any other type.
func fieldsOf(t reflect.Type) map[string]int {
	known, ok := fieldsByType.Load(t)
	if !ok {
		fields := map[string]int{}
		if t.Kind() == reflect.Struct {
			for i := range t.NumField() {
				name, _, _ := strings.Cut(t.Field(i).Tag.Get("bson"), ",")
				fields[name] = i
			}
		}
		known, _ = fieldsByType.LoadOrStore(t, fields)
	}
	return known.(map[string]int)
}
