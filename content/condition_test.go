package content_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
)

// Null counts as left out, an empty `or` or `in` finds nothing, an empty `and` restricts nothing.
func TestConditionOfEmptyFilters(t *testing.T) {
	everything := content.Condition{Op: content.And}
	nothing := content.Condition{Op: content.Or, Of: []content.Condition{}}
	a := content.Condition{Op: content.Eq, Operand: content.Operand{Path: "slug"}, Value: "a"}
	slug := &content.StringFilter{Eq: ptr("a")}
	tests := []struct {
		name   string
		filter *content.PartnerFilter
		want   content.Condition
	}{
		{"null", nil, everything},
		{"empty", &content.PartnerFilter{}, everything},
		{"and of null", &content.PartnerFilter{And: nil}, everything},
		{"and of none", &content.PartnerFilter{And: []*content.PartnerFilter{}}, everything},
		{"and of empty", &content.PartnerFilter{And: []*content.PartnerFilter{{}, {}}}, everything},
		{"or of null", &content.PartnerFilter{Or: nil}, everything},
		{"or of none", &content.PartnerFilter{Or: []*content.PartnerFilter{}}, nothing},
		{"or of empty", &content.PartnerFilter{Or: []*content.PartnerFilter{{}}}, content.Condition{Op: content.Or, Of: []content.Condition{everything}}},
		{"not of empty", &content.PartnerFilter{Not: &content.PartnerFilter{}}, content.Condition{Op: content.Not, Of: []content.Condition{everything}}},
		{"in of null", &content.PartnerFilter{Slug: &content.StringFilter{In: nil}}, everything},
		{"in of none", &content.PartnerFilter{Slug: &content.StringFilter{In: []string{}}}, content.Condition{Op: content.In, Operand: a.Operand, Value: []any{}}},
		{"a comparison without operators", &content.PartnerFilter{Slug: &content.StringFilter{}}, everything},
		{"some of null", &content.PartnerFilter{Measures: &content.MeasureListFilter{}}, everything},
		{"one", &content.PartnerFilter{Slug: slug}, a},
		{"one in and", &content.PartnerFilter{And: []*content.PartnerFilter{{Slug: slug}}}, a},
		{"field beside and, or, not", &content.PartnerFilter{And: []*content.PartnerFilter{{Slug: slug}}, Or: []*content.PartnerFilter{{Slug: slug}}, Not: &content.PartnerFilter{Slug: slug}, Slug: slug},
			content.Condition{Op: content.And, Of: []content.Condition{
				{Op: content.And, Of: []content.Condition{a, {Op: content.Or, Of: []content.Condition{a}}, {Op: content.Not, Of: []content.Condition{a}}}}, a}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.filter.Condition(); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// Every field of every filter must reach the condition: none may be dropped silently (C11).
func TestEveryFilterFieldCounts(t *testing.T) {
	for _, f := range []content.Filter{
		new(content.PartnerFilter), new(content.AgreementFilter), new(content.MeasureFilter),
		new(content.EventFilter), new(content.PageFilter), new(content.ImplementationYearFilter),
	} {
		v := reflect.TypeOf(f).Elem()
		for i := range v.NumField() {
			one := reflect.New(v)
			one.Elem().Field(i).Set(sample(v.Field(i).Type))
			c := one.Interface().(content.Filter).Condition()
			if c.Op == content.And && len(c.Of) == 0 {
				t.Errorf("%s.%s is not tested", v.Name(), v.Field(i).Name)
			}
		}
	}
}

// Every operator of a comparison must reach the condition, with its value.
func TestEveryOperatorCounts(t *testing.T) {
	v := reflect.TypeFor[content.StringFilter]()
	for i := range v.NumField() {
		var one content.StringFilter
		reflect.ValueOf(&one).Elem().Field(i).Set(sample(v.Field(i).Type))
		got := (&content.EventFilter{City: &one}).Condition()
		name := v.Field(i).Name
		if want := content.Op(strings.ToLower(name[:1]) + name[1:]); got.Op != want || got.Operand.Path != "location.city" || got.Value == nil {
			t.Errorf("%s becomes %+v", name, got)
		}
	}
}

// sample makes a value that tests something.
func sample(t reflect.Type) reflect.Value {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return reflect.ValueOf(time.Unix(0, 0))
	case t.Kind() == reflect.Pointer:
		p := reflect.New(t.Elem())
		p.Elem().Set(sample(t.Elem()))
		return p
	case t.Kind() == reflect.Slice:
		return reflect.Append(reflect.MakeSlice(t, 0, 1), sample(t.Elem()))
	case t.Kind() == reflect.Struct: // a filter or comparison: its first simple field
		v := reflect.New(t).Elem()
		for _, name := range []string{"Eq", "Some", "ID"} {
			if f := v.FieldByName(name); f.IsValid() {
				f.Set(sample(f.Type()))
				return v
			}
		}
		return v
	case t.Kind() == reflect.String:
		return reflect.ValueOf("x").Convert(t)
	}
	return reflect.Zero(t)
}
