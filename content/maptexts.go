package content

import (
	"maps"
	"reflect"
	"strconv"
	"strings"
)

// MapTexts replaces every localised text of an entry, in every language. The function is told the path too, such as
// blocks.0.text.de. Maps and lists that others may hold are copied.
func MapTexts(e Entry, fn func(path, text string) string) {
	mapTexts("", reflect.ValueOf(e).Elem(), fn)
}

func mapTexts(path string, v reflect.Value, fn func(path, text string) string) {
	switch {
	case v.Type() == metaType || v.Type() == timeType:
	case v.Type() == textType:
		if v.IsNil() {
			return
		}
		text := maps.Clone(v.Interface().(Text))
		for l, s := range text {
			text[l] = fn(path+"."+string(l), s)
		}
		v.Set(reflect.ValueOf(text))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
				mapTexts(strings.TrimPrefix(path+"."+name, "."), v.Field(i), fn)
			}
		}
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		mapTexts(path, c.Elem(), fn)
		v.Set(c)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Len() > 0:
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		for i := range c.Len() {
			mapTexts(path+"."+strconv.Itoa(i), c.Index(i), fn)
		}
		v.Set(c)
	}
}
