package pdf_test

import (
	"slices"
	"strings"
	"testing"
)

// inside is what elements may stand in.
var inside = map[string][]string{
	"Sect": {"Document"}, "TOCI": {"TOC"}, "LI": {"L"}, "Lbl": {"LI", "Note"}, "LBody": {"LI"}, "THead": {"Table"}, "TBody": {"Table"},
	"TR": {"THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "Caption": {"Table", "Div"}, "Figure": {"Div", "Sect"},
}

// holds is all that some elements may have in them.
var holds = map[string][]string{
	"Document": {"Sect"}, "TOC": {"TOC", "TOCI"}, "TOCI": {"Reference"}, "L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"Caption", "THead", "TBody"},
	"THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}, "Reference": {"Link"}, "Note": {"Lbl", "P"},
}

// follows looks at the rules of PDF/UA that tell from the tree whether they are kept.
func (f *tagged) follows(t *testing.T) {
	t.Helper()
	level, ids, cells := 0, map[string]bool{}, map[*element]int{}
	for _, e := range f.all {
		if allowed := inside[e.role]; allowed != nil && !slices.Contains(allowed, e.above.role) {
			t.Errorf("%s is in %s", e.role, e.above.role)
		}
		if allowed := holds[e.role]; allowed != nil {
			if len(e.marks) > 0 {
				t.Errorf("%s has words of its own: %q", e.role, e.own())
			}
			for _, b := range e.below {
				if !slices.Contains(allowed, b.role) {
					t.Errorf("%s is in %s", b.role, e.role)
				}
			}
		}
		if len(e.marks)+len(e.below) == 0 && e.role != "TD" && e.role != "TH" {
			t.Errorf("%s in %s is empty", e.role, e.above.role)
		}
		if (len(e.links) > 0) != (e.role == "Link") {
			t.Errorf("%s %q has %d links", e.role, e.said, len(e.links))
		}
		switch e.role {
		case "H1", "H2", "H3", "H4":
			if now := int(e.role[1] - '0'); now > level+1 {
				t.Errorf("%s %q follows H%d", e.role, e.said, level)
			} else {
				level = now
			}
		case "TH":
			if e.scope == "" {
				t.Errorf("the header %q does not say of what", e.said)
			}
		case "TR":
			table := e.above.above
			if was, ok := cells[table]; ok && was != len(e.below) {
				t.Errorf("rows of %d and of %d cells in one table", was, len(e.below))
			}
			cells[table] = len(e.below)
		case "Figure":
			if strings.TrimSpace(e.alt) == "" || !e.box {
				t.Errorf("a figure with the alternative text %q, and a place: %t", e.alt, e.box)
			}
		case "Note":
			if e.id == "" || ids[e.id] {
				t.Errorf("a note with the id %q", e.id)
			}
			ids[e.id] = true
		}
	}
	if f.root.lang == "" || f.string(f.Catalog().Get("Lang")) != f.root.lang {
		t.Error("the document does not say its language")
	}
}
