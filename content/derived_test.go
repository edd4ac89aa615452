package content

import (
	"testing"
)

// What follows from a revision is found out once, and a clone, which may be changed, has nothing of it.
func TestDerivedIsFoundOutOnce(t *testing.T) {
	m := &Measure{Titles: Text{DE: "Eins"}}
	found := 0
	count := func(e Entry) int { return Derive(e.Head(), "count", func() int { found++; return found }) }
	if count(m); count(m) != 2 {
		t.Error("something is kept of an entry that is not")
	}
	Keep(m)
	if once := count(m); count(m) != once {
		t.Error("what is kept is found out again")
	}
	before := hashTexts(m, DE)
	changed := Clone(m)
	changed.Titles = Text{DE: "Zwei"}
	if hashTexts(changed, DE) == before || hashTexts(m, DE) != before {
		t.Error("a clone has what its texts were before")
	}
}
