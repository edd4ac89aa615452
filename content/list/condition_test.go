package list_test

import (
	"partnernetz/content/list"
	"partnernetz/network"
	"reflect"
	"strings"
	"testing"
	"time"
)

// Null counts as left out, an empty `or` or `in` finds nothing, an empty `and` restricts nothing.
func TestConditionOfEmptyFilters(t *testing.T) {
	everything := list.Condition{Op: list.And}
	nothing := list.Condition{Op: list.Or, Of: []list.Condition{}}
	a := list.Condition{Op: list.Eq, Operand: list.Operand{Path: "slug"}, Value: "a"}
	slug := &list.StringFilter{Eq: ptr("a")}
	tests := []struct {
		name   string
		filter *network.PartnerFilter
		want   list.Condition
	}{
		{"null", nil, everything},
		{"empty", &network.PartnerFilter{}, everything},
		{"and of null", &network.PartnerFilter{And: nil}, everything},
		{"and of none", &network.PartnerFilter{And: []*network.PartnerFilter{}}, everything},
		{"and of empty", &network.PartnerFilter{And: []*network.PartnerFilter{{}, {}}}, everything},
		{"or of null", &network.PartnerFilter{Or: nil}, everything},
		{"or of none", &network.PartnerFilter{Or: []*network.PartnerFilter{}}, nothing},
		{"or of empty", &network.PartnerFilter{Or: []*network.PartnerFilter{{}}}, list.Condition{Op: list.Or, Of: []list.Condition{everything}}},
		{"not of empty", &network.PartnerFilter{Not: &network.PartnerFilter{}}, list.Condition{Op: list.Not, Of: []list.Condition{everything}}},
		{"in of null", &network.PartnerFilter{Slug: &list.StringFilter{In: nil}}, everything},
		{"in of none", &network.PartnerFilter{Slug: &list.StringFilter{In: []string{}}}, list.Condition{Op: list.In, Operand: a.Operand, Value: []any{}}},
		{"a comparison without operators", &network.PartnerFilter{Slug: &list.StringFilter{}}, everything},
		{"some of null", &network.PartnerFilter{Measures: &network.MeasureListFilter{}}, everything},
		{"one", &network.PartnerFilter{Slug: slug}, a},
		{"one in and", &network.PartnerFilter{And: []*network.PartnerFilter{{Slug: slug}}}, a},
		{"field beside and, or, not", &network.PartnerFilter{And: []*network.PartnerFilter{{Slug: slug}}, Or: []*network.PartnerFilter{{Slug: slug}}, Not: &network.PartnerFilter{Slug: slug}, Slug: slug},
			list.Condition{Op: list.And, Of: []list.Condition{
				{Op: list.And, Of: []list.Condition{a, {Op: list.Or, Of: []list.Condition{a}}, {Op: list.Not, Of: []list.Condition{a}}}}, a}}},
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
	for _, f := range []list.Filter{
		new(network.PartnerFilter), new(network.AgreementFilter), new(network.MeasureFilter),
		new(network.EventFilter), new(network.PageFilter), new(network.ImplementationYearFilter), new(network.GoodPracticeFilter), new(network.MediaFilter), new(network.ReportFilter),
	} {
		v := reflect.TypeOf(f).Elem()
		for _, field := range reflect.VisibleFields(v) {
			if field.Anonymous {
				continue
			}
			one := reflect.New(v)
			one.Elem().FieldByIndex(field.Index).Set(sample(field.Type))
			c := one.Interface().(list.Filter).Condition()
			if c.Op == list.And && len(c.Of) == 0 {
				t.Errorf("%s.%s is not tested", v.Name(), field.Name)
			}
		}
	}
}

// Every operator of a comparison must reach the condition, with its value.
func TestEveryOperatorCounts(t *testing.T) {
	v := reflect.TypeFor[list.StringFilter]()
	for i := range v.NumField() {
		var one list.StringFilter
		reflect.ValueOf(&one).Elem().Field(i).Set(sample(v.Field(i).Type))
		got := (&network.EventFilter{City: &one}).Condition()
		name := v.Field(i).Name
		if want := list.Op(strings.ToLower(name[:1]) + name[1:]); got.Op != want || got.Operand.Path != "location.city" || got.Value == nil {
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
