package writer

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// Any text is written as gqlgen writes it.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "Öffnung", "a\"b\\c\n\r\t\x00\x1f\x7f", "\xff\xc3", "\u2028<&>", strings.Repeat("ä\"", 1000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&want)
		w := Writer{}
		w.Text(s)
		if string(w.b) != want.String() {
			t.Errorf("%q is written %s, want %s", s, w.b, want.String())
		}
	})
}

func part(name string) Step { return Step{key: name} }

func (o Options) writer() *Writer {
	o.Spent = func(context.Context) error { return nil }
	return newWriter(&graphql.OperationContext{}, &Plan{steps: 10, selections: 10}, o)
}

// Where the database is remote, the fields of an object are written concurrently (here each waits for all others), and still
// stand in order. This holds for the first of siblings, if there is anything to wait for.
func TestSpread(t *testing.T) {
	sel := &Selection{Steps: []Step{part("a"), part(",b"), part(",c")}, links: 2}
	if (Options{Bytes: 1000}).writer().Spreads(sel) {
		t.Error("fields are spread where the database is in the process")
	}
	w := Options{Bytes: 100_000, Remote: true}.writer()
	if w.Spreads(&Selection{links: 1, n: 1}) || !w.Spreads(sel) || w.Spreads(sel) {
		t.Error("other fields are spread than those of the first object with several links")
	}
	begun := make(chan int, 3)
	all := make(chan struct{})
	w.Spread(sel, func(w *Writer, steps []Step) {
		w.Key(&steps[0])
		if begun <- 1; len(begun) == 3 {
			close(all)
		}
		<-all
		w.Raw('!')
	})
	if string(w.b) != "a!,b!,c!" {
		t.Errorf("written is %s", w.b)
	}
}

// All concurrent writers together have only the bytes of one answer.
func TestSpreadWithinBytes(t *testing.T) {
	sel := &Selection{Steps: []Step{part("a"), part(",b")}, links: 2}
	for bytes, want := range map[int]bool{8 * partGrant: true, 2 * partGrant: false} {
		w := Options{Bytes: bytes, Remote: true}.writer()
		early := stopping(func() {
			w.Spread(sel, func(w *Writer, steps []Step) {
				for range 2 * partGrant {
					w.Key(&steps[0])
				}
			})
		})
		if (early == nil) != want {
			t.Errorf("of %d bytes: %v", bytes, early)
		}
	}
}

// A part that could be tried again does not hide another that has passed a limit.
func TestSpreadEnds(t *testing.T) {
	sel := &Selection{Steps: []Step{part("a"), part(",b")}}
	w := Options{Bytes: 1000, Remote: true}.writer()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	early := stopping(func() {
		w.Spread(sel, func(w *Writer, steps []Step) {
			if steps[0].key == "a" {
				panic("anything")
			}
			w.Check(ctx, context.Canceled)
		})
	})
	if early == nil || early.cause != context.Canceled {
		t.Errorf("the end is %v", early)
	}
}
