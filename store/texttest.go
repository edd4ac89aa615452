package store

import (
	"reflect"
	"slices"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
)

// textTest is a condition that a document has one of some texts at a path.
type textTest struct {
	path  string
	texts map[string]bool
}

// holds tests a document.
func (t textTest) holds(doc bsonkit.Doc) bool {
	if text, plain := bsonkit.Get(doc, t.path).(string); plain {
		return t.texts[text]
	}
	return slices.ContainsFunc(textsOf(doc, t.path), func(text string) bool { return t.texts[text] })
}

// takeApart returns the conditions of a filter that test for texts, and the others.
func takeApart(filter bson.D) (tests []textTest, rest bson.D) {
	for _, e := range filter {
		parts, ok := e.Value.(bson.A)
		switch texts := textsIn(e); {
		case texts != nil:
			tests = append(tests, textTest{e.Key, texts})
		case e.Key == "$and" && ok:
			for _, p := range parts {
				part, ok := p.(bson.D)
				if !ok {
					rest = append(rest, bson.E{Key: "$and", Value: bson.A{p}})
					continue
				}
				some, others := takeApart(part)
				tests, rest = append(tests, some...), append(rest, others...)
			}
		default:
			rest = append(rest, e)
		}
	}
	return tests, rest
}

// textsIn returns the texts of a condition of the form {path: text}, {path: {$eq: text}} or {path: {$in: texts}}; nil for any other.
func textsIn(e bson.E) map[string]bool {
	value := e.Value
	if test, ok := value.(bson.D); ok && len(test) == 1 {
		switch test[0].Key {
		case "$eq":
			value = []any{test[0].Value}
		case "$in":
			value = test[0].Value
		}
	} else if e.Key[0] != '$' {
		value = []any{value}
	}
	values := reflect.ValueOf(value)
	if values.Kind() != reflect.Slice {
		return nil
	}
	texts := make(map[string]bool, values.Len())
	for i := range values.Len() {
		v := values.Index(i)
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.String {
			return nil
		}
		texts[v.String()] = true
	}
	return texts
}
