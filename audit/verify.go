package audit

import (
	"errors"
	"fmt"
	"iter"
)

// Break is the error of a log that is not as it was written.
type Break struct {
	Number int // of the first record that is not
	Reason string
}

func (b *Break) Error() string {
	return fmt.Sprintf("the audit log is broken at record %d: %s", b.Number, b.Reason)
}

// Chain checks records in the order of the log. The zero value expects the first one.
type Chain struct{ head Head }

// Head returns the end of what was checked.
func (c *Chain) Head() Head { return c.head }

// Add checks the next record. An error is of type [*Break].
func (c *Chain) Add(r Record) error {
	next := c.head.Number + 1
	switch {
	case r.Number > next:
		return &Break{next, fmt.Sprintf("it is missing; the next one there is %d", r.Number)}
	case r.Number < next:
		return &Break{r.Number, fmt.Sprintf("it is out of order, behind record %d", c.head.Number)}
	case r.Hash != r.sum():
		return &Break{next, "it was changed: what it says does not have its hash"}
	case r.Previous != c.head.Hash:
		return &Break{next, fmt.Sprintf("it does not follow on record %d, of which it has another hash: one of the two was replaced", c.head.Number)}
	}
	c.head = r.Head()
	return nil
}

// End checks that the log ends where its head says. An error is of type [*Break].
func (c *Chain) End(h Head) error {
	last := c.head.Number
	switch {
	case h.Number > last:
		return &Break{last + 1, fmt.Sprintf("the end was cut off; the log should go on to record %d", h.Number)}
	case h.Number < last:
		return &Break{h.Number + 1, fmt.Sprintf("the head of the log says that it ends with record %d; that was put back, or records were added around it", h.Number)}
	case h.Hash != c.head.Hash:
		return &Break{last, "it is not the one that the head of the log names: one of the two was replaced"}
	}
	return nil
}

// ErrNotFound is the error of a log that is whole, but not the one that a noted hash is from.
var ErrNotFound = errors.New("no record of the audit log has the noted hash")

// Verify checks a whole log: every record, their order, and that none is missing up to the head. noted may be a hash that
// was written down elsewhere, which a record must still have; empty for none. It returns the last record that follows on all
// before it, and an error if anything is wrong: a [*Break], [ErrNotFound], or the first one of the sequence.
func Verify(records iter.Seq2[Record, error], head Head, noted string) (Head, error) {
	var c Chain
	found := noted == ""
	for r, err := range records {
		if err == nil {
			err = c.Add(r)
		}
		if err != nil {
			return c.Head(), err
		}
		found = found || r.Hash == noted
	}
	if err := c.End(head); err != nil {
		return c.Head(), err
	}
	if !found {
		return c.Head(), fmt.Errorf("%w %s: since that was noted, the log was written anew, or cut off and continued", ErrNotFound, noted)
	}
	return c.Head(), nil
}
