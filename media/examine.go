package media

import (
	"context"
	"partnernetz/network"
)

// examine checks that the file is what its beginning says, and turns it into the form that is kept.
func (u *Upload) examine(ctx context.Context) error {
	switch u.File.ContentType {
	case network.TypeSVG:
		return u.examineSVG()
	case network.TypePDF:
		return u.examinePDF()
	case network.TypeMP4:
		return u.examineMP4()
	case network.TypeVTT:
		return u.examineCaptions()
	case typeZip:
		return u.examineOffice()
	}
	return u.examineImage(ctx)
}
