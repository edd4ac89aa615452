package audit

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
)

// Break is the error of a log that is not as it was written. Its Number is that of the first such record.
type Break struct {
	Number int
	Reason string
}

func (b *Break) Error() string {
	return fmt.Sprintf("the audit log is broken at record %d: %s", b.Number, b.Reason)
}

// Chain checks records in the order of the log. The zero value expects the first one.
type Chain struct {
	head   Head
	former string       // the former hash of the last record; empty if it has none
	erased map[int]bool // records from which something was erased, while no record of the erasure has come yet
}

// Head returns the head of the records checked so far.
func (c *Chain) Head() Head { return c.head }

// Add checks the next record. An error is of type [*Break].
func (c *Chain) Add(r Record) error {
	next := c.head.Number + 1
	switch {
	case r.Number > next:
		return &Break{next, fmt.Sprintf("it is missing; the next one there is %d", r.Number)}
	case r.Number < next:
		return &Break{r.Number, fmt.Sprintf("it is out of order, after record %d", c.head.Number)}
	case r.Hash != r.sum():
		return &Break{next, "it was changed: its content does not fit its hash"}
	case r.Previous != c.head.Hash:
		return &Break{next, fmt.Sprintf("it does not follow record %d, for which it has another hash: one of the two was replaced", c.head.Number)}
	case r.Personal.Who != nil && r.Personal.Who.commitment() != r.Who || r.Personal.Said != nil && r.Personal.Said.commitment() != r.Said:
		return &Break{next, "it was changed: who did it, or its detail, does not fit its commitments"}
	case r.Former != "" && next > 1 && c.former == "":
		return &Break{next, "it claims to be from the former form of the log, which ended before"}
	case r.Former != "" && !r.erased() && r.Former != r.sumFormer(c.former):
		return &Break{next, "it was changed, or replaced together with the record before it, while the log had its former form"}
	case r.Action == LogBroken:
		return &Break{next, "before it, the log had its former form, and was broken already: " + r.said()}
	}
	c.head, c.former = r.Head(), r.Former
	c.account(r)
	return nil
}

// account keeps track of what was erased.
func (c *Chain) account(r Record) {
	if c.erased == nil {
		c.erased = map[int]bool{}
	}
	if r.erased() {
		c.erased[r.Number] = true
	}
	if r.Action == PersonErased {
		for _, number := range r.Subject {
			n, _ := strconv.Atoi(number)
			delete(c.erased, n)
		}
	}
}

// erased reports whether something was erased from the record.
func (r Record) erased() bool { return r.Personal.Who == nil || r.Said != "" && r.Personal.Said == nil }

// End checks that the log ends where its head says. An error is of type [*Break].
func (c *Chain) End(h Head) error {
	last := c.head.Number
	switch {
	case h.Number > last:
		return &Break{last + 1, fmt.Sprintf("the end was cut off; the log should go on to record %d", h.Number)}
	case h.Number < last:
		return &Break{h.Number + 1, fmt.Sprintf("the head of the log says that the log ends with record %d; the head was put back, or records were added without it", h.Number)}
	case h.Hash != c.head.Hash:
		return &Break{last, "it is not the one that the head of the log names: one of the two was replaced"}
	case len(c.erased) > 0:
		return &Break{slices.Min(slices.Collect(maps.Keys(c.erased))), "who did it, or its detail, was taken away, and the log has no record of an erasure"}
	}
	return nil
}

// EndFormer checks that the log, when it had its former form, ended where its head of that time says. An error is of type
// [*Break].
func (c *Chain) EndFormer(h Head) error {
	former := Chain{head: Head{c.head.Number, c.former}}
	return former.End(h)
}

// ErrNotFound is the error of a log that is right in itself, but is not the log that the noted hash is from.
var ErrNotFound = errors.New("no record of the audit log has the noted hash")

// Verify checks a whole log: every record, their order, that none is missing up to the head, and that the log tells of every
// erasure. noted may be a hash that was written down elsewhere; a record must still have it, in this form of the log or the
// former. It may be empty. Verify returns the head of the last record up to which all are right, and an error if anything is
// wrong: a [*Break], [ErrNotFound], or the first error of the sequence.
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
		found = found || r.Hash == noted || r.Former == noted
	}
	if err := c.End(head); err != nil {
		return c.Head(), err
	}
	if !found {
		return c.Head(), fmt.Errorf("%w %s: since that was noted, the log was written anew, or cut off and continued", ErrNotFound, noted)
	}
	return c.Head(), nil
}
