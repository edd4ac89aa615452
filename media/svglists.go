package media

import (
	"encoding/xml"
	"regexp"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// svgElements are the elements that may stay: those that draw, and those that drawing uses. None of them loads, links, runs
// or moves anything.
var svgElements = set(`svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan
	textPath linearGradient radialGradient stop pattern clipPath mask marker style filter feBlend feColorMatrix
	feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
	feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
	feSpecularLighting feSpotLight feTile feTurbulence`)

// svgTexts are the elements whose text may stay.
var svgTexts = set("title desc text tspan textPath style")

// svgAttributes are the attributes that may stay if their value is harmless.
var svgAttributes = set(`id class style transform x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr d points pathLength width height
	viewBox preserveAspectRatio version lang role aria-label aria-labelledby aria-describedby aria-hidden offset
	gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits maskUnits
	maskContentUnits markerUnits markerWidth markerHeight refX refY orient rotate textLength lengthAdjust startOffset
	method spacing side filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude
	exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale
	diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z
	scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles systemLanguage
	alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
	direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size
	font-size-adjust font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing
	lighting-color marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
	pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
	stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
	transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode`)

// svgRefers are the elements that may refer to others of the same file.
var svgRefers = set("use linearGradient radialGradient pattern textPath filter")

func set(names string) map[string]bool {
	is := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		is[name] = true
	}
	return is
}

// allowedNode returns an element with those of its attributes that may stay; nil if the element may not stay. A link becomes
// a group, so that its content stays.
func allowedNode(e xml.StartElement) *svgNode {
	if e.Name.Space != svgSpace && e.Name.Space != "" {
		return nil
	}
	node := &svgNode{name: e.Name.Local}
	if node.name == "a" {
		return &svgNode{name: "g", attrs: allowedAttributes("g", e.Attr)}
	}
	if !svgElements[node.name] {
		return nil
	}
	node.attrs = allowedAttributes(node.name, e.Attr)
	return node
}

func allowedAttributes(element string, attrs []xml.Attr) (kept []xml.Attr) {
	has := map[string]bool{}
	for _, a := range attrs {
		name := a.Name.Local
		ok := false
		switch {
		case name == "href" && (a.Name.Space == "" || a.Name.Space == xlinkSpace):
			ok = svgRefers[element] && wholeReference.MatchString(a.Value)
		case name == "space" && (a.Name.Space == xmlSpace || a.Name.Space == "xml"):
			name, ok = "xml:space", a.Value == "preserve" || a.Value == "default"
		case a.Name.Space == "" && svgAttributes[name]:
			ok = name == "aria-label" || safeValue(a.Value) // a label is read to people
		}
		if ok && !has[name] {
			has[name] = true
			kept = append(kept, xml.Attr{Name: xml.Name{Local: name}, Value: a.Value})
		}
	}
	return kept
}

var (
	wholeReference = regexp.MustCompile(`^\s*#[\w:.-]+\s*$`)
	localReference = regexp.MustCompile(`#([\w:.-]+)`)
	localURL       = regexp.MustCompile(`(?i)url\(\s*(?:#[\w:.-]+|'#[\w:.-]+'|"#[\w:.-]+")\s*\)`)
	cssComment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	scheme         = regexp.MustCompile(`(?i)(script|data):`) // such as javascript:
	cssFunction    = regexp.MustCompile(`([\w-]*)\s*\(`)
)

// cssFunctions are the functions that fetch nothing.
var cssFunctions = set(`rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc
	blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia not nth-child`)

// safeValue reports whether nothing in a value could load or run anything, however it is read.
func safeValue(v string) bool {
	v = localURL.ReplaceAllString(v, " ")
	if strings.ContainsAny(v, `\<@`) || scheme.MatchString(strings.Join(strings.Fields(v), "")) {
		return false
	}
	for _, m := range cssFunction.FindAllStringSubmatch(v, -1) {
		if m[1] != "" && !cssFunctions[strings.ToLower(m[1])] {
			return false
		}
	}
	return true
}

// safeRules returns the rules of a style sheet that may stay: plain ones, none that begins with an @.
func safeRules(css string) string {
	css = cssComment.ReplaceAllString(css, "")
	var kept strings.Builder
	for css != "" {
		at := strings.IndexAny(css, "{;")
		if at < 0 {
			break
		}
		if css[at] == ';' {
			css = css[at+1:]
			continue
		}
		end := blockEnd(css, at)
		selector, body := strings.TrimSpace(css[:at]), strings.TrimSpace(css[at+1:max(at+1, end-1)])
		css = css[end:]
		rule := selector + "{" + body + "}"
		if selector != "" && strings.Count(rule, "{") == 1 && strings.Count(rule, "}") == 1 && safeValue(rule) &&
			!strings.Contains(rule, "/*") && strings.Count(rule, `"`)%2 == 0 && strings.Count(rule, "'")%2 == 0 {
			kept.WriteString(rule)
		}
	}
	return kept.String()
}

// blockEnd returns where a block ends that begins at a brace.
func blockEnd(css string, at int) int {
	depth := 0
	for i := at; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(css)
}
