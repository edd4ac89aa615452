package store

import (
	"maps"
	"slices"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
)

// register has documents by the texts that they have at a path.
type register struct {
	path   string
	docs   map[string]bsonkit.List
	single bool // whether no document has several
}

func newRegister(path string, docs bsonkit.List) *register {
	x := &register{path, map[string]bsonkit.List{}, true}
	for _, doc := range docs {
		x.add(doc, func(before bsonkit.List) bsonkit.List { return append(before, doc) })
	}
	return x
}

// after is the register once some documents are gone and others have come.
func (x *register) after(gone, come bsonkit.List) *register {
	if len(gone)+len(come) == 0 {
		return x
	}
	next := &register{x.path, maps.Clone(x.docs), x.single}
	for _, doc := range gone {
		next.add(doc, func(before bsonkit.List) bsonkit.List {
			return slices.DeleteFunc(slices.Clone(before), func(other bsonkit.Doc) bool { return other == doc })
		})
	}
	for _, doc := range come {
		next.add(doc, func(before bsonkit.List) bsonkit.List { return append(slices.Clip(before), doc) })
	}
	return next
}

// add changes what there is under the texts of a document.
func (x *register) add(doc bsonkit.Doc, change func(bsonkit.List) bsonkit.List) {
	all := textsOf(doc, x.path)
	x.single = x.single && len(all) < 2
	for _, text := range all {
		if x.docs[text] = change(x.docs[text]); len(x.docs[text]) == 0 {
			delete(x.docs, text)
		}
	}
}

// size is how many documents have any of some texts, or more where one may have several.
func (x *register) size(texts map[string]bool) (n int) {
	for text := range texts {
		n += len(x.docs[text])
	}
	return n
}

// places returns where the documents with any of some texts are in an order.
func (x *register) places(texts map[string]bool, in *bsonkit.Set) []int {
	places := make([]int, 0, x.size(texts))
	for text := range texts {
		for _, doc := range x.docs[text] {
			places = append(places, in.Index[doc])
		}
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// textsOf returns the texts that a document has at a path, each once: several where lists are on the way.
func textsOf(doc bsonkit.Doc, path string) (texts []string) {
	value, _ := bsonkit.All(doc, path, true, true)
	switch v := value.(type) {
	case string:
		return []string{v}
	case bson.A:
		for _, item := range v {
			if text, ok := item.(string); ok && !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	return texts
}
