package network_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// listed has the filter of every type that there are lists of, and an entry of the type.
func listed() map[list.Filter]content.Entry {
	return map[list.Filter]content.Entry{
		&network.MediaFilter{}: &network.Media{}, &network.PartnerFilter{}: &network.Partner{}, &network.AgreementFilter{}: &network.Agreement{},
		&network.MeasureFilter{}: &network.Measure{}, &network.PageFilter{}: &network.Page{}, &network.EventFilter{}: &network.Event{},
		&network.GoodPracticeFilter{}: &network.GoodPractice{}, &network.ImplementationYearFilter{}: &network.ImplementationYear{},
		&network.ReleaseFilter{}: &network.Release{}, &network.ReportFilter{}: &network.Report{},
	}
}

func TestEveryFilterIsListed(t *testing.T) {
	var names []string
	for f := range listed() {
		names = append(names, reflect.TypeOf(f).Elem().Name())
	}
	eachMatch(t, `(?m)^func \(\w+ \*(\w+)\) Condition\(\)`, func(path, name string) {
		if !slices.Contains(names, name) {
			t.Errorf("%s: put %s into listed() in lists_test.go, so that it is tested", path, name)
		}
	})
}

// Every field of a filter becomes a condition, on something that entries of the type have.
func TestFiltersAreConditions(t *testing.T) {
	for f, e := range listed() {
		typ := reflect.TypeOf(f).Elem()
		stored := storedTypes(reflect.TypeOf(e).Elem(), "")
		for i := range typ.NumField() {
			one := reflect.New(typ)
			one.Elem().Field(i).Set(something(typ.Field(i).Type))
			where, name := one.Interface().(list.Filter).Condition(), typ.Name()+"."+typ.Field(i).Name
			if reflect.DeepEqual(where, list.All()) {
				t.Errorf("%s: no line in Condition asks for it, so it would find everything", name)
			}
			eachOperand(where, func(o list.Operand) { checkOperand(t, name, o, e, stored) })
		}
	}
}

// something is a value of a field of a filter that asks for something.
func something(typ reflect.Type) reflect.Value {
	switch {
	case typ.Kind() == reflect.Slice:
		return reflect.Append(reflect.MakeSlice(typ, 0, 1), something(typ.Elem()))
	case typ.Kind() == reflect.Struct:
		return something(reflect.PointerTo(typ)).Elem()
	case typ.Elem().Kind() != reflect.Struct:
		return reflect.New(typ.Elem())
	}
	v := reflect.New(typ.Elem())
	for _, name := range []string{"Eq", "Some", "ID", "HasUnpublishedChanges"} { // of a comparison, of a filter of links to many, of entries, of drafts
		if field := v.Elem().FieldByName(name); field.IsValid() {
			field.Set(something(field.Type()))
			break
		}
	}
	return v
}

// eachOperand sees what a condition tests of the entries themselves.
func eachOperand(c list.Condition, see func(list.Operand)) {
	if c.Operand.Path != "" {
		see(c.Operand)
	}
	for _, of := range c.Of {
		eachOperand(of, see)
	}
}

func checkOperand(t *testing.T, filter string, o list.Operand, e content.Entry, stored map[string]reflect.Type) {
	text := reflect.TypeFor[content.Text]()
	if o.Drafts { // stands beside the entry
		return
	}
	if o.Sort != "" {
		if _, ok := e.Searchable()[o.Path]; !ok {
			t.Errorf("%s looks into the text %q, which Searchable does not have", filter, o.Path)
		}
		if _, ok := e.Sortable()[o.Sort].(content.Text); !ok {
			t.Errorf("%s compares by the order %s, which Sortable does not have as a text", filter, o.Sort)
		}
	} else if typ := stored[o.Path]; typ == nil {
		t.Errorf("%s looks at %q, where nothing is stored (bson)", filter, o.Path)
	} else if typ == text {
		t.Errorf("%s looks at %q, which is a text in several languages: ask for it by list.Title", filter, o.Path)
	}
}

// storedTypes returns what a type stores, by the path.
func storedTypes(of reflect.Type, above string) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
		typ := f.Type
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		switch {
		case name == "-" || !f.IsExported():
		case f.Anonymous:
			maps.Copy(all, storedTypes(typ, above))
		case name != "":
			all[above+name] = typ
			if typ.Kind() == reflect.Struct && strings.Count(above, ".") < 4 && typ.PkgPath() == reflect.TypeFor[network.Partner]().PkgPath() {
				maps.Copy(all, storedTypes(typ, above+name+"."))
			}
		}
	}
	return all
}

// What the schema can sort a list by is what its entries say, in a form that keys are made of.
func TestOrdersInTheSchema(t *testing.T) {
	for _, e := range types() {
		sameNames(t, reflect.TypeOf(e).Elem().Name()+"OrderField", fmt.Sprintf("Sortable of %T", e), slices.Collect(maps.Keys(e.Sortable())))
		for field, value := range e.Sortable() {
			switch value.(type) {
			case content.Text, string, int, *int, time.Time, *time.Time, *content.Date:
			default:
				t.Errorf("%T cannot be sorted by %s, a %T: see key in content/list/order.go", e, field, value)
			}
		}
	}
}
