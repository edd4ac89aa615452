package proof

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/reader"
)

// Tagged is a PDF as whoever has it read aloud meets it: a tree of elements with what is on the pages in it.
type Tagged struct {
	*reader.PdfReader
	Root  *Element
	Pages []*Painted
	All   []*Element // in the order of reading
	Read  []*Mark    // in the order of reading

	t       *testing.T
	data    []byte
	numbers map[*core.PdfDictionary]int // of the pages
}

// Element is a tag with what is in it.
type Element struct {
	Role, Lang, Alt, ID, Scope string
	Above                      *Element
	Below                      []*Element
	Said                       string
	Marks                      []*Mark
	Links                      []Link
	Lines                      map[int]map[string]bool // by page: the heights at which it has words
	box                        bool                    // it says where on the page it is
}

// Link is a place that can be clicked. Its address is empty if it leads to another place in the document.
type Link struct{ Address, Says string }

// Mark is a marked stretch of a page.
type Mark struct {
	Said     string
	Of       *Element
	page, id int
	heights  map[string]bool
}

// Painted is what is on a page.
type Painted struct {
	Order     []*Mark
	Artifacts string // the words that are no content
	marks     map[int]*Mark
}

// Read takes a PDF apart and fails on whatever is painted and belongs to nothing, or belongs to two.
func Read(t *testing.T, data []byte) *Tagged {
	t.Helper()
	r, err := reader.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	f := &Tagged{PdfReader: r, t: t, data: data, numbers: map[*core.PdfDictionary]int{}}
	for i := range r.PageCount() {
		page, err := r.Page(i)
		if err != nil {
			t.Fatal(err)
		}
		f.numbers[page.Dict()] = i
		f.Pages = append(f.Pages, f.page(i))
	}
	tree := f.dict(r.Catalog().Get("StructTreeRoot"))
	f.Root = f.element(f.dict(f.items(tree.Get("K"))[0]), nil, tree)
	f.owners(f.dict(tree.Get("ParentTree")))
	for i, p := range f.Pages {
		for id, m := range p.marks {
			if m.Of == nil {
				t.Errorf("page %d: the words %q (mark %d) are in no element", i+1, m.Said, id)
			}
		}
	}
	f.follows(t)
	return f
}

func (f *Tagged) resolve(o core.PdfObject) core.PdfObject {
	if o == nil {
		return core.NewPdfNull()
	}
	o, err := f.ResolveObject(o)
	if err != nil {
		f.t.Fatal(err)
	}
	return o
}

func (f *Tagged) dict(o core.PdfObject) *core.PdfDictionary {
	switch o := f.resolve(o).(type) {
	case *core.PdfDictionary:
		return o
	case *core.PdfStream:
		return o.Dict
	}
	f.t.Fatalf("%T is no dictionary", f.resolve(o))
	return nil
}

