package network

import (
	"math"
	"slices"
	"strings"
)

// File is an uploaded file, as it is kept. It never changes: another file has another sum.
type File struct {
	Sum         string `bson:"sum"`  // SHA-256 of the bytes as they are kept, in small hexadecimal digits; names the file
	Name        string `bson:"name"` // as it was uploaded, made safe for addresses, with the ending of its type, such as logo.png
	ContentType string `bson:"contentType"`
	Size        int64  `bson:"size"`                  // bytes as they are kept
	Width       int    `bson:"width,omitempty"`       // pixels of an image as it is shown, that is, turned upright; 0 for what is none
	Height      int    `bson:"height,omitempty"`      // the same
	Placeholder string `bson:"placeholder,omitempty"` // a blurhash (https://blurha.sh) of an image of pixels; empty for all else
}

// The types of files that can be kept.
const (
	TypeJPEG = "image/jpeg"
	TypePNG  = "image/png"
	TypeGIF  = "image/gif"
	TypeWebP = "image/webp"
	TypeSVG  = "image/svg+xml"
	TypePDF  = "application/pdf"
	TypeMP4  = "video/mp4"
	TypeVTT  = "text/vtt" // captions
	TypeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	TypeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	TypePPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	TypeODT  = "application/vnd.oasis.opendocument.text"
	TypeHTML = "text/html" // which only the program itself makes, and nobody uploads
)

// FileTypes lists the types of files that can be kept, each with the ending of its names.
func FileTypes() map[string]string {
	return map[string]string{
		TypeJPEG: ".jpg", TypePNG: ".png", TypeGIF: ".gif", TypeWebP: ".webp", TypeSVG: ".svg", TypePDF: ".pdf", TypeMP4: ".mp4", TypeVTT: ".vtt",
		TypeDOCX: ".docx", TypeXLSX: ".xlsx", TypePPTX: ".pptx", TypeODT: ".odt",
	}
}

// IsImage reports whether the file is shown and not downloaded.
func (f File) IsImage() bool { return strings.HasPrefix(f.ContentType, "image/") }

// HasPixels reports whether renditions can be made of the file. An SVG is sharp at any size as it is.
func (f File) HasPixels() bool { return f.IsImage() && f.ContentType != TypeSVG }

// Path is where the file is served, below the address of the server.
func (f File) Path() string { return "/media/" + f.Sum + "/" + f.Name }

// Focus is the point of an image that stays in when it is cut, in percent from the left and from the top.
type Focus struct {
	X int `bson:"x" yaml:"x"`
	Y int `bson:"y" yaml:"y"`
}

// Middle is the focus of an image of which nobody has said another.
func Middle() Focus { return Focus{50, 50} }

// ImageFormat is a format that renditions are made in.
type ImageFormat string

// The formats.
const (
	JPEG ImageFormat = "JPEG" // transparent parts become white
	PNG  ImageFormat = "PNG"
	WEBP ImageFormat = "WEBP"
)

// ImageFormats lists the formats with the endings of their names.
func ImageFormats() map[ImageFormat]string {
	return map[ImageFormat]string{JPEG: ".jpg", PNG: ".png", WEBP: ".webp"}
}

// ImageRatio is what the sides of a rendition are to each other.
type ImageRatio string

// The ratios.
const (
	Original  ImageRatio = "ORIGINAL" // nothing is cut off
	Square    ImageRatio = "SQUARE"
	Landscape ImageRatio = "LANDSCAPE"
	Wide      ImageRatio = "WIDE"
	Portrait  ImageRatio = "PORTRAIT"
)

// ImageRatios lists the ratios with their width and height; those of Original are the image's own.
func ImageRatios() map[ImageRatio][2]int {
	return map[ImageRatio][2]int{Original: {}, Square: {1, 1}, Landscape: {3, 2}, Wide: {16, 9}, Portrait: {3, 4}}
}

// RenditionWidths lists the widths that renditions come in. Any other would let anybody have any number of them made.
func RenditionWidths() []int { return []int{160, 320, 480, 640, 960, 1280, 1920, 2560} }

// Rendition is an image made of a file with pixels: smaller, in another format, or cut to a ratio.
type Rendition struct {
	Width  int // one of RenditionWidths, or the greatest that Cut leaves where that is less
	Format ImageFormat
	Ratio  ImageRatio
	Focus  Focus // the middle for Original
}

// Cut returns the part of the file that the rendition shows, in pixels of the file turned upright: the greatest of the
// ratio that is in it, with the focus as near to its middle as can be.
func (f File) Cut(r ImageRatio, at Focus) (x, y, width, height int) {
	width, height = f.Width, f.Height
	if sides := ImageRatios()[r]; sides != [2]int{} {
		w, h := float64(sides[0]), float64(sides[1])
		width = min(f.Width, int(math.Round(float64(f.Height)*w/h)))
		height = min(f.Height, int(math.Round(float64(f.Width)*h/w)))
	}
	width, height = max(1, width), max(1, height)
	from := func(whole, part, percent int) int {
		return min(max(0, whole*percent/100-part/2), whole-part)
	}
	return from(f.Width, width, at.X), from(f.Height, height, at.Y), width, height
}

// maxHeight is how many pixels a WebP can be high: its format has 14 bits for that.
const maxHeight = 16383

// Widths returns the widths that there are of renditions of a ratio, the smallest first: never more than the file has, and
// none that would make them too high for a format.
func (f File) Widths(r ImageRatio) (widths []int) {
	_, _, greatest, height := f.Cut(r, Middle())
	greatest = min(greatest, slices.Max(RenditionWidths()), max(1, greatest*maxHeight/height))
	for _, w := range RenditionWidths() {
		if w < greatest {
			widths = append(widths, w)
		}
	}
	return append(widths, greatest)
}

// HeightAt is the height of a rendition of a width.
func (f File) HeightAt(r ImageRatio, width int) int {
	_, _, w, h := f.Cut(r, Middle())
	return max(1, int(math.Round(float64(width)*float64(h)/float64(w))))
}
