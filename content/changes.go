package content

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Change is how one field of an entry differs between two revisions.
type Change struct {
	Path   string  // such as "endsOn", or with the language "title.en", or with the number of a list item "blocks.0.text.de"
	Before *string // nil where there was none
	After  *string // nil where there is none any more
}

// Changes returns how an entry came from one revision to another, in the order of the fields. A nil revision has none.
func Changes(before, after Entry) []*Change {
	changes := []*Change{}
	was, is := Leaves(before), Leaves(after)
	at := map[string]string{}
	for _, l := range is {
		at[l.Path] = l.Value
	}
	seen := map[string]bool{}
	for _, l := range was {
		seen[l.Path] = true
		if now, there := at[l.Path]; !there {
			changes = append(changes, &Change{Path: l.Path, Before: &l.Value})
		} else if now != l.Value {
			changes = append(changes, &Change{Path: l.Path, Before: &l.Value, After: &now})
		}
	}
	for _, l := range is {
		if !seen[l.Path] {
			changes = append(changes, &Change{Path: l.Path, After: &l.Value})
		}
	}
	order := map[string]int{}
	for _, l := range slices.Concat(is, was) {
		if _, known := order[l.Path]; !known {
			order[l.Path] = len(order)
		}
	}
	slices.SortStableFunc(changes, func(a, b *Change) int { return cmp.Compare(order[a.Path], order[b.Path]) })
	return changes
}

// Leaf is a single value of an entry, as text. One that is nil, false or an empty text is not there.
type Leaf struct {
	Path, Value string
	Locale      Locale // of a localised text; empty otherwise
}

// Leaves takes an entry apart, save for its Meta.
func Leaves(e Entry) (all []Leaf) {
	if e == nil {
		return nil
	}
	collect("", reflect.ValueOf(e), "", &all)
	return all
}

var asideType = reflect.TypeFor[Aside]()

var metaType, timeType, textType, stringType = reflect.TypeFor[Meta](), reflect.TypeFor[time.Time](), reflect.TypeFor[Text](), reflect.TypeFor[string]()

func collect(path string, v reflect.Value, l Locale, all *[]Leaf) {
	add := func(value string) {
		if value != "" {
			*all = append(*all, Leaf{strings.TrimPrefix(path, "."), value, l})
		}
	}
	switch {
	case v.Type() == timeType:
		if t := v.Interface().(time.Time); !t.IsZero() {
			add(t.UTC().Format(time.RFC3339Nano))
		}
		return
	case v.Type() == textType:
		text := v.Interface().(Text)
		for _, l := range Locales() {
			collect(path+"."+string(l), reflect.ValueOf(text[l]), l, all)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collect(path, v.Elem(), l, all)
		}
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(v.Type()) {
			name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
			if len(f.Index) == 1 && f.Type != metaType && f.IsExported() && name != "-" && !f.Type.Implements(asideType) {
				collect(path+"."+name, v.FieldByIndex(f.Index), l, all)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(path+"."+strconv.Itoa(i), v.Index(i), l, all)
		}
	case reflect.Bool:
		if v.Bool() {
			add("true")
		}
	default:
		add(fmt.Sprint(v.Interface()))
	}
}
