package media

import (
	"context"

	"partnernetz/content"
)

// examine looks whether the file is what its beginning says, and makes it what is kept.
func (u *Upload) examine(ctx context.Context) error {
	switch u.File.ContentType {
	case content.TypeSVG:
		return u.examineSVG()
	case content.TypePDF:
		return u.examinePDF()
	case content.TypeMP4:
		return u.examineMP4()
	case typeZip:
		return u.examineOffice()
	}
	return u.examineImage(ctx)
}
