package content

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"
)

// MapTexts replaces every localised text of an entry, in every language. The function is told the path too, such as
// blocks.0.text.de. Maps and lists that others may hold are copied.
func MapTexts(e Entry, fn func(path, text string) string) {
	eachText(e, func(at place, text Text) Text {
		text = maps.Clone(text)
		for l, s := range text {
			text[l] = fn(at.path+"."+string(l), s)
		}
		return text
	})
}

// place is where a text stands in an entry.
type place struct {
	path string // with the numbers of list items, such as blocks.0.text
	name string // with what tells the items apart wherever they stand in their lists; see identified
}

// identified is a part of an entry that stays the same one when it is moved, or others come before it. The number is where
// it stands now, for one that has no name of its own yet.
type identified interface{ identity(number int) string }

func (b StoredBlock) identity(i int) string  { return string(b.Type) + " " + b.id(i) }
func (s StoredItem) identity(i int) string   { return named(s.ID, i) }
func (c StoredContact) identity(int) string  { return c.Name }
func (f StoredFigure) identity(int) string   { return f.Key }
func (p StoredPatron) identity(int) string   { return p.Name }
func (a StoredAdoption) identity(int) string { return a.PartnerID }
func (m StoredMenuItem) identity(int) string { return m.PageID + m.URL }

// eachText puts what fn returns in place of every localised text of an entry, also of those that are empty. Lists that others
// may hold are copied; the text is for fn to copy if it changes it.
func eachText(e Entry, fn func(place, Text) Text) {
	w := textWalk{fn, map[string]int{}, map[reflect.Type]string{}}
	w.walk(place{}, reflect.ValueOf(e).Elem())
}

type textWalk struct {
	fn    func(place, Text) Text
	seen  map[string]int          // how many parts of a name came so far
	lists map[reflect.Type]string // by the type of their items: the outermost list, as an item may move between levels
}

func (w textWalk) walk(at place, v reflect.Value) {
	switch {
	case v.Type() == metaType || v.Type() == timeType:
	case v.Type() == textType:
		v.Set(reflect.ValueOf(w.fn(at, v.Interface().(Text))))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
				w.walk(place{strings.TrimPrefix(at.path+"."+name, "."), strings.TrimPrefix(at.name+"."+name, ".")}, v.Field(i))
			}
		}
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		w.walk(place{at.path, w.part(at.name, c.Elem(), 0)}, c.Elem())
		v.Set(c)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Len() > 0:
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		list, within := w.lists[v.Type()]
		if !within {
			list = at.name
			w.lists[v.Type()] = list
			defer delete(w.lists, v.Type())
		}
		for i := range c.Len() {
			w.walk(place{at.path + "." + strconv.Itoa(i), w.part(list, c.Index(i), i)}, c.Index(i))
		}
		v.Set(c)
	}
}

// part names a part of an entry: the second of two that cannot be told apart is another than the first.
func (w textWalk) part(of string, v reflect.Value, number int) string {
	if p, ok := v.Interface().(identified); ok {
		of = fmt.Sprintf("%s[%s]", of, p.identity(number))
	}
	w.seen[of]++
	return fmt.Sprintf("%s#%d", of, w.seen[of])
}
