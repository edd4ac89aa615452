package network_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// types has an entry of every type.
func types() []content.Entry {
	return []content.Entry{
		&network.Media{}, &network.Partner{}, &network.Agreement{}, &network.Measure{}, &network.Page{}, &network.Event{},
		&network.GoodPractice{}, &network.ImplementationYear{}, &network.Report{}, &network.Initiative{}, &network.Menu{}, &network.Release{},
	}
}

// Whoever adds a type is told here what is still to be said of it.
func TestEveryTypeIsListed(t *testing.T) {
	var listed []string
	for _, e := range types() {
		listed = append(listed, reflect.TypeOf(e).Elem().Name())
	}
	eachMatch(t, `(?m)^func \((?:\w+ )?\*(\w+)\) EntryKind\(\)`, func(path, name string) {
		if !slices.Contains(listed, name) {
			t.Errorf("%s: put %s into types() in kinds_test.go, so that it is tested", path, name)
		}
	})
}

// eachMatch sees what a pattern finds in the files of the package.
func eachMatch(t *testing.T, pattern string, see func(path, name string)) {
	t.Helper()
	eachFile(t, "*.go", func(path, source string) {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(source, -1) {
			see(path, m[1])
		}
	})
}

func eachFile(t *testing.T, pattern string, see func(path, source string)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v %v", pattern, files, err)
	}
	for _, path := range files {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		see(path, string(source))
	}
}

// The table says all there is to say of each kind, once.
func TestTraits(t *testing.T) {
	once := map[string]content.Kind{}
	unique := func(k content.Kind, what string) {
		if other, taken := once[what]; taken {
			t.Errorf("%s and %s have the same %s", k, other, what)
		}
		once[what] = k
	}
	byKind := map[content.Kind]content.Entry{}
	for _, e := range types() {
		byKind[e.EntryKind()] = e
		if e.EntryKind().Traits().Kind == "" {
			t.Errorf("%T: its kind %q has no row in the table of kinds (kind.go)", e, e.EntryKind())
		}
	}
	for _, k := range content.Kinds() {
		traits, e := k.Traits(), byKind[k]
		if e == nil {
			t.Errorf("%s: no type is of this kind", k)
			continue
		}
		unique(k, "row "+string(k))
		unique(k, "prefix "+traits.Prefix)
		if !regexp.MustCompile(`^[a-z]{3}$`).MatchString(traits.Prefix) {
			t.Errorf("%s: its ids need a Prefix of three letters, not %q", k, traits.Prefix)
		}
		if place := traits.Place; place == "" {
			t.Errorf("%s: say in the table where its entries stand (Place), or that it is Nowhere", k)
		} else if strings.HasPrefix(string(place), "/") {
			if unique(k, "place "+string(place)); !strings.HasSuffix(string(place), "/") {
				t.Errorf("%s: what stands ahead of a key ends with a slash, unlike %s", k, place)
			}
		}
		checkKey(t, e, traits)
		checkLinks(t, e, traits)
		checkOptions(t, e, traits)
	}
}

// checkKey demands that the key is where the table says.
func checkKey(t *testing.T, e content.Entry, traits content.Traits) {
	fresh := reflect.New(reflect.TypeOf(e).Elem())
	for i := range fresh.Elem().NumField() {
		if name, _, _ := strings.Cut(fresh.Elem().Type().Field(i).Tag.Get("bson"), ","); name == traits.KeyField && name != "" {
			fresh.Elem().Field(i).SetString("x")
		}
	}
	if fresh.Interface().(content.Entry).Key() != "x" {
		t.Errorf("%s: its KeyField is said to be %q, where its key is not", traits.Kind, traits.KeyField)
	}
}

