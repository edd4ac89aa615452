package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// How much there may be in an SVG.
const (
	maxElements = 50_000
	maxDepth    = 100
	maxDrawn    = 500_000 // elements, counting those that are referred to each time: references to references grow without bound
)

// svgNode is an element of an SVG that may stay, with the attributes that may stay.
type svgNode struct {
	name     string
	attrs    []xml.Attr
	children []*svgNode
	text     string // of a node without a name
}

var (
	errTooMuch  = errors.New("too much in the SVG")
	errEntities = errors.New("entities in the SVG")
)

// examineSVG writes an SVG anew from those of its parts that are known to be harmless. Everything else is left out.
func (u *Upload) examineSVG() error {
	data, err := u.bytes()
	if err != nil {
		return err
	}
	clean, width, height, err := cleanSVG(data)
	switch {
	case errors.Is(err, errTooMuch):
		return wrong("Die SVG-Datei ist zu verschachtelt oder hat zu viele Elemente. Bitte vereinfachen oder als PNG speichern.",
			"the SVG is too deeply nested or has too many elements; simplify it, or save it as PNG")
	case errors.Is(err, errEntities):
		return wrong("Die SVG-Datei vereinbart Entitäten. Bitte ohne sie speichern („Einfaches SVG“, „Optimiert“).",
			"the SVG declares entities; save it without them (“plain SVG”, “optimised”)")
	case err != nil:
		return damaged()
	}
	u.File.Width, u.File.Height = width, height
	return u.replace(clean)
}

// cleanSVG returns an SVG without anything that is not on the lists, and the size that it states; 0 if it states none.
func cleanSVG(data []byte) (clean []byte, width, height int, err error) {
	root, err := parseSVG(data)
	if err != nil {
		return nil, 0, 0, err
	}
	if root.drawn() > maxDrawn {
		return nil, 0, 0, errTooMuch
	}
	var b bytes.Buffer
	root.write(&b, true)
	width, height = root.size()
	return b.Bytes(), width, height, nil
}

// parseSVG reads those elements of an SVG that may stay.
func parseSVG(data []byte) (root *svgNode, err error) {
	d := decodeXML(data)
	var open []*svgNode // the elements from the root to the present one
	for count := 0; ; {
		token, err := d.Token()
		if err != nil {
			return nil, errors.Join(errBroken, err) // an end tag comes too early, or never
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("!ENTITY")) {
				return nil, errEntities
			}
		case xml.StartElement:
			if count++; count > maxElements || len(open) >= maxDepth {
				return nil, errTooMuch
			}
			node := allowedNode(t)
			switch {
			case root == nil && (node == nil || node.name != "svg"):
				return nil, errBroken
			case root == nil:
				root = node
			case node == nil:
				if err := d.Skip(); err != nil {
					return nil, errors.Join(errBroken, err)
				}
				continue
			default:
				parent := open[len(open)-1]
				parent.children = append(parent.children, node)
			}
			open = append(open, node)
		case xml.EndElement:
			last := open[len(open)-1]
			if last.name == "style" {
				last.keepStyle()
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, nil
			}
		case xml.CharData:
			if len(t) > 0 && len(open) > 0 && svgTexts[open[len(open)-1].name] {
				parent := open[len(open)-1]
				parent.children = append(parent.children, &svgNode{text: string(t)})
			}
		}
	}
}

// decodeXML reads XML in any of the encodings of the web.
func decodeXML(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		encoding, err := htmlindex.Get(name)
		if err != nil {
			return nil, err
		}
		return encoding.NewDecoder().Reader(r), nil
	}
	return d
}

// keepStyle keeps only those rules of a style sheet that may stay.
func (n *svgNode) keepStyle() {
	var css strings.Builder
	for _, c := range n.children {
		css.WriteString(c.text)
	}
	n.children = []*svgNode{{text: safeRules(css.String())}}
}

// drawn counts the elements that a browser goes through to draw the node, including those that it refers to.
func (n *svgNode) drawn() int {
	byID := map[string]*svgNode{}
	var index func(*svgNode)
	index = func(n *svgNode) {
		for _, a := range n.attrs {
			if a.Name.Local == "id" && byID[a.Value] == nil {
				byID[a.Value] = n
			}
		}
		for _, c := range n.children {
			index(c)
		}
	}
	index(n)
	known := map[*svgNode]int{}
	var count func(*svgNode) int
	count = func(n *svgNode) int {
		if c, ok := known[n]; ok {
			return c
		}
		known[n] = 0 // for nodes that refer to themselves, which are not drawn
		sum := 1
		for _, c := range n.children {
			sum = min(sum+count(c), maxDrawn+1)
		}
		for _, a := range n.attrs {
			for _, m := range localReference.FindAllStringSubmatch(a.Value, -1) {
				if to := byID[m[1]]; to != nil {
					sum = min(sum+count(to), maxDrawn+1)
				}
			}
		}
		known[n] = sum
		return sum
	}
	return count(n)
}

func (n *svgNode) write(b *bytes.Buffer, isRoot bool) {
	if n.name == "" {
		_ = xml.EscapeText(b, []byte(n.text)) // a buffer takes all
		return
	}
	b.WriteString("<" + n.name)
	if isRoot {
		b.WriteString(` xmlns="` + svgSpace + `"`)
	}
	for _, a := range n.attrs {
		b.WriteString(" " + a.Name.Local + `="`)
		_ = xml.EscapeText(b, []byte(a.Value))
		b.WriteByte('"')
	}
	if len(n.children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, c := range n.children {
		c.write(b, false)
	}
	b.WriteString("</" + n.name + ">")
}

// size returns the size in pixels, by width and height or else by the viewBox.
func (n *svgNode) size() (width, height int) {
	is := map[string]string{}
	for _, a := range n.attrs {
		is[a.Name.Local] = a.Value
	}
	w, h := svgLength(is["width"]), svgLength(is["height"])
	if box := strings.Fields(strings.ReplaceAll(is["viewBox"], ",", " ")); len(box) == 4 {
		bw, bh := svgLength(box[2]), svgLength(box[3])
		switch {
		case bw == 0 || bh == 0:
		case w == 0 && h == 0:
			w, h = bw, bh
		case w == 0:
			w = h * bw / bh
		case h == 0:
			h = w * bh / bw
		}
	}
	if w == 0 || h == 0 || w > maxSide || h > maxSide {
		return 0, 0
	}
	return max(1, int(math.Round(w))), max(1, int(math.Round(h)))
}

// svgUnits has the units of lengths, in pixels.
var svgUnits = map[string]float64{"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}

// svgLength reads a length; 0 if there is none, or it depends on where the SVG is shown.
func svgLength(s string) float64 {
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	unit, ok := svgUnits[s[len(number):]]
	v, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	return v * unit
}
