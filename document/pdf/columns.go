package pdf

import (
	"partnernetz/document"
	"slices"
)

const gutter = 24.0

// columns sets blocks in two columns; within a column there is no room for columns.
func (s *setter) columns(c document.Columns, f frame) ([]box, error) {
	if f.inColumn {
		return s.blocks(c.Blocks, f)
	}
	in := f
	in.inColumn, in.width = true, (f.width-gutter)/2
	boxes, err := s.blocks(c.Blocks, in)
	if err != nil || len(boxes) == 0 {
		return nil, err
	}
	return []box{twoColumns(boxes, balance(boxes), len(boxes), in.width+gutter)}, nil
}

// twoColumns has the boxes up to the first number in its left column, and those up to the second in its right one. On a page that
// is too short for them, both columns go down to its foot, and the rest goes over.
func twoColumns(boxes []box, first, second int, shift float64) box {
	left, right := boxes[:first], boxes[first:second]
	return box{above: boxes[0].above, height: max(height(left), height(right)), eager: true,
		paint: func(p *page, dx, top float64) {
			paintAll(left, p, dx, top)
			paintAll(right, p, dx+shift, top)
		},
		split: func(room float64, must bool) (box, box, bool) {
			boxes, first := fill(boxes, 0, room, must)
			boxes, second := fill(boxes, first, room, must)
			if first == 0 || second == len(boxes) && !must {
				return box{}, box{}, false
			}
			now := twoColumns(boxes, first, second, shift)
			now.height = room
			if second == len(boxes) {
				return now, nothing(0), true
			}
			rest := boxes[second:]
			return now, twoColumns(rest, balance(rest), len(rest), shift), true
		}}
}

// balance is where boxes are cut so that the higher of two columns is as low as can be.
func balance(boxes []box) (best int) {
	least := height(boxes)
	best = len(boxes)
	for i := together(boxes); i < len(boxes); i += together(boxes[i:]) {
		if h := max(height(boxes[:i]), height(boxes[i:])); h < least {
			best, least = i, h
		}
	}
	return best
}

// fill tells up to which of the boxes they fit below each other, from one of them on. If some must, and what has to stay together
// is too high, it does not stay together.
func fill(boxes []box, from int, room float64, must bool) ([]box, int) {
	n := from
	for n < len(boxes) {
		next := n + together(boxes[n:])
		if height(boxes[from:next]) > room {
			break
		}
		n = next
	}
	if n > from || n == len(boxes) || !must {
		return boxes, n
	}
	for n < len(boxes) && height(boxes[from:n+1]) <= room {
		n++
	}
	if n > from {
		return boxes, n
	}
	if split := boxes[from].split; split != nil {
		if now, rest, ok := split(room, true); ok {
			return slices.Concat(boxes[:from], []box{now, rest}, boxes[from+1:]), from + 1
		}
	}
	return boxes, from + 1
}
