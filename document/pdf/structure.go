package pdf

import (
	"maps"
	"slices"

	"github.com/carlos7ags/folio/core"
)

// element is a tag: what a stretch of a page is, in the tree that is read aloud. It takes its place in the tree when the first of
// it is painted, so the tree is in the order of reading.
type element struct {
	role     string
	language string // as in PDF; empty for that of the element above
	alt      string
	id       string
	about    dictionary // attributes; nil for none
	above    *element
	below    []child
	in       bool // the tree
	ref      reference
}

// child is what an element is made of: other elements, marked stretches of pages, and links.
type child struct {
	element *element
	page    *page
	mark    int
	link    *pageLink
}

// tag makes an element below another one.
func (e *element) tag(role string) *element { return &element{role: role, above: e} }

// enter puts the element into the tree behind what is there, unless it is in it already.
func (e *element) enter() *element {
	if !e.in && e.above != nil {
		e.in = true
		e.above.enter()
		e.above.below = append(e.above.below, child{element: e})
	}
	return e
}

// roles are our own roles and the standard ones that readers take them for.
var roles = [][2]string{{"Title", "P"}, {"Strong", "Span"}, {"Em", "Span"}}

// tree writes the elements from the root down.
type tree struct {
	file *file
	root reference
	ids  map[string]reference
}

// writeTree writes all elements and tells each page's marks and each link where they belong.
func writeTree(f *file, document *element, pages []*page) reference {
	root := dict("Type", name("StructTreeRoot"))
	t := &tree{f, f.add(root), map[string]reference{}}
	root.Set("K", array(t.write(document, t.root)))
	parents := core.NewPdfArray()
	for i, p := range pages {
		marks := core.NewPdfArray()
		for _, e := range p.marks {
			marks.Add(e.ref)
		}
		parents.Add(number(i))
		parents.Add(f.add(marks))
	}
	next := len(pages)
	for _, p := range pages {
		for _, l := range p.links {
			l.object.Set("StructParent", number(next))
			parents.Add(number(next))
			parents.Add(l.element.ref)
			next++
		}
	}
	root.Set("ParentTree", f.add(dict("Nums", parents)))
	root.Set("ParentTreeNextKey", number(next))
	role := core.NewPdfDictionary()
	for _, r := range roles {
		role.Set(r[0], name(r[1]))
	}
	root.Set("RoleMap", role)
	if len(t.ids) > 0 {
		names := core.NewPdfArray()
		for _, id := range slices.Sorted(maps.Keys(t.ids)) {
			names.Add(text(id))
			names.Add(t.ids[id])
		}
		root.Set("IDTree", f.add(dict("Names", names)))
	}
	return t.root
}

func (t *tree) write(e *element, above reference) reference {
	d := dict("S", name(e.role), "P", above)
	e.ref = t.file.add(d)
	if e.language != "" {
		d.Set("Lang", text(e.language))
	}
	if e.alt != "" {
		d.Set("Alt", text(e.alt))
	}
	if e.id != "" {
		d.Set("ID", text(e.id))
		t.ids[e.id] = e.ref
	}
	if e.about != nil {
		d.Set("A", e.about)
	}
	var on *page // where most of it is, so that marks there are only numbers
	kids := core.NewPdfArray()
	for _, c := range e.below {
		if on == nil && c.page != nil {
			on = c.page
			d.Set("Pg", on.ref)
		}
		switch {
		case c.element != nil:
			kids.Add(t.write(c.element, e.ref))
		case c.link != nil:
			kids.Add(dict("Type", name("OBJR"), "Pg", c.page.ref, "Obj", c.link.ref))
		case c.page == on:
			kids.Add(number(c.mark))
		default:
			kids.Add(dict("Type", name("MCR"), "Pg", c.page.ref, "MCID", number(c.mark)))
		}
	}
	d.Set("K", kids)
	return e.ref
}
