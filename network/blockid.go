package network

import (
	"crypto/rand"
	"partnernetz/content"
	"strconv"
	"strings"
)

// A block has an id that is its own among those of its page, and an item of an accordion one among those of its block. They
// are kept so, and stay when a page is copied from file to file. Outwards stands before them what they are a part of, as
// in PAGE.BLOCK.ITEM, since clients keep what they have read by its id.

// Identity tells it from others of its list.
func (b StoredBlock) Identity(i int) string { return string(b.Type) + " " + b.id(i) }

// Identity tells it from others of its list.
func (s StoredItem) Identity(i int) string { return s.id(i) }

// id names a block among those of its page, so that a change in one language finds it again.
func (b StoredBlock) id(i int) string { return nameOrNumber(b.ID, i) }

// id names an item among those of its block.
func (s StoredItem) id(i int) string { return nameOrNumber(s.ID, i) }

func nameOrNumber(id string, i int) string {
	if id != "" {
		return id
	}
	return strconv.Itoa(i)
}

// idAt is the id to keep of what has a name. What is named by its number alone needs none as long as it stays there.
func idAt(id, name string, i int) string {
	if nameOrNumber(id, i) == name {
		return id
	}
	return name
}

func newBlockID() string { return rand.Text()[:8] }

// within is an id as others know it.
func within(whole, part string) string { return whole + "." + part }

// inForm stands before the id of a part in a form, which says other things of it than what is shown does, and so is another
// thing to clients.
const inForm = "form:"

// part is what an input names of a whole, by its own id or as others know it, in a form or not, and whether it is of another
// whole; empty if it names none.
func part(whole string, id *string) (own string, foreign bool) {
	if id == nil {
		return "", false
	}
	named := strings.TrimPrefix(*id, inForm)
	at := strings.LastIndexByte(named, '.')
	return named[at+1:], at >= 0 && named[:at] != whole
}

// ofThis demands that what names a part does not name one of another whole, whose text would be taken for this one's.
func ofThis(c *content.Validator, path string, foreign bool) {
	if foreign {
		c.Add(path, content.BadInput, "Diese id gehört zu einer anderen Seite oder einem anderen Teil der Seite.",
			"this id is that of a part of another page, or of another block")
	}
}
