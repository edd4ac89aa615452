package proof

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
func (f *Tagged) follows(t *testing.T) {
	t.Helper()
	level, ids, cells := 0, map[string]bool{}, map[*Element]int{}
	for _, e := range f.All {
		if allowed := inside[e.Role]; allowed != nil && !slices.Contains(allowed, e.Above.Role) {
			t.Errorf("%s is in %s", e.Role, e.Above.Role)
		}
		if allowed := holds[e.Role]; allowed != nil {
			if len(e.Marks) > 0 {
				t.Errorf("%s has words of its own: %q", e.Role, e.own())
			}
			for _, b := range e.Below {
				if !slices.Contains(allowed, b.Role) {
					t.Errorf("%s is in %s", b.Role, e.Role)
				}
			}
		}
		if len(e.Marks)+len(e.Below) == 0 && e.Role != "TD" && e.Role != "TH" {
			t.Errorf("%s in %s is empty", e.Role, e.Above.Role)
		}
		if (len(e.Links) > 0) != (e.Role == "Link") {
			t.Errorf("%s %q has %d links", e.Role, e.Said, len(e.Links))
		}
		switch e.Role {
		case "H1", "H2", "H3", "H4":
			if now := int(e.Role[1] - '0'); now > level+1 {
				t.Errorf("%s %q follows H%d", e.Role, e.Said, level)
			} else {
				level = now
			}
		case "TH":
			if e.Scope == "" {
				t.Errorf("the header %q does not say of what", e.Said)
			}
		case "TR":
			table := e.Above.Above
			if was, ok := cells[table]; ok && was != len(e.Below) {
				t.Errorf("rows of %d and of %d cells in one table", was, len(e.Below))
			}
			cells[table] = len(e.Below)
		case "Figure":
			if strings.TrimSpace(e.Alt) == "" || !e.box {
				t.Errorf("a figure with the alternative text %q, and a place: %t", e.Alt, e.box)
			}
		case "Note":
			if e.ID == "" || ids[e.ID] {
				t.Errorf("a note with the id %q", e.ID)
			}
			ids[e.ID] = true
		}
	}
	if f.Root.Lang == "" || f.string(f.Catalog().Get("Lang")) != f.Root.Lang {
		t.Error("the document does not say its language")
	}
}
