package network

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Path is where a rendition of the file is served, below the address of the server, such as /images/…/960.webp or
// /images/…/960-wide-50-30.webp. Nothing that is made differently has the same, so it can be kept for good.
func (r Rendition) Path(f File) string { return "/images/" + f.Sum + "/" + r.name() }

func (r Rendition) name() string {
	name := strconv.Itoa(r.Width)
	if r.Ratio != Original {
		name += fmt.Sprintf("-%s-%d-%d", strings.ToLower(string(r.Ratio)), r.Focus.X, r.Focus.Y)
	}
	return name + ImageFormats()[r.Format]
}

// ContentType is that of the rendition.
func (r Rendition) ContentType() string {
	return map[ImageFormat]string{JPEG: TypeJPEG, PNG: TypePNG, WEBP: TypeWebP}[r.Format]
}

var renditionName = regexp.MustCompile(`^(\d{1,5})(?:-([a-z]+)-(\d{1,3})-(\d{1,3}))?(\.[a-z]+)$`)

// ParseRendition returns the rendition of the file that a name stands for, which is the last part of its Path; false if there
// is none.
func (f File) ParseRendition(name string) (r Rendition, ok bool) {
	m := renditionName.FindStringSubmatch(name)
	if m == nil || !f.HasPixels() {
		return r, false
	}
	r = Rendition{Ratio: Original, Focus: Middle()}
	r.Width, _ = strconv.Atoi(m[1]) // the pattern has numbers only
	if m[2] != "" {
		r.Ratio = ImageRatio(strings.ToUpper(m[2]))
		r.Focus.X, _ = strconv.Atoi(m[3])
		r.Focus.Y, _ = strconv.Atoi(m[4])
	}
	for format, ending := range ImageFormats() {
		if ending == m[5] {
			r.Format = format
		}
	}
	_, known := ImageRatios()[r.Ratio]
	ok = known && r.Format != "" && r.Focus.X <= 100 && r.Focus.Y <= 100 && slices.Contains(f.Widths(r.Ratio), r.Width)
	return r, ok && r.name() == name
}
