package network_test

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit/must"
)

// What is written of an entry, whatever it has, changes nothing when it is written once more, in any language.
func TestWrittenChangesNothing(t *testing.T) {
	seen := map[content.Kind]bool{}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		for _, k := range []content.Kind{
			unchanged(t, r, &network.Media{}), unchanged(t, r, &network.Partner{}), unchanged(t, r, &network.Agreement{}), unchanged(t, r, &network.Measure{}),
			unchanged(t, r, &network.Page{}), unchanged(t, r, &network.Event{}), unchanged(t, r, &network.GoodPractice{}),
			unchanged(t, r, &network.ImplementationYear{}), unchanged(t, r, &network.Initiative{}), unchanged(t, r, &network.Menu{}),
			unchanged(t, r, &network.Release{}), unchanged(t, r, &network.Report{}),
		} {
			seen[k] = true
		}
	}
	if len(seen) != len(content.Kinds()) {
		t.Errorf("tried only %v", seen)
	}
}

func unchanged[T content.Writable[T]](t *testing.T, r *rand.Rand, e T) content.Kind {
	t.Helper()
	v := reflect.ValueOf(e).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() && v.Field(i).Type() != reflect.TypeFor[content.Meta]() {
			scribble(r, v.Field(i), 0)
		}
	}
	for _, l := range content.Locales() {
		after := applied(t, l, e, e.Written(l))
		if changes := content.Changes(e, after); len(changes) > 0 {
			t.Fatalf("%s in %s: %s\nof %s", e.EntryKind(), l, changes[0].Path, written(t, e))
		}
	}
	return e.EntryKind()
}

// scribble puts something anywhere, or nothing.
func scribble(r *rand.Rand, v reflect.Value, depth int) {
	switch typ := v.Type(); {
	case typ == reflect.TypeFor[content.Text]():
		text := content.Text{}
		for _, l := range content.Locales() {
			if r.IntN(3) > 0 {
				text[l] = strconv.Itoa(r.IntN(1000)) + "\n"
			}
		}
		v.Set(reflect.ValueOf(text))
	case typ == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.UnixMilli(r.Int64N(1e12))))
	case typ == reflect.TypeFor[network.BlockType]():
		v.Set(reflect.ValueOf(network.BlockTypes()[r.IntN(len(network.BlockTypes()))]))
	case typ == reflect.TypeFor[content.Audience]():
		v.SetString(string(append(content.Audiences(), "")[r.IntN(4)]))
	case typ.Kind() == reflect.String:
		v.SetString([]string{"", "a", "b", "c"}[r.IntN(4)])
	case typ.Kind() == reflect.Int:
		v.SetInt(r.Int64N(3))
	case typ.Kind() == reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case typ.Kind() == reflect.Pointer && r.IntN(3) > 0:
		v.Set(reflect.New(typ.Elem()))
		scribble(r, v.Elem(), depth)
	case typ.Kind() == reflect.Slice && depth < 4:
		v.Set(reflect.MakeSlice(typ, r.IntN(4), 4))
		for i := range v.Len() {
			scribble(r, v.Index(i), depth+1)
			nameParts(r, v.Index(i), i)
		}
	case typ.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if typ.Field(i).IsExported() {
				scribble(r, v.Field(i), depth)
			}
		}
	}
}

// nameParts gives what has an id among those of its list one of its own, or none, and puts right what could not be saved.
func nameParts(r *rand.Rand, v reflect.Value, i int) {
	if c, ok := v.Addr().Interface().(*network.StoredContact); ok && c.Email != nil {
		c.EmailFor = cmp.Or(c.EmailFor, content.ForPublic) // as Validate wants it
	}
	if v.Kind() == reflect.Struct && v.FieldByName("ID").IsValid() {
		v.FieldByName("ID").SetString([]string{"", "id" + strconv.Itoa(i)}[r.IntN(2)])
	}
}

// All that an input has comes back as it was given.
func TestWrittenHasAll(t *testing.T) {
	comesBack(t, &network.UpdateMediaInput{}, &network.Media{})
	comesBack(t, &network.UpdatePartnerInput{}, &network.Partner{})
	comesBack(t, &network.UpdateAgreementInput{}, &network.Agreement{})
	comesBack(t, &network.UpdateMeasureInput{}, &network.Measure{})
	comesBack(t, &network.UpdatePageInput{}, &network.Page{})
	comesBack(t, &network.UpdateEventInput{}, &network.Event{})
	comesBack(t, &network.UpdateGoodPracticeInput{}, &network.GoodPractice{})
	comesBack(t, &network.UpdateImplementationYearInput{}, &network.ImplementationYear{})
	comesBack(t, &network.UpdateInitiativeInput{}, &network.Initiative{})
	comesBack(t, &network.UpdateMenuInput{}, &network.Menu{})
}

func comesBack[T content.Writable[T]](t *testing.T, in content.Input[T], e T) {
	t.Helper()
	raw, err := json.Marshal(filled(reflect.TypeOf(in).Elem(), 0))
	must.Succeed(t, err)
	must.Succeed(t, json.Unmarshal(raw, in))
	in.Apply(content.DE, e)
	if diff := gocmp.Diff(plain(t, in), plain(t, e.Written(content.DE))); diff != "" {
		t.Errorf("%s (-given +read):\n%s", e.EntryKind(), diff)
	}
}

// plain is an input without the ids of its parts, which are made when it is written, and without what is null.
func plain(t *testing.T, in any) any {
	t.Helper()
	raw, err := json.Marshal(in)
	must.Succeed(t, err)
	var v any
	must.Succeed(t, json.Unmarshal(raw, &v))
	return pruned(v)
}

func pruned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if list, ok := inner.([]any); inner == nil || name == "ID" || ok && len(list) == 0 {
				delete(v, name)
			} else {
				v[name] = pruned(inner)
			}
		}
	case []any:
		for i := range v {
			v[i] = pruned(v[i])
		}
	}
	return v
}
