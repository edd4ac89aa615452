package media

import (
	"maps"
	"slices"
	"strings"
)

// ids returns the nodes that others may refer to, by their ids.
func (n *svgNode) ids() map[string]*svgNode {
	byID := map[string]*svgNode{}
	var index func(*svgNode)
	index = func(n *svgNode) {
		if id := n.attr("id"); id != "" && byID[id] == nil {
			byID[id] = n
		}
		for _, c := range n.children {
			index(c)
		}
	}
	index(n)
	return byID
}

func (n *svgNode) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// drawn counts the elements that a browser goes through to draw the node, including those that it refers to.
func (n *svgNode) drawn(byID map[string]*svgNode) int {
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

// svgShapes are the elements that draw by themselves.
var svgShapes = set("path rect circle ellipse line polyline polygon")

// svgHidden are the elements whose content is drawn only where others refer to it.
var svgHidden = set("defs symbol clipPath mask marker pattern linearGradient radialGradient filter title desc style")

// draws reports whether there is anything in a node that a browser draws.
func (n *svgNode) draws(byID map[string]*svgNode) bool {
	known := map[*svgNode]bool{}
	var draws, inside func(*svgNode) bool
	inside = func(n *svgNode) bool {
		for _, c := range n.children {
			if draws(c) {
				return true
			}
		}
		return false
	}
	draws = func(n *svgNode) bool {
		if is, ok := known[n]; ok {
			return is
		}
		known[n] = false // for nodes that refer to themselves, which are not drawn
		switch {
		case n.name == "":
			known[n] = strings.TrimSpace(n.text) != ""
		case svgShapes[n.name]:
			known[n] = true
		case svgHidden[n.name]:
		case n.name == "use":
			to := byID[strings.TrimPrefix(strings.TrimSpace(n.attr("href")), "#")]
			known[n] = to != nil && (draws(to) || to.name == "symbol" && inside(to))
		default:
			known[n] = inside(n)
		}
		return known[n]
	}
	return draws(n)
}

// errEmpty is the error of an SVG that draws nothing, at least not with the elements that may stay.
type errEmpty struct{ removed map[string]bool }

func (errEmpty) Error() string { return "the SVG draws nothing" }

// problem says why nothing is left.
func (e errEmpty) problem() error {
	switch {
	case e.removed["image"]:
		return wrong("Die SVG-Datei besteht nur aus einem eingebetteten Bild, und eingebettete Bilder werden entfernt. Bitte das Bild als PNG oder JPEG speichern und hochladen.",
			"the SVG is only an embedded picture, and embedded pictures are taken out; save the picture as PNG or JPEG, and upload that")
	case e.removed["foreignObject"]:
		return wrong("Die SVG-Datei besteht nur aus HTML (foreignObject), und das wird entfernt. Bitte ohne HTML-Texte speichern oder als PNG.",
			"the SVG is only HTML (foreignObject), which is taken out; save it without texts in HTML, or as PNG")
	case len(e.removed) > 0:
		return wrong("In der SVG-Datei zeichnet nur, was entfernt wird: %s. Bitte als „einfaches SVG“ oder PNG speichern.",
			"all that draws in the SVG is taken out: %s; save it as “plain SVG” or PNG", strings.Join(firstNames(e.removed), ", "))
	}
	return wrong("Die SVG-Datei zeichnet nichts. Bitte prüfen, ob es die richtige ist.", "the SVG draws nothing; check whether it is the right one")
}

// firstNames returns a few of some names, sorted.
func firstNames(names map[string]bool) []string {
	all := slices.Sorted(maps.Keys(names))
	return all[:min(len(all), 5)]
}
