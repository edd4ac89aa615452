package network_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit/must"
)

// update writes all that an input of a kind has, in German and in two translations at the same time. Before that it writes each
// field by itself, which must change something.
func update[T content.Entry, I any](t *testing.T, input content.Input[T]) content.Entry {
	t.Helper()
	fields := filled(reflect.TypeFor[I](), 0).(map[string]any)
	for name, value := range fields {
		one := reflect.New(reflect.TypeFor[I]()).Interface().(content.Input[T])
		if reflect.DeepEqual(applyFields(t, one, map[string]any{name: value}), applyFields(t, one, nil)) {
			t.Errorf("%T.%s: no line in Apply writes it", input, name)
		}
	}
	return applyFields(t, input, fields)
}

// applyFields applies an input that has the fields to a new entry.
func applyFields[T content.Entry](t *testing.T, input content.Input[T], fields map[string]any) T {
	t.Helper()
	var none T
	e := reflect.New(reflect.TypeOf(none).Elem()).Interface().(T)
	raw, err := json.Marshal(fields)
	must.Succeed(t, err)
	reflect.ValueOf(input).Elem().SetZero()
	must.Succeed(t, json.Unmarshal(raw, input))
	input.Apply(content.DE, e)
	return e
}

// filled makes a value for every field of an input: a list has one item, or one of every kind if the kinds exclude each other.
func filled(typ reflect.Type, depth int) any {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if value, omittable := typ.MethodByName("Value"); omittable {
		return filled(value.Type.Out(0), depth)
	}
	switch {
	case typ == reflect.TypeFor[time.Time]():
		return "2024-01-01T00:00:00Z"
	case typ.Kind() == reflect.Slice && strings.HasSuffix(typ.Elem().String(), "TranslationInput"):
		var all []any
		for _, l := range content.Locales()[1:] {
			one := filled(typ.Elem(), depth).(map[string]any)
			one["Locale"] = l
			all = append(all, one)
		}
		return all
	case typ == reflect.TypeFor[[]*network.BlockInput]():
		var all []any
		for _, f := range reflect.VisibleFields(reflect.TypeFor[network.BlockInput]()) {
			if f.Name != "ID" {
				all = append(all, map[string]any{f.Name: filled(f.Type, depth)})
			}
		}
		return all
	case typ.Kind() == reflect.Slice:
		if depth > 5 { // menus are lists of themselves
			return nil
		}
		return []any{filled(typ.Elem(), depth+1)}
	case typ.Kind() == reflect.Struct:
		fields := map[string]any{}
		for _, f := range reflect.VisibleFields(typ) {
			if !f.Anonymous && f.Name != "Remove" { // which takes away what else is written
				fields[f.Name] = filled(f.Type, depth)
			}
		}
		return fields
	case typ.Kind() == reflect.String:
		return "x"
	case typ.Kind() == reflect.Int || typ.Kind() == reflect.Float64:
		return 1
	case typ.Kind() == reflect.Bool:
		return true
	}
	panic(fmt.Sprintf("no value for %v", typ))
}

// Every localised text of every type can be written in all languages by one change.
func TestEveryTextInEveryLanguage(t *testing.T) {
	written := map[content.Kind]content.Entry{
		content.MediaFiles:          update[*network.Media, network.UpdateMediaInput](t, &network.UpdateMediaInput{}),
		content.Partners:            update[*network.Partner, network.UpdatePartnerInput](t, &network.UpdatePartnerInput{}),
		content.Agreements:          update[*network.Agreement, network.UpdateAgreementInput](t, &network.UpdateAgreementInput{}),
		content.Measures:            update[*network.Measure, network.UpdateMeasureInput](t, &network.UpdateMeasureInput{}),
		content.Pages:               update[*network.Page, network.UpdatePageInput](t, &network.UpdatePageInput{}),
		content.Events:              update[*network.Event, network.UpdateEventInput](t, &network.UpdateEventInput{}),
		content.GoodPractices:       update[*network.GoodPractice, network.UpdateGoodPracticeInput](t, &network.UpdateGoodPracticeInput{}),
		content.ImplementationYears: update[*network.ImplementationYear, network.UpdateImplementationYearInput](t, &network.UpdateImplementationYearInput{}),
		content.Reports:             update[*network.Report, network.UpdateReportInput](t, &network.UpdateReportInput{}),
		content.Initiatives:         update[*network.Initiative, network.UpdateInitiativeInput](t, &network.UpdateInitiativeInput{}),
		content.Menus:               update[*network.Menu, network.UpdateMenuInput](t, &network.UpdateMenuInput{}),
		content.Releases:            update[*network.Release, network.UpdateReleaseInput](t, &network.UpdateReleaseInput{}),
	}
	for _, k := range content.Kinds() {
		if written[k] == nil {
			t.Errorf("say here by which input %s are written, so that it is tested", k)
			continue
		}
		there := map[string]map[content.Locale]bool{} // by where a text is declared
		walkTexts(reflect.ValueOf(written[k]).Elem(), "", there)
		for text := range declaredTexts(reflect.TypeOf(written[k]), map[string]bool{}) {
			for _, l := range content.Locales() {
				if !there[text][l] {
					t.Errorf("%s: %s cannot be written in %s", k, text, l)
				}
			}
		}
	}
}

// walkTexts notes in which languages each text of a value is there.
func walkTexts(v reflect.Value, declared string, there map[string]map[content.Locale]bool) {
	switch {
	case v.Type() == reflect.TypeFor[content.Text]():
		if there[declared] == nil {
			there[declared] = map[content.Locale]bool{}
		}
		for _, l := range v.Interface().(content.Text).Locales() {
			there[declared][l] = true
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		walkTexts(v.Elem(), declared, there)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			walkTexts(v.Index(i), declared, there)
		}
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[content.Meta]():
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				walkTexts(v.Field(i), v.Type().Name()+"."+f.Name, there)
			}
		}
	}
}

// declaredTexts finds the texts that a type can have, however deep.
func declaredTexts(typ reflect.Type, seen map[string]bool) map[string]bool {
	declared := map[string]bool{}
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || typ == reflect.TypeFor[content.Meta]() || seen[typ.Name()] {
		return declared
	}
	seen[typ.Name()] = true
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Type == reflect.TypeFor[content.Text]() {
			declared[typ.Name()+"."+f.Name] = true
		} else if f.IsExported() {
			maps.Copy(declared, declaredTexts(f.Type, seen))
		}
	}
	return declared
}
