package content

import (
	"maps"
	"reflect"
)

// MapTexts replaces every localised text of an entry, in every language. Maps and lists that others may hold are copied.
func MapTexts(e Entry, fn func(string) string) { mapTexts(reflect.ValueOf(e).Elem(), fn) }

func mapTexts(v reflect.Value, fn func(string) string) {
	switch {
	case v.Type() == metaType || v.Type() == timeType:
	case v.Type() == textType:
		if v.IsNil() {
			return
		}
		text := maps.Clone(v.Interface().(Text))
		for l, s := range text {
			text[l] = fn(s)
		}
		v.Set(reflect.ValueOf(text))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				mapTexts(v.Field(i), fn)
			}
		}
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		mapTexts(c.Elem(), fn)
		v.Set(c)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Len() > 0:
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		for i := range c.Len() {
			mapTexts(c.Index(i), fn)
		}
		v.Set(c)
	}
}
