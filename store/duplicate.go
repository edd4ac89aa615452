package store

import (
	"regexp"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/mongo"
)

// isDuplicate reports whether something was not written since it is there already, by whatever index.
func isDuplicate(err error) bool {
	return mongo.IsDuplicateKeyError(err) || lungo.IsUniquenessError(err)
}

// Both name the index, and MongoDB then what is there twice, which others have written.
var duplicateBy = regexp.MustCompile(`duplicate key error .*?index: (\S+)|duplicate document for index "([^"]+)"`)

// isTaken reports whether something was not written since another has the same in a field, which has a unique index of its own.
func isTaken(err error, field string) bool {
	if !isDuplicate(err) {
		return false
	}
	found := duplicateBy.FindStringSubmatch(err.Error())
	return found != nil && found[1]+found[2] == field+"_1"
}
