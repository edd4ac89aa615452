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
	EachText(e, func(at TextPlace, text Text) Text {
		text = maps.Clone(text)
		for l, s := range text {
			text[l] = fn(at.Path+"."+string(l), s)
		}
		return text
	})
}

// TextPlace is where a text stands in an entry.
type TextPlace struct {
	Path string // with the numbers of list items, such as blocks.0.text
	Name string // with what tells the items apart wherever they stand in their lists; see Identified
}

// EachText puts what fn returns in place of every localised text of an entry, also of those that are empty. Lists that others
// may hold are copied; the text is for fn to copy if it changes it.
func EachText(e Entry, fn func(TextPlace, Text) Text) {
	newTextWalk(fn, nil).entry(e)
}

type textWalk struct {
	fn    func(TextPlace, Text) Text
	clear func(string) bool       // tells of texts that are the same in every language which to empty; nil for none
	seen  map[string]int          // how many parts of a name came so far
	lists map[reflect.Type]string // by the type of their items: the outermost list, as an item may move between levels
}

func newTextWalk(fn func(TextPlace, Text) Text, clear func(string) bool) textWalk {
	return textWalk{fn, clear, map[string]int{}, map[reflect.Type]string{}}
}

func (w textWalk) entry(e Entry) { w.walk(TextPlace{}, reflect.ValueOf(e).Elem()) }

func (w textWalk) walk(at TextPlace, v reflect.Value) {
	switch {
	case v.Type() == metaType || v.Type() == timeType:
	case v.Type() == textType:
		v.Set(reflect.ValueOf(w.fn(at, v.Interface().(Text))))
	case v.Type() == stringType || v.Kind() == reflect.Pointer && !v.IsNil() && v.Type().Elem() == stringType:
		if w.clear != nil && w.clear(reflect.Indirect(v).String()) {
			v.SetZero()
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
				w.walk(TextPlace{strings.TrimPrefix(at.Path+"."+name, "."), strings.TrimPrefix(at.Name+"."+name, ".")}, v.Field(i))
			}
		}
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		w.walk(TextPlace{at.Path, w.part(at.Name, c.Elem(), 0)}, c.Elem())
		v.Set(c)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Len() > 0:
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		list, within := w.lists[v.Type()]
		if !within {
			list = at.Name
			w.lists[v.Type()] = list
			defer delete(w.lists, v.Type())
		}
		for i := range c.Len() {
			w.walk(TextPlace{at.Path + "." + strconv.Itoa(i), w.part(list, c.Index(i), i)}, c.Index(i))
		}
		v.Set(c)
	}
}

// part names a part of an entry: the second of two that cannot be told apart is another than the first.
func (w textWalk) part(of string, v reflect.Value, number int) string {
	if p, ok := v.Interface().(Identified); ok {
		of = fmt.Sprintf("%s[%s]", of, p.Identity(number))
	}
	w.seen[of]++
	return fmt.Sprintf("%s#%d", of, w.seen[of])
}
