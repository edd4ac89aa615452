package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"partnernetz/document"
	"strings"
	"time"

	"github.com/carlos7ags/folio/core"
)

// write writes pages that are painted.
func (s *setter) write(d document.Document, pages []*page, root *element) ([]byte, error) {
	f := &file{}
	kids, tree := core.NewPdfArray(), dict("Type", name("Pages"), "Count", number(len(pages)))
	parent := f.add(tree)
	objects := make([]dictionary, len(pages))
	for i, p := range pages {
		objects[i] = dict("Type", name("Page"), "Parent", parent)
		p.ref = f.add(objects[i])
		kids.Add(p.ref)
	}
	tree.Set("Kids", kids)
	resources := f.add(dict("Font", s.faces.objects(f), "XObject", s.pictures.objects(f)))
	for i, p := range pages {
		o := objects[i]
		o.Set("MediaBox", array(number(0), number(0), real(pageWidth), real(pageHeight)))
		o.Set("Resources", resources)
		o.Set("Contents", f.add(core.NewPdfStreamCompressed(p.content.Bytes())))
		o.Set("StructParents", number(i))
		o.Set("Tabs", name("S"))
		if len(p.links) > 0 {
			o.Set("Annots", s.clicks(f, p))
		}
	}
	catalog := dict("Type", name("Catalog"), "Pages", parent, "Lang", text(tagOf(d.Language)),
		"MarkInfo", dict("Marked", core.NewPdfBoolean(true)),
		"ViewerPreferences", dict("DisplayDocTitle", core.NewPdfBoolean(true)),
		"StructTreeRoot", writeTree(f, root, pages), "Metadata", f.add(metadata(d)), "Outlines", s.bookmarks(f), "PageMode", name("UseOutlines"))
	date := text("D:" + d.Date.UTC().Format("20060102150405") + "Z")
	info := dict("Title", text(d.Title), "Producer", text(producer), "CreationDate", date, "ModDate", date)
	for _, said := range [][2]string{{"Author", d.Author}, {"Subject", d.Subject}} {
		if said[1] != "" {
			info.Set(said[0], text(said[1]))
		}
	}
	return f.bytes(f.add(catalog), f.add(info))
}

const producer = "Partnernetz"

// clicks writes where the links of a page can be clicked.
func (s *setter) clicks(f *file, p *page) object {
	all := core.NewPdfArray()
	for _, l := range p.links {
		around, corners := l.areas[0], core.NewPdfArray()
		for _, a := range l.areas {
			around = [4]float64{min(around[0], a[0]), min(around[1], a[1]), max(around[2], a[2]), max(around[3], a[3])}
			for _, v := range []float64{a[0], a[3], a[2], a[3], a[0], a[1], a[2], a[1]} {
				corners.Add(real(v))
			}
		}
		l.object.Set("Type", name("Annot"))
		l.object.Set("Subtype", name("Link"))
		l.object.Set("Rect", array(real(around[0]), real(around[1]), real(around[2]), real(around[3])))
		l.object.Set("QuadPoints", corners)
		l.object.Set("Border", array(number(0), number(0), number(0)))
		l.object.Set("F", number(4)) // it is printed
		l.object.Set("Contents", text(l.says))
		if l.address != "" {
			l.object.Set("A", dict("S", name("URI"), "URI", core.NewPdfLiteralString(ascii(l.address))))
		} else {
			l.object.Set("Dest", s.destination(l.to))
		}
		l.ref = f.add(l.object)
		all.Add(l.ref)
	}
	return all
}

// ascii is an address as PDFs have it, without letters that addresses know only in code.
func ascii(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// destination is where an anchor is.
func (s *setter) destination(anchor string) object {
	to := s.places[anchor]
	return array(to.page.ref, name("XYZ"), number(0), real(pageHeight-to.top+12), core.NewPdfNull())
}

// bookmark is a heading with those below it.
type bookmark struct {
	level int
	d     dictionary
	ref   reference
	below []*bookmark
}

// bookmarks lists the headings as a tree of which only the highest are shown at first.
func (s *setter) bookmarks(f *file) object {
	root := &bookmark{d: dict("Type", name("Outlines"))}
	root.ref = f.add(root.d)
	path := []*bookmark{root}
	for _, e := range s.entries {
		if e.Unlisted {
			continue
		}
		for path[len(path)-1].level >= e.Level {
			path = path[:len(path)-1]
		}
		b := &bookmark{level: e.Level, d: dict("Title", text(document.Words(e.Text)), "Dest", s.destination(e.Anchor))}
		b.ref = f.add(b.d)
		above := path[len(path)-1]
		above.below = append(above.below, b)
		path = append(path, b)
	}
	root.link()
	if n := len(root.below); n > 0 {
		root.d.Set("Count", number(n))
	}
	return root.ref
}

func (b *bookmark) link() {
	n := len(b.below)
	if n == 0 {
		return
	}
	b.d.Set("First", b.below[0].ref)
	b.d.Set("Last", b.below[n-1].ref)
	b.d.Set("Count", number(-n))
	for i, c := range b.below {
		c.d.Set("Parent", b.ref)
		if i > 0 {
			c.d.Set("Prev", b.below[i-1].ref)
		}
		if i < n-1 {
			c.d.Set("Next", b.below[i+1].ref)
		}
		c.link()
	}
}

// metadata tells in XMP what the file is, and that it keeps to PDF/UA-1.
func metadata(d document.Document) object {
	var b strings.Builder
	plain := func(tag, value string) {
		if value != "" {
			b.WriteString("<" + tag + ">" + escaped(value) + "</" + tag + ">\n")
		}
	}
	listed := func(tag, kind, attributes, value string) {
		if value != "" {
			b.WriteString("<" + tag + "><rdf:" + kind + "><rdf:li" + attributes + ">" + escaped(value) + "</rdf:li></rdf:" + kind + "></" + tag + ">\n")
		}
	}
	b.WriteString(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
`)
	plain("pdfuaid:part", "1")
	listed("dc:title", "Alt", ` xml:lang="x-default"`, d.Title)
	listed("dc:description", "Alt", ` xml:lang="x-default"`, d.Subject)
	listed("dc:creator", "Seq", "", d.Author)
	listed("dc:publisher", "Bag", "", d.Publisher)
	listed("dc:language", "Bag", "", d.Language)
	plain("pdf:Producer", producer)
	plain("xmp:CreateDate", d.Date.UTC().Format(time.RFC3339))
	plain("xmp:ModifyDate", d.Date.UTC().Format(time.RFC3339))
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	stream := core.NewPdfStream([]byte(b.String()))
	stream.Dict.Set("Type", name("Metadata"))
	stream.Dict.Set("Subtype", name("XML"))
	return stream
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
