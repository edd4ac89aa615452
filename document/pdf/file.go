package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"github.com/carlos7ags/folio/core"
)

type (
	object     = core.PdfObject
	dictionary = *core.PdfDictionary
	reference  = *core.PdfIndirectReference
)

func name(s string) object         { return core.NewPdfName(s) }
func text(s string) object         { return core.NewPdfTextString(s) }
func number(n int) object          { return core.NewPdfInteger(n) }
func real(f float64) object        { return core.NewPdfReal(f) }
func array(items ...object) object { return core.NewPdfArray(items...) }

// dict takes names and objects in turn, and leaves out what is nil.
func dict(pairs ...any) dictionary {
	d := core.NewPdfDictionary()
	for i := 0; i < len(pairs); i += 2 {
		if value, ok := pairs[i+1].(object); ok {
			d.Set(pairs[i].(string), value)
		}
	}
	return d
}

// file collects the objects of a PDF. Their numbers are their places, so the same objects give the same bytes.
type file struct{ objects []object }

// add takes in an object, which may still change until the file is written.
func (f *file) add(o object) reference {
	f.objects = append(f.objects, o)
	return core.NewPdfIndirectReference(len(f.objects), 0)
}

// perStream is how many objects are compressed together.
const perStream = 200

// bytes writes the file: streams by themselves, everything else compressed, as the tags of a long document are most of it. The
// identity of the file is made of its bytes.
func (f *file) bytes(root, info reference) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	entries := []core.XRefStreamEntry{{Type: core.XRefEntryFree, Field3: 65535}}
	var together []core.ObjStmEntry
	for i, o := range f.objects {
		entries = append(entries, core.XRefStreamEntry{})
		if o.Type() != core.ObjectTypeStream {
			together = append(together, core.ObjStmEntry{ObjectNumber: i + 1, Object: o})
			continue
		}
		if err := write(&out, i+1, o, &entries[i+1]); err != nil {
			return nil, err
		}
	}
	for len(together) > 0 {
		some := together[:min(perStream, len(together))]
		together = together[len(some):]
		stream, err := core.BuildObjStm(some)
		if err != nil {
			return nil, err
		}
		at := len(entries)
		for i, o := range some {
			entries[o.ObjectNumber] = core.XRefStreamEntry{Type: core.XRefEntryCompressed, Field2: uint64(at), Field3: uint64(i)}
		}
		entries = append(entries, core.XRefStreamEntry{})
		if err := write(&out, at, stream, &entries[at]); err != nil {
			return nil, err
		}
	}
	sum := sha256.Sum256(out.Bytes())
	id := core.NewPdfHexString(string(sum[:16]))
	at, start := len(entries), out.Len()
	entries = append(entries, core.XRefStreamEntry{Type: core.XRefEntryInUse, Field2: uint64(start)})
	table, err := core.BuildXRefStream([]core.XRefStreamSubsection{{Entries: entries}}, len(entries),
		dict("Root", root, "Info", info, "ID", array(id, id)))
	if err != nil {
		return nil, err
	}
	if err := write(&out, at, table, &core.XRefStreamEntry{}); err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes(), nil
}

func write(out *bytes.Buffer, number int, o object, entry *core.XRefStreamEntry) error {
	*entry = core.XRefStreamEntry{Type: core.XRefEntryInUse, Field2: uint64(out.Len())}
	fmt.Fprintf(out, "%d 0 obj\n", number)
	if _, err := o.WriteTo(out); err != nil {
		return fmt.Errorf("writing object %d: %w", number, err)
	}
	out.WriteString("\nendobj\n")
	return nil
}
