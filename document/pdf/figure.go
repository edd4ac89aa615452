package pdf

import (
	"crypto/sha256"
	"fmt"
	"partnernetz/document"
	"strconv"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/image"
)

// pictures are the images of a file, each once.
type pictures struct {
	names map[[sha256.Size]byte]string
	all   []*image.Image
}

// take reads a picture and names it.
func (p *pictures) take(of document.Picture) (string, *image.Image, error) {
	sum := sha256.Sum256(of.Data)
	if known, ok := p.names[sum]; ok {
		n, _ := strconv.Atoi(known[1:])
		return known, p.all[n], nil
	}
	read := image.NewPNG
	if of.MediaType() == "image/jpeg" {
		read = image.NewJPEG
	}
	img, err := read(of.Data)
	if err != nil {
		return "", nil, fmt.Errorf("reading the picture %q: %w", of.Alt, err)
	}
	p.names[sum] = "I" + strconv.Itoa(len(p.all))
	p.all = append(p.all, img)
	return p.names[sum], img, nil
}

func (p *pictures) objects(f *file) dictionary {
	all := dict()
	for i, img := range p.all {
		ref, _ := img.BuildXObject(func(o core.PdfObject) reference { return f.add(o) })
		all.Set("I"+strconv.Itoa(i), ref)
	}
	return all
}

// dotsPerInch is how fine pictures are printed that do not say how large they are.
const dotsPerInch = 150

func (s *setter) figure(b document.Figure, f frame) ([]box, error) {
	known, img, err := s.pictures.take(b.Picture)
	if err != nil {
		return nil, err
	}
	width := min(f.width, float64(img.Width())*72/dotsPerInch)
	if b.Width > 0 {
		width = f.width * min(b.Width, 1)
	}
	width = min(width, textHeight*0.62*img.AspectRatio())
	around := f.of.tag("Div").inLanguage(b.Language)
	boxes := []box{s.picture(known, b.Picture, around, f.x, width, width/img.AspectRatio())}
	if len(b.Caption) > 0 {
		f.look = under
		words := spaced(orNothing(s.paragraph(s.runs(b.Caption, around.tag("Caption"), f.look, nil), f, false)), 5)
		boxes[0].keep = true
		for i := range words[:len(words)-1] {
			words[i].keep = true
		}
		boxes = append(boxes, words...)
	}
	return spaced(boxes, 12), nil
}

// picture paints a picture, with words for whoever does not see it.
func (s *setter) picture(known string, of document.Picture, below *element, x, width, height float64) box {
	e := below.tag("Figure")
	e.alt = of.Alt
	return box{height: height, paint: func(p *page, dx, top float64) {
		if of.Decorative {
			p.artifact(decoration)
		} else {
			p.mark(e)
			e.about = dict("O", name("Layout"), "Placement", name("Block"),
				"BBox", array(real(x+dx), real(pageHeight-top-height), real(x+dx+width), real(pageHeight-top)))
		}
		fmt.Fprintf(&p.content, "q %s 0 0 %s %s %s cm /%s Do Q\n", short(width), short(height), short(x+dx), short(pageHeight-top-height), known)
	}}
}
