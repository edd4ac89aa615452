package writer

import (
	"context"
	"strconv"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/graph/limit"
)

// partGrant is how many bytes one of several writers is granted at a time.
const partGrant = 4 << 10

// Writer writes one answer, or a part of it. It is used by generated code; whatever goes wrong there is a panic with a
// stop, and is taken care of by the [Schema].
type Writer struct {
	*answer
	b       []byte
	granted int   // bytes that may be written before more have to be asked for
	at      *Step // the field that is being written
	objects int   // that were begun
}

// answer is what the writers of one answer share.
type answer struct {
	op        *graphql.OperationContext
	options   Options
	left      atomic.Int64 // bytes that no writer was granted yet
	arguments []*Arguments // by the numbers of steps, each of which is one writer's
	spread    []bool       // by the numbers of selections, likewise
}

// Arguments are those of a field, under the name that generated code expects.
type Arguments struct{ Args map[string]any }

// stop is what ends the writing early.
type stop struct {
	cause error // of an end; nil if gqlgen has to carry out the operation
}

func newWriter(op *graphql.OperationContext, p *Plan, o Options) *Writer {
	a := &answer{op: op, options: o, arguments: make([]*Arguments, p.steps), spread: make([]bool, p.selections)}
	a.left.Store(int64(o.Bytes))
	return &Writer{answer: a, b: make([]byte, 0, p.size.Load()+512)}
}

// Begin begins an object. Now and then it looks whether there is still somebody who waits, and time.
func (w *Writer) Begin(ctx context.Context) {
	if w.objects++; w.objects%64 == 0 && ctx.Err() != nil {
		panic(stop{context.Cause(ctx)})
	}
	w.b = append(w.b, '{')
}

// End ends an object.
func (w *Writer) End(*Selection) { w.b = append(w.b, '}') }

// Key writes the name of a field.
func (w *Writer) Key(s *Step) {
	w.at = s
	w.b = append(w.b, s.key...)
	if len(w.b) > w.granted {
		w.ask()
	}
}

// ask asks for more bytes, of which there are only so many for an answer.
func (w *Writer) ask() {
	grant := int64(w.options.Bytes) // one writer may as well have all
	if w.options.Remote {
		grant = partGrant
	}
	for len(w.b) > w.granted {
		if w.left.Add(-grant) < 0 {
			panic(stop{limit.AnswerTooLarge(w.options.Bytes, w.at.path())})
		}
		w.granted += int(grant)
	}
}

// Arguments reads the arguments of a field, once for all objects that it is asked of.
func (w *Writer) Arguments(ctx context.Context, s *Step, read func(context.Context, map[string]any) (map[string]any, error)) *Arguments {
	if w.arguments[s.n] == nil {
		args, err := read(ctx, s.Collected.ArgumentMap(w.op.Variables))
		w.Check(ctx, err)
		w.arguments[s.n] = &Arguments{args}
	}
	return w.arguments[s.n]
}

// Check stops at an error.
func (w *Writer) Check(ctx context.Context, err error) {
	if err != nil {
		panic(stop{w.options.passed(ctx)})
	}
}

// Require stops if something that has to be there is not.
func (w *Writer) Require(there bool) {
	if !there {
		panic(stop{})
	}
}

// Null writes null, where the schema has it.
func (w *Writer) Null(forbidden bool) {
	w.Require(!forbidden)
	w.b = append(w.b, "null"...)
}

// Marshal writes what gqlgen has made of a field.
func (w *Writer) Marshal(m graphql.Marshaler, required bool) {
	w.Require(m != nil && !(required && m == graphql.Null) && m != graphql.RequiredNull)
	m.MarshalGQL(w)
}

// Write appends.
func (w *Writer) Write(b []byte) (int, error) {
	w.b = append(w.b, b...)
	if len(w.b) > w.granted {
		w.ask()
	}
	return len(b), nil
}

// WriteString appends.
func (w *Writer) WriteString(s string) (int, error) {
	w.b = append(w.b, s...)
	return len(s), nil
}

// Raw writes one sign.
func (w *Writer) Raw(sign byte) { w.b = append(w.b, sign) }

// Int writes a number.
func (w *Writer) Int(n int64) { w.b = strconv.AppendInt(w.b, n, 10) }

// Bool writes true or false.
func (w *Writer) Bool(on bool) { w.b = strconv.AppendBool(w.b, on) }

const hexDigits = "0123456789ABCDEF"

// Text writes a text as graphql.MarshalString does.
func (w *Writer) Text(s string) {
	b := append(w.b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '\\' && c != '"' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '\t':
			b = append(b, `\t`...)
		case '\r':
			b = append(b, `\r`...)
		case '\n':
			b = append(b, `\n`...)
		case '\\', '"':
			b = append(b, '\\', c)
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	w.b = append(b, '"')
}
