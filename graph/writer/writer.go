package writer

import (
	"context"
	"strconv"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/graph/limit"
)

// partGrant is how many bytes each of several writers is granted at a time.
const partGrant = 4 << 10

// Writer writes one answer, or a part of it, for generated code. Whatever goes wrong there is a panic with a stop, which the
// [Schema] handles.
type Writer struct {
	*answer
	b       []byte
	granted int   // bytes that may be written before more have to be asked for
	at      *Step // the field that is being written
	objects int   // how many were begun
}

// answer is what the writers of one answer share.
type answer struct {
	op        *graphql.OperationContext
	options   Options
	left      atomic.Int64 // bytes that no writer was granted yet
	arguments []*Arguments // by the numbers of steps; only one writer writes each step
	spread    []bool       // whether it was spread, by the numbers of selections; likewise
}

// Arguments are those of a field, under the name that generated code expects.
type Arguments struct{ Args map[string]any }

// stop is the value of the panic that ends writing early.
type stop struct {
	cause error // the error if a limit was passed; nil if gqlgen has to carry out the operation
}

func newWriter(op *graphql.OperationContext, p *Plan, o Options) *Writer {
	a := &answer{op: op, options: o, arguments: make([]*Arguments, p.steps), spread: make([]bool, p.selections)}
	a.left.Store(int64(o.Bytes))
	return &Writer{answer: a, b: make([]byte, 0, p.size.Load()+512)}
}

// Begin begins an object. Now and then it checks that the caller still waits and that there is time left.
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

// ask takes more of the bytes that the whole answer may have.
func (w *Writer) ask() {
	grant := int64(w.options.Bytes) // a single writer may have all at once
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

// Arguments reads the arguments of a field, once for all objects that have it.
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

// Require stops unless a value that has to be there is there.
func (w *Writer) Require(there bool) {
	if !there {
		panic(stop{})
	}
}

// Null writes null, or stops if the schema forbids it.
func (w *Writer) Null(forbidden bool) {
	w.Require(!forbidden)
	w.b = append(w.b, "null"...)
}

// Marshal writes a value that gqlgen has made for a field.
func (w *Writer) Marshal(m graphql.Marshaler, required bool) {
	w.Require(m != nil && !(required && m == graphql.Null) && m != graphql.RequiredNull)
	m.MarshalGQL(w)
}

// Write appends bytes to the answer.
func (w *Writer) Write(b []byte) (int, error) {
	w.b = append(w.b, b...)
	if len(w.b) > w.granted {
		w.ask()
	}
	return len(b), nil
}

// WriteString appends a string to the answer.
func (w *Writer) WriteString(s string) (int, error) {
	w.b = append(w.b, s...)
	return len(s), nil
}

// Raw writes one byte of syntax.
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
