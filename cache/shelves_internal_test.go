package cache

import (
	"fmt"
	"testing"

	"partnernetz/coding"
)

// However many answers are kept, their size is bounded. An answer that is asked for all the time stays; an outdated one is
// not given.
func TestShelves(t *testing.T) {
	s := shelves{changed: func(since, now, read uint64) bool { return since < now && read != 0 }}
	at := func(since, read uint64) *answer { // the capacity counts, as it takes memory
		return &answer{body: coding.NewBody(make([]byte, 0, 1<<20), ""), since: since, read: read}
	}
	big := at(1, 1)
	const asked = "asked for"
	s.put(asked, big)
	for i := range 200 {
		s.put(fmt.Sprint(i), big)
		if s.find(1, []byte(asked)) == nil {
			t.Fatalf("after %d others it is gone", i)
		}
		if n := (len(s.front) + len(s.back)) << 21; n > maxBytes {
			t.Fatalf("%d bytes are kept", n)
		}
	}
	if s.find(1, []byte("0")) != nil || s.find(1, []byte("199")) == nil {
		t.Error("not the oldest is gone")
	}
	s.put("huge", &answer{body: coding.NewBody(make([]byte, maxBytes/2), ""), since: 1})
	if s.find(1, []byte("huge")) != nil || s.find(1, []byte(asked)) == nil {
		t.Error("one answer has taken the place of many")
	}
	if s.find(2, []byte(asked)) != nil {
		t.Error("an answer is given after what it is of has changed")
	}
	other := at(1, 0)
	s.put("other", other)
	if s.find(2, []byte("other")) != other {
		t.Error("an answer is not given though nothing that it is of has changed")
	}
	bytes := s.bytes
	newer := at(2, 1)
	s.put(asked, newer)
	s.put(asked, at(1, 1)) // by a caller who was slow
	if s.find(2, []byte(asked)) != newer || s.bytes != bytes {
		t.Errorf("a newer answer does not take the place of the older one, or %d bytes became %d", bytes, s.bytes)
	}
}
