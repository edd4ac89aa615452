package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/bsonkit"
	"github.com/256dpi/lungo/dbkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/x/bsonx/bsoncore"
)

// dataFile is the file that the embedded engine keeps everything in: a line that names the format, the SHA-256 sum of the
// rest, and one BSON document, which is a [lungo.File]. It is replaced as a whole at every commit that changes anything, so that a
// crash leaves the old or the new one.
type dataFile struct {
	path    string
	encoded map[bsonkit.Doc][]byte // of what was written last: the engine changes no document, but puts others in their place
	written [sha256.Size]byte      // its sum
}

const dataFileFormat = "partnernetz data 1\n"

// Load reads the file. A file that is not there is an empty database; one that is not exactly as it was written is an error.
func (f *dataFile) Load() (*lungo.Catalog, error) {
	raw, err := os.ReadFile(f.path)
	if errors.Is(err, os.ErrNotExist) {
		return lungo.NewCatalog(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the data file: %w", err)
	}
	catalog, err := f.decode(raw)
	if err != nil {
		return nil, fmt.Errorf("the data file %s is damaged and was left as it is; put a copy from a backup in its place, or move it away to start empty: %w", f.path, err)
	}
	return catalog, nil
}

func (f *dataFile) decode(raw []byte) (*lungo.Catalog, error) {
	rest, ok := bytes.CutPrefix(raw, []byte(dataFileFormat))
	if !ok || len(rest) < sha256.Size {
		return nil, errors.New("it does not begin as a data file does")
	}
	sum, body := rest[:sha256.Size], rest[sha256.Size:]
	actual := sha256.Sum256(body)
	if !bytes.Equal(sum, actual[:]) {
		return nil, errors.New("its content does not match its checksum")
	}
	f.written = actual
	var file lungo.File
	if err := bson.Unmarshal(body, &file); err != nil {
		return nil, err
	}
	return file.BuildCatalog()
}

// Store replaces the file. When it returns the content has reached the disk. The engine's own log of the last changes is left
// out: nobody follows it, and it would have what was just erased.
func (f *dataFile) Store(c *lungo.Catalog) error {
	body, encoded, err := f.encode(c)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	if sum == f.written {
		return nil
	}
	whole := bytes.Join([][]byte{[]byte(dataFileFormat), sum[:], body}, nil)
	if err := dbkit.AtomicWriteFile(f.path, bytes.NewReader(whole), 0o600); err != nil {
		return fmt.Errorf("writing the data file %s: %w", f.path, err)
	}
	f.encoded, f.written = encoded, sum
	return nil
}

// encode writes a catalog down, collections by name. A document that was written before is not encoded again.
func (f *dataFile) encode(c *lungo.Catalog) (body []byte, encoded map[bsonkit.Doc][]byte, err error) {
	file := lungo.BuildFile(c)
	encoded = make(map[bsonkit.Doc][]byte, len(f.encoded))
	whole, body := bsoncore.AppendDocumentStart(nil)
	all, body := bsoncore.AppendDocumentElementStart(body, "namespaces")
	for _, name := range slices.Sorted(maps.Keys(file.Namespaces)) {
		var one, docs int32
		one, body = bsoncore.AppendDocumentElementStart(body, name)
		docs, body = bsoncore.AppendArrayElementStart(body, "documents")
		for i, doc := range file.Namespaces[name].Documents {
			if name == lungo.Oplog.String() {
				break
			}
			raw := f.encoded[doc]
			if raw == nil {
				if raw, err = bson.Marshal(doc); err != nil {
					return nil, nil, err
				}
			}
			encoded[doc] = raw
			body = bsoncore.AppendDocumentElement(body, strconv.Itoa(i), raw)
		}
		if body, err = bsoncore.AppendArrayEnd(body, docs); err != nil {
			return nil, nil, err
		}
		indexes, err := bson.Marshal(byName(file.Namespaces[name].Indexes))
		if err != nil {
			return nil, nil, err
		}
		body = bsoncore.AppendDocumentElement(body, "indexes", indexes)
		if body, err = bsoncore.AppendDocumentEnd(body, one); err != nil {
			return nil, nil, err
		}
	}
	if body, err = bsoncore.AppendDocumentEnd(body, all); err != nil {
		return nil, nil, err
	}
	body, err = bsoncore.AppendDocumentEnd(body, whole)
	return body, encoded, err
}

// byName puts indexes into an order, so that the same content makes the same file.
func byName(indexes map[string]lungo.FileIndex) bson.D {
	all := bson.D{}
	for _, name := range slices.Sorted(maps.Keys(indexes)) {
		all = append(all, bson.E{Key: name, Value: indexes[name]})
	}
	return all
}
