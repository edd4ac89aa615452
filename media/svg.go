package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
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
	empty := errEmpty{}
	switch {
	case errors.Is(err, errTooMuch):
		return wrong("Die SVG-Datei ist zu verschachtelt oder hat zu viele Elemente. Bitte vereinfachen oder als PNG speichern.",
			"the SVG is too deeply nested or has too many elements; simplify it, or save it as PNG")
	case errors.Is(err, errEntities):
		return wrong("Die SVG-Datei vereinbart Entitäten. Bitte ohne sie speichern („Einfaches SVG“, „Optimiert“).",
			"the SVG declares entities; save it without them (“plain SVG”, “optimised”)")
	case errors.As(err, &empty):
		return empty.problem()
	case err != nil:
		return damaged()
	}
	u.File.Width, u.File.Height = width, height
	return u.replace(clean)
}

// cleanSVG returns an SVG without anything that is not on the lists, and its size. One that then draws nothing is refused.
func cleanSVG(data []byte) (clean []byte, width, height int, err error) {
	root, removed, err := parseSVG(data)
	if err != nil {
		return nil, 0, 0, err
	}
	ids := root.ids()
	if root.drawn(ids) > maxDrawn {
		return nil, 0, 0, errTooMuch
	}
	if !root.draws(ids) {
		return nil, 0, 0, errEmpty{removed}
	}
	var b bytes.Buffer
	root.write(&b, true)
	width, height = root.size()
	return b.Bytes(), width, height, nil
}

// parseSVG reads those elements of an SVG that may stay, and names the others.
func parseSVG(data []byte) (root *svgNode, removed map[string]bool, err error) {
	d := decodeXML(data)
	removed = map[string]bool{}
	var open []*svgNode // the elements from the root to the present one
	for count := 0; ; {
		token, err := d.Token()
		if err != nil {
			return nil, nil, errors.Join(errBroken, err) // an end tag comes too early, or never
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("!ENTITY")) {
				return nil, nil, errEntities
			}
		case xml.StartElement:
			if count++; count > maxElements || len(open) >= maxDepth {
				return nil, nil, errTooMuch
			}
			node := allowedNode(t)
			switch {
			case root == nil && (node == nil || node.name != "svg"):
				return nil, nil, errBroken
			case root == nil:
				root = node
			case node == nil:
				removed[t.Name.Local] = true
				if err := d.Skip(); err != nil {
					return nil, nil, errors.Join(errBroken, err)
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
				return root, removed, nil
			}
		case xml.CharData:
			if len(t) > 0 && len(open) > 0 && svgTexts[open[len(open)-1].name] {
				parent := open[len(open)-1]
				parent.children = append(parent.children, &svgNode{text: string(t)})
			}
		}
	}
}

// decodeXML reads XML in any of the encodings of the web. A byte order mark counts for more than what the XML says of itself.
func decodeXML(data []byte) *xml.Decoder {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		data, _ = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(data) // which gives something for all bytes
		d := xml.NewDecoder(bytes.NewReader(data))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		return d
	}
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