func (f *Tagged) items(o core.PdfObject) []core.PdfObject {
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

func (f *Tagged) string(o core.PdfObject) string {
	switch o := f.resolve(o).(type) {
	case *core.PdfString:
		return o.TextString()
	case *core.PdfName:
		return o.Value
	}
	return ""
}

func (f *Tagged) int(o core.PdfObject) int { return f.resolve(o).(*core.PdfNumber).IntValue() }

// pageOf is the number of the page, from 0.
func (f *Tagged) pageOf(o core.PdfObject) int {
	n, there := f.numbers[f.dict(o)]
	if !there {
		f.t.Fatal("something is on a page that is not in the file")
	}
	return n
}

func (f *Tagged) element(d *core.PdfDictionary, above *Element, parent *core.PdfDictionary) *Element {
	if f.dict(d.Get("P")) != parent {
		f.t.Errorf("%s says that it is in another element than it is", f.string(d.Get("S")))
	}
	e := &Element{Role: f.string(d.Get("S")), Lang: f.string(d.Get("Lang")), Alt: f.string(d.Get("Alt")), ID: f.string(d.Get("ID")), Above: above,
		Lines: map[int]map[string]bool{}}
	if a := d.Get("A"); a != nil {
		e.Scope, e.box = f.string(f.dict(a).Get("Scope")), len(f.items(f.dict(a).Get("BBox"))) == 4
	}
	f.All = append(f.All, e)
	for _, k := range f.items(d.Get("K")) {
		switch k := f.resolve(k).(type) {
		case *core.PdfNumber:
			f.mark(e, f.pageOf(d.Get("Pg")), k.IntValue())
		case *core.PdfDictionary:
			switch f.string(k.Get("Type")) {
			case "MCR":
				f.mark(e, f.pageOf(k.Get("Pg")), f.int(k.Get("MCID")))
			case "OBJR":
				e.Links = append(e.Links, f.link(f.dict(k.Get("Obj"))))
			default:
				e.Below = append(e.Below, f.element(k, e, d))
			}
		}
	}
	return e
}

func (f *Tagged) link(d *core.PdfDictionary) Link {
	l := Link{Says: f.string(d.Get("Contents"))}
	if a := d.Get("A"); a != nil {
		l.Address = f.string(f.dict(a).Get("URI"))
	}
	return l
}

// mark puts what is painted into the element that it is of.
func (f *Tagged) mark(e *Element, page, id int) {
	m := f.Pages[page].marks[id]
	if m == nil {
		f.t.Errorf("%s is said to be painted on page %d as mark %d, which is not there", e.Role, page+1, id)
		return
	}
	if m.Of != nil {
		f.t.Errorf("page %d: the words %q are in two elements", page+1, m.Said)
	}
	m.Of = e
	f.Read = append(f.Read, m)
	e.Marks = append(e.Marks, m)
	for at := e; at != nil; at = at.Above {
		at.Said += m.Said
		if at.Lines[page] == nil {
			at.Lines[page] = map[string]bool{}
		}
		for h := range m.heights {
			at.Lines[page][h] = true
		}
	}
}

// owners sees that the way from a page to an element is the same as the way back.
func (f *Tagged) owners(tree *core.PdfDictionary) {
	nums := f.items(tree.Get("Nums"))
	owner := map[int]core.PdfObject{}
	for i := 0; i < len(nums); i += 2 {
		owner[f.int(nums[i])] = nums[i+1]
	}
	for i := range f.PageCount() {
		p, _ := f.Page(i)
		owned := f.items(owner[f.int(p.Dict().Get("StructParents"))])
		if len(owned) != len(f.Pages[i].marks) {
			f.t.Errorf("page %d has %d marks, and %d are owned", i+1, len(f.Pages[i].marks), len(owned))
			continue
		}
		for id, m := range f.Pages[i].marks {
			if m.Of != nil && f.string(f.dict(owned[id]).Get("S")) != m.Of.Role {
				f.t.Errorf("page %d: mark %d belongs to %s one way and to %s the other", i+1, id, m.Of.Role, f.string(f.dict(owned[id]).Get("S")))
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

// Count is how many elements of a role there are.
func (f *Tagged) Count(role string) (n int) {
	for _, e := range f.All {
		if e.Role == role {
			n++
		}
	}
	return n
}

// String is the tree, a line for each element.
func (e *Element) String() string { return e.indented("") }

func (e *Element) indented(by string) string {
	line := by + e.Role
	for _, a := range [][2]string{{"lang", e.Lang}, {"alt", e.Alt}, {"scope", e.Scope}, {"id", e.ID}} {
		if a[1] != "" {
			line += fmt.Sprintf(" %s=%q", a[0], a[1])
		}
	}
	if len(e.Marks) > 0 {
		line += fmt.Sprintf(" %q", strings.TrimSpace(e.own()))
	}
	if len(e.Links) > 0 {
		line += fmt.Sprintf(" (%d links)", len(e.Links))
	}
	line += "\n"
	for _, b := range e.Below {
		line += b.indented(by + "  ")
	}
	return line
}

// own is what the element says outside of the elements in it.
func (e *Element) own() (said string) {
	for _, m := range e.Marks {
		said += m.Said
	}
	return said
}
