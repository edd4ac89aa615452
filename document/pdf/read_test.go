package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/reader"
)

// tagged is a PDF as whoever has it read aloud meets it: a tree of elements with what is on the pages in it.
type tagged struct {
	*reader.PdfReader
	t       *testing.T
	root    *element
	pages   []*painted
	all     []*element                  // in the order of reading
	numbers map[*core.PdfDictionary]int // of the pages
}

// element is a tag with what is in it.
type element struct {
	role, lang, alt, id, scope string
	above                      *element
	below                      []*element
	box                        bool // it says where on the page it is
	said                       string
	marks                      []*mark
	links                      []*core.PdfDictionary
	lines                      map[int]map[string]bool // by page: the heights at which it has words
}

// mark is a marked stretch of a page.
type mark struct {
	page, id int
	said     string
	heights  map[string]bool
	of       *element
}

// painted is what is on a page.
type painted struct {
	marks     map[int]*mark
	order     []*mark
	artifacts string // the words that are no content
}

// read takes a PDF apart and fails on whatever is painted and belongs to nothing, or belongs to two.
func read(t *testing.T, data []byte) *tagged {
	t.Helper()
	r, err := reader.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	f := &tagged{PdfReader: r, t: t, numbers: map[*core.PdfDictionary]int{}}
	for i := range r.PageCount() {
		page, err := r.Page(i)
		if err != nil {
			t.Fatal(err)
		}
		f.numbers[page.Dict()] = i
		f.pages = append(f.pages, f.page(i))
	}
	tree := f.dict(r.Catalog().Get("StructTreeRoot"))
	f.root = f.element(f.dict(f.items(tree.Get("K"))[0]), nil, tree)
	f.owners(f.dict(tree.Get("ParentTree")))
	for i, p := range f.pages {
		for id, m := range p.marks {
			if m.of == nil {
				t.Errorf("page %d: the words %q (mark %d) are in no element", i+1, m.said, id)
			}
		}
	}
	f.follows(t)
	return f
}

func (f *tagged) resolve(o core.PdfObject) core.PdfObject {
	if o == nil {
		return core.NewPdfNull()
	}
	o, err := f.ResolveObject(o)
	if err != nil {
		f.t.Fatal(err)
	}
	return o
}

func (f *tagged) dict(o core.PdfObject) *core.PdfDictionary {
	switch o := f.resolve(o).(type) {
	case *core.PdfDictionary:
		return o
	case *core.PdfStream:
		return o.Dict
	}
	f.t.Fatalf("%T is no dictionary", f.resolve(o))
	return nil
}

func (f *tagged) items(o core.PdfObject) []core.PdfObject {
	if a, ok := f.resolve(o).(*core.PdfArray); ok {
		return slices.Collect(func(yield func(core.PdfObject) bool) {
			for _, item := range a.All() {
				if !yield(item) {
					return
				}
			}
		})
	}
	return []core.PdfObject{o}
}

func (f *tagged) string(o core.PdfObject) string {
	switch o := f.resolve(o).(type) {
	case *core.PdfString:
		return o.TextString()
	case *core.PdfName:
		return o.Value
	}
	return ""
}

func (f *tagged) int(o core.PdfObject) int { return f.resolve(o).(*core.PdfNumber).IntValue() }

// pageOf is the number of the page, from 0.
func (f *tagged) pageOf(o core.PdfObject) int {
	n, there := f.numbers[f.dict(o)]
	if !there {
		f.t.Fatal("something is on a page that is not in the file")
	}
	return n
}

