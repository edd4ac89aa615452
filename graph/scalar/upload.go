package scalar

import (
	"io"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/content"
)

// MarshalUpload writes nothing: a file comes in and never goes out as a value.
func MarshalUpload(graphql.Upload) graphql.Marshaler { return graphql.Null }

// UnmarshalUpload takes a file, which only a multipart request can have. Each argument that it is for reads it from its
// beginning, as a variable may be used more than once.
func UnmarshalUpload(v any) (graphql.Upload, error) {
	u, ok := v.(graphql.Upload)
	if !ok {
		return u, content.Errorf(content.BadInput, "an Upload is a file of a multipart request, in a variable that is null in its operations and named in its map")
	}
	if file, ok := u.File.(io.ReaderAt); ok {
		u.File = io.NewSectionReader(file, 0, u.Size)
	}
	return u, nil
}
