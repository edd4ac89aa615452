package cache

import (
	"fmt"
	"testing"
)

// However much is kept, its size is bounded; what is asked for all the time stays, and what is of another time is not given.
func TestShelves(t *testing.T) {
	var s shelves
	big := &answer{body: make([]byte, 0, 1<<20)} // what it takes is what it holds on to
	const asked = "asked for"
	s.put(1, asked, big)
	for i := range 200 {
		s.put(1, fmt.Sprint(i), big)
		if s.find(1, []byte(asked)) == nil {
			t.Fatalf("after %d others it is gone", i)
		}
		if n := (len(s.front) + len(s.back)) << 20; n > maxBytes {
			t.Fatalf("%d bytes are kept", n)
		}
	}
	if s.find(1, []byte("0")) != nil || s.find(1, []byte("199")) == nil {
		t.Error("not the oldest is gone")
	}
	s.put(1, "huge", &answer{body: make([]byte, maxBytes/2)})
	if s.find(1, []byte("huge")) != nil || s.find(1, []byte(asked)) == nil {
		t.Error("one answer has taken the place of many")
	}
	if s.find(2, []byte(asked)) != nil || s.find(0, []byte(asked)) != nil {
		t.Error("an answer is given at another time")
	}
	s.put(2, "new", big)
	s.put(1, "late", big)
	if s.find(2, []byte("new")) == nil || s.find(1, []byte("late")) != nil || s.find(2, []byte("late")) != nil || len(s.front)+len(s.back) != 1 {
		t.Error("after a change there is more than what was answered since")
	}
}
