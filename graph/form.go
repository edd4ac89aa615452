package graph

import (
	"context"
	"reflect"
	"strings"
)

// Form is what is written of an entry, in the language of its view; nil in views in which nobody edits.
func (entryResolver[T, F]) Form(_ context.Context, obj T) (form F, _ error) {
	if v := obj.Head().View(); v.Edits() {
		fill(reflect.ValueOf(&form).Elem(), reflect.ValueOf(obj.Written(v.Locale)))
	}
	return form, nil
}

// fill copies an input to what it is read as, which has the same fields: the schema derives one from the other.
func fill(to, from reflect.Value) {
	if value := from.MethodByName("Value"); value.IsValid() { // of a content.Maybe
		from = value.Call(nil)[0]
	}
	switch {
	case from.Type() == to.Type():
		to.Set(from)
	case from.Kind() == reflect.Pointer:
		if from.IsNil() {
			return
		}
		if to.Kind() == reflect.Pointer {
			to.Set(reflect.New(to.Type().Elem()))
			to = to.Elem()
		}
		fill(to, from.Elem())
	case from.Kind() == reflect.Slice:
		to.Set(reflect.MakeSlice(to.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			fill(to.Index(i), from.Index(i))
		}
	default:
		for i := range to.NumField() {
			name := to.Type().Field(i).Name
			fill(to.Field(i), from.FieldByNameFunc(func(n string) bool { return strings.EqualFold(n, name) }))
		}
	}
}