// checkLinks demands that the fields that hold ids, and no others, are the links of the table.
func checkLinks(t *testing.T, e content.Entry, traits content.Traits) {
	held, listed := idFields(reflect.TypeOf(e).Elem(), "", nil), []string{}
	for _, l := range traits.Links {
		listed = append(listed, l.Field)
		if l.To != "" && l.To.Traits().Kind == "" {
			t.Errorf("%s.%s leads to %q, which is no kind", traits.Kind, l.Field, l.To)
		}
		if _, follows := e.(content.Follower); l.To == content.MediaFiles && !l.Image && !follows {
			t.Errorf("%s.%s leads to media: say in the table that it must be an image (Image), or let the type follow it (content.Follower)", traits.Kind, l.Field)
		}
		if _, follows := e.(content.Follower); l.Derived && !follows {
			t.Errorf("%s.%s is derived: the type has to follow what it is derived from (content.Follower)", traits.Kind, l.Field)
		}
	}
	for _, field := range held {
		if !slices.Contains(listed, field) {
			t.Errorf("%s.%s holds ids: it is a link that the table does not have (Links)", traits.Kind, field)
		}
	}
	for _, field := range listed {
		if !slices.Contains(held, field) {
			t.Errorf("%s.%s is a link in the table, but the type holds no ids there", traits.Kind, field)
		}
	}
	if slices.Contains(held, "partner") != (traits.Owner == "partner") {
		t.Errorf("%s: say in the table whether its own partner's people may edit it (Owner)", traits.Kind)
	}
}

// idFields lists where a type holds ids: in texts, or lists of texts, whose names in Go end in ID or IDs.
func idFields(of reflect.Type, above string, within []reflect.Type) (fields []string) {
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("bson"), ",")
		typ := f.Type
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		switch isID := strings.HasSuffix(f.Name, "ID") || strings.HasSuffix(f.Name, "IDs"); {
		case !f.IsExported() || f.Name == "ID" || name == "-" || typ == reflect.TypeFor[content.Meta]():
		case isID && typ.Kind() == reflect.String:
			fields = append(fields, above+name)
		case typ.Kind() == reflect.Struct && !slices.Contains(within, typ):
			fields = append(fields, idFields(typ, above+name+".", append(within, typ))...)
		}
	}
	return fields
}

// checkOptions demands what goes with what the table says.
func checkOptions(t *testing.T, e content.Entry, traits content.Traits) {
	if _, searched := e.(content.Searched); searched != (traits.Searched != "") {
		t.Errorf("%s: what a search finds has a name for it in the table (Searched) and texts that it looks into (content.Searched)", traits.Kind)
	}
	if _, slugged := e.(content.Slugged); traits.KeyField == "slug" && !slugged && traits.Kind != content.Initiatives {
		t.Errorf("%s: its key is a slug, which can be made of its title (content.Slugged)", traits.Kind)
	}
	if _, illustrated := e.(content.Illustrated); !illustrated && slices.ContainsFunc(traits.Links, func(l content.Link) bool { return l.Image }) {
		t.Errorf("%s: it links to what must be an image, so it shows one (content.Illustrated)", traits.Kind)
	}
	if _, nested := e.(content.Nested); nested != slices.ContainsFunc(traits.Links, func(l content.Link) bool { return l.To == traits.Kind }) {
		t.Errorf("%s: what links to its own kind is below it, and never above itself (content.Nested)", traits.Kind)
	}
}

// The schema has a name for every kind, and for every kind that is searched.
func TestKindsInTheSchema(t *testing.T) {
	var kinds, searched []string
	for _, k := range content.Kinds() {
		kinds = append(kinds, strings.ToUpper(string(k)))
		if s := k.Traits().Searched; s != "" {
			searched = append(searched, string(s))
		}
	}
	sameNames(t, "EntryKind", "the table of kinds (content/kind.go)", kinds)
	sameNames(t, "SearchType", "Searched in the table of kinds (content/kind.go)", searched)
}

// sameNames demands that an enumeration of the schema has what the program has, in whatever order.
func sameNames(t *testing.T, enum, where string, want []string) {
	t.Helper()
	var got []string
	eachFile(t, "../schema/*.graphqls", func(_, source string) {
		_, rest, _ := strings.Cut(source, "enum "+enum+" {")
		body, _, _ := strings.Cut(rest, "}")
		for _, m := range regexp.MustCompile(`(?m)^  ([A-Z_]+)$`).FindAllStringSubmatch(body, -1) {
			got = append(got, m[1])
		}
	})
	for _, name := range want {
		if !slices.Contains(got, name) {
			t.Errorf("%s in the schema lacks %s, which %s has", enum, name, where)
		}
	}
	for _, name := range got {
		if !slices.Contains(want, name) {
			t.Errorf("%s in the schema has %s, which %s lacks", enum, name, where)
		}
	}
}
