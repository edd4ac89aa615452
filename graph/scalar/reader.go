package scalar

import "partnernetz/content"

// Reader returns what tells whether a value is one of a scalar of the schema's own; nil if there is no such scalar. The error
// says what such a value is.
func Reader(name string) func(any) error {
	switch name {
	case "Date":
		return new(content.Date).UnmarshalGQL
	case "DateTime":
		return func(v any) error { _, err := UnmarshalDateTime(v); return err }
	case "Upload":
		return func(v any) error { _, err := UnmarshalUpload(v); return err }
	}
	return nil
}
