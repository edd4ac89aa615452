package pdf

import "partnernetz/document"

const gutter = 24.0

// columns sets blocks in two columns.
func (s *setter) columns(c document.Columns, f frame) ([]box, error) {
	in := f
	in.width = (f.width - gutter) / 2
	boxes, err := s.blocks(c.Blocks, in)
	if err != nil || len(boxes) == 0 {
		return nil, err
	}
	return []box{twoColumns(boxes, in.width+gutter)}, nil
}

// twoColumns puts boxes into two columns that are as equally high as can be. On a page that is too short for all, both go down to
// its foot, and the rest goes over.
func twoColumns(boxes []box, shift float64) box {
	at := balance(boxes)
	left, right := boxes[:at], boxes[at:]
	return box{above: boxes[0].above, height: max(height(left), height(right)), eager: true,
		paint: func(p *page, dx, top float64) {
			paintAll(left, p, dx, top)
			paintAll(right, p, dx+shift, top)
		},
		split: func(room float64) (box, box, bool) {
			first := fill(boxes, room)
			second := first + fill(boxes[first:], room)
			if first == 0 || second >= len(boxes) {
				return box{}, box{}, false
			}
			left, right := boxes[:first], boxes[first:second]
			now := box{above: boxes[0].above, height: room, paint: func(p *page, dx, top float64) {
				paintAll(left, p, dx, top)
				paintAll(right, p, dx+shift, top)
			}}
			return now, twoColumns(boxes[second:], shift), true
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

// fill is how many of the boxes fit below each other.
func fill(boxes []box, room float64) int {
	n := 0
	for n < len(boxes) {
		next := n + together(boxes[n:])
		if height(boxes[:next]) > room {
			break
		}
		n = next
	}
	return n
}
