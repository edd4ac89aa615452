package content_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
)

// What follows from a revision is found out once, and a clone, which may be changed, has nothing of it.
func TestDerivedIsFoundOutOnce(t *testing.T) {
	m := &network.Measure{Titles: content.Text{content.DE: "Eins"}}
	found := 0
	count := func(e content.Entry) int {
		return content.Derive(e.Head(), "count", func() int { found++; return found })
	}
	if count(m); count(m) != 2 {
		t.Error("something is kept of an entry that is not")
	}
	content.Keep(m)
	if once := count(m); count(m) != once {
		t.Error("what is kept is found out again")
	}
	changed := content.Clone(m)
	changed.Titles = content.Text{content.DE: "Zwei"}
	if language.SameTexts(changed, m, content.DE) || !language.SameTexts(m, content.Clone(m), content.DE) {
		t.Error("a clone has what its texts were before")
	}
}
