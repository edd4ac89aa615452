// Package media keeps files: it examines what is uploaded, keeps it by its checksum, serves it, and makes images of other sizes.
package media

import (
	_ "github.com/bbrks/go-blurhash"
	_ "github.com/gabriel-vasile/mimetype"
	_ "github.com/gen2brain/webp"
	_ "gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/memblob"
	_ "gocloud.dev/blob/s3blob"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/image/webp"
)
