package pdf

import "slices"

// flow puts boxes on pages.
type flow struct {
	pages []*page
	y     float64 // from the top of the page
	clean bool    // nothing is on the page yet
	head  string  // of the pages that come
}

func (f *flow) page() *page { return f.pages[len(f.pages)-1] }

// turn begins a page.
func (f *flow) turn() {
	if len(f.pages) > 0 {
		f.page().end()
	}
	f.pages = append(f.pages, &page{number: len(f.pages) + 1, head: f.head})
	f.y, f.clean = marginTop, true
}

func (f *flow) room() float64 { return pageHeight - marginBottom - f.y }

// place puts boxes on the page, and on as many more as they need.
func (f *flow) place(boxes []box) {
	for len(boxes) > 0 {
		if boxes[0].turn {
			if !f.clean {
				f.turn()
			}
			boxes = boxes[1:]
			continue
		}
		n := together(boxes)
		group := boxes[:n]
		if f.height(group) <= f.room()+0.01 {
			for _, b := range group {
				f.put(b)
			}
			boxes = boxes[n:]
			continue
		}
		over := f.over(group)
		if b := group[over]; b.split != nil && (b.eager || f.clean) {
			if now, rest, ok := b.split(f.room()-f.height(group[:over+1])+b.height, f.clean && over == 0); ok {
				boxes = slices.Concat(group[:over], []box{now, rest}, boxes[over+1:])
				continue
			}
		}
		if !f.clean {
			f.turn()
			continue
		}
		for _, b := range group[:max(over, 1)] { // more has to stay together than a page takes: it cannot
			f.put(b)
		}
		boxes = boxes[max(over, 1):]
	}
}

// over is the first of boxes that does not fit on the page.
func (f *flow) over(boxes []box) int {
	n := 0
	for n < len(boxes)-1 && f.height(boxes[:n+1]) <= f.room() {
		n++
	}
	return n
}

// together is how many boxes have to be on one page.
func together(boxes []box) int {
	n := 1
	for n < len(boxes) && boxes[n-1].keep && !boxes[n].turn {
		n++
	}
	return n
}

// height is how much of the page boxes would take: at its top, without the space above, and below the head of their table.
func (f *flow) height(boxes []box) float64 {
	h := height(boxes)
	switch r := boxes[0].repeat; {
	case !f.clean:
		h += boxes[0].above
	case r != nil:
		h += height(r)
	}
	return h
}

func (f *flow) put(b box) {
	switch p := f.page(); {
	case !f.clean:
		f.y += b.above
	case b.repeat != nil:
		p.again = true
		paintAll(b.repeat, p, 0, f.y)
		p.again = false
		f.y += height(b.repeat)
	}
	b.paint(f.page(), 0, f.y)
	f.y += b.height
	f.clean = false
}
