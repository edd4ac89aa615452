package proof

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/carlos7ags/folio/core"
)

var operators = regexp.MustCompile(`(?s)<<.*?>>|\[.*?\]|<[0-9a-fA-F]*>|/[^\s/<>\[\]()]+|[^\s/<>\[\]()]+`)

// page takes the content of a page apart. Whatever is painted has to be of a mark or an artifact.
func (f *Tagged) page(i int) *Painted {
	info, err := f.Page(i)
	if err != nil {
		f.t.Fatal(err)
	}
	content, err := info.ContentStream()
	if err != nil {
		f.t.Fatal(err)
	}
	resources, _ := info.Resources()
	p := &Painted{marks: map[int]*Mark{}}
	var open []*Mark // with nil for an artifact
	var operands []string
	var font map[string]string
	y := ""
	for _, token := range operators.FindAllString(string(content), -1) {
		switch token {
		case "BDC":
			tag, properties := operands[len(operands)-2], operands[len(operands)-1]
			if id, ok := strings.CutPrefix(properties, "<</MCID "); ok {
				n, _ := strconv.Atoi(strings.TrimSuffix(id, ">>"))
				m := &Mark{page: i, id: n, heights: map[string]bool{}}
				if p.marks[n] != nil {
					f.t.Errorf("page %d has the mark %d twice", i+1, n)
				}
				p.marks[n] = m
				p.Order, open = append(p.Order, m), append(open, m)
			} else if tag == "/Artifact" {
				open = append(open, nil)
			} else {
				open = append(open, open[len(open)-1])
			}
		case "EMC":
			open = open[:len(open)-1]
		case "Tf":
			font = f.font(resources, strings.TrimPrefix(operands[len(operands)-2], "/"))
		case "Td":
			y = operands[len(operands)-1]
			for n, most := range map[string]float64{operands[len(operands)-2]: 580, y: 810} {
				if at, err := strconv.ParseFloat(n, 64); err != nil || at < 40 || at > most {
					f.t.Errorf("page %d: words stand at %v, outside of the page", i+1, operands)
				}
			}
		case "TJ", "f", "S", "Do":
			if len(open) == 0 {
				f.t.Errorf("page %d: %s %s is neither content nor artifact", i+1, operands, token)
				continue
			}
			said := ""
			if token == "TJ" {
				said = decode(operands[len(operands)-1], font)
			}
			if m := open[len(open)-1]; m == nil {
				p.Artifacts += said
			} else if m.Said += said; said != "" {
				m.heights[y] = true
			}
		case "BT", "ET", "rg", "RG", "re", "q", "Q", "cm", "w", "J", "d", "m", "l":
		default:
			if !strings.ContainsAny(token[:1], "</[-.0123456789") {
				f.t.Errorf("page %d: the operator %q is not one that is expected", i+1, token)
			}
			operands = append(operands, token)
			continue
		}
		operands = nil
	}
	if len(open) > 0 {
		f.t.Errorf("page %d: %d marks are not closed", i+1, len(open))
	}
	return p
}

var glyphs = regexp.MustCompile(`<([0-9a-f]*)>`)

func decode(shown string, font map[string]string) (said string) {
	for _, run := range glyphs.FindAllStringSubmatch(shown, -1) {
		for i := 0; i+4 <= len(run[1]); i += 4 {
			said += font[run[1][i:i+4]]
		}
	}
	return said
}

var mapped = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>\n`)

// font reads what the glyphs of a font are found as. Each has to be embedded.
func (f *Tagged) font(resources *core.PdfDictionary, name string) map[string]string {
	d := f.dict(f.dict(resources.Get("Font")).Get(name))
	below := f.dict(f.items(d.Get("DescendantFonts"))[0])
	if f.dict(below.Get("FontDescriptor")).Get("FontFile2") == nil || f.string(below.Get("CIDToGIDMap")) != "Identity" {
		f.t.Errorf("the font %s is not embedded", name)
	}
	table := map[string]string{}
	for _, m := range mapped.FindAllStringSubmatch(string(f.resolve(d.Get("ToUnicode")).(*core.PdfStream).Data), -1) {
		var units []uint16
		for i := 0; i+4 <= len(m[2]); i += 4 {
			u, _ := strconv.ParseUint(m[2][i:i+4], 16, 16)
			units = append(units, uint16(u))
		}
		table[strings.ToLower(m[1])] = string(utf16.Decode(units))
	}
	return table
}