func (f *tagged) element(d *core.PdfDictionary, above *element, parent *core.PdfDictionary) *element {
	if f.dict(d.Get("P")) != parent {
		f.t.Errorf("%s says that it is in another element than it is", f.string(d.Get("S")))
	}
	e := &element{role: f.string(d.Get("S")), lang: f.string(d.Get("Lang")), alt: f.string(d.Get("Alt")), id: f.string(d.Get("ID")), above: above,
		lines: map[int]map[string]bool{}}
	if a := d.Get("A"); a != nil {
		e.scope, e.box = f.string(f.dict(a).Get("Scope")), len(f.items(f.dict(a).Get("BBox"))) == 4
	}
	f.all = append(f.all, e)
	for _, k := range f.items(d.Get("K")) {
		switch k := f.resolve(k).(type) {
		case *core.PdfNumber:
			f.mark(e, f.pageOf(d.Get("Pg")), k.IntValue())
		case *core.PdfDictionary:
			switch f.string(k.Get("Type")) {
			case "MCR":
				f.mark(e, f.pageOf(k.Get("Pg")), f.int(k.Get("MCID")))
			case "OBJR":
				e.links = append(e.links, f.dict(k.Get("Obj")))
			default:
				e.below = append(e.below, f.element(k, e, d))
			}
		}
	}
	return e
}

// mark puts what is painted into the element that it is of.
func (f *tagged) mark(e *element, page, id int) {
	m := f.pages[page].marks[id]
	if m == nil {
		f.t.Errorf("%s is said to be painted on page %d as mark %d, which is not there", e.role, page+1, id)
		return
	}
	if m.of != nil {
		f.t.Errorf("page %d: the words %q are in two elements", page+1, m.said)
	}
	m.of = e
	e.marks = append(e.marks, m)
	for at := e; at != nil; at = at.above {
		at.said += m.said
		if at.lines[page] == nil {
			at.lines[page] = map[string]bool{}
		}
		for h := range m.heights {
			at.lines[page][h] = true
		}
	}
}

// owners sees that the way from a page to an element is the same as the way back.
func (f *tagged) owners(tree *core.PdfDictionary) {
	nums := f.items(tree.Get("Nums"))
	owner := map[int]core.PdfObject{}
	for i := 0; i < len(nums); i += 2 {
		owner[f.int(nums[i])] = nums[i+1]
	}
	for i := range f.PageCount() {
		p, _ := f.Page(i)
		owned := f.items(owner[f.int(p.Dict().Get("StructParents"))])
		if len(owned) != len(f.pages[i].marks) {
			f.t.Errorf("page %d has %d marks, and %d are owned", i+1, len(f.pages[i].marks), len(owned))
			continue
		}
		for id, m := range f.pages[i].marks {
			if m.of != nil && f.string(f.dict(owned[id]).Get("S")) != m.of.role {
				f.t.Errorf("page %d: mark %d belongs to %s one way and to %s the other", i+1, id, m.of.role, f.string(f.dict(owned[id]).Get("S")))
			}
		}
		if p.Dict().Get("Annots") == nil {
			continue
		}
		for _, a := range f.items(p.Dict().Get("Annots")) {
			d := f.dict(a)
			if e := f.dict(owner[f.int(d.Get("StructParent"))]); f.string(e.Get("S")) != "Link" || f.string(d.Get("Contents")) == "" {
				f.t.Errorf("page %d: a link that is in no Link, or says nothing", i+1)
			}
		}
	}
}

// String is the tree, a line for each element.
func (e *element) String() string { return e.indented("") }

func (e *element) indented(by string) string {
	line := by + e.role
	for _, a := range [][2]string{{"lang", e.lang}, {"alt", e.alt}, {"scope", e.scope}, {"id", e.id}} {
		if a[1] != "" {
			line += fmt.Sprintf(" %s=%q", a[0], a[1])
		}
	}
	if len(e.marks) > 0 {
		line += fmt.Sprintf(" %q", strings.TrimSpace(e.own()))
	}
	if len(e.links) > 0 {
		line += fmt.Sprintf(" (%d links)", len(e.links))
	}
	line += "\n"
	for _, b := range e.below {
		line += b.indented(by + "  ")
	}
	return line
}

// own is what the element says outside of the elements in it.
func (e *element) own() (said string) {
	for _, m := range e.marks {
		said += m.said
	}
	return said
}
