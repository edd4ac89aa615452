package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

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
	size    int                    // of that, in bytes
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
	f.written, f.size = actual, len(body)
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
	f.encoded, f.size = encoded, len(body)
	sum := sha256.Sum256(body)
	if sum == f.written {
		return nil
	}
	whole := io.MultiReader(strings.NewReader(dataFileFormat), bytes.NewReader(sum[:]), bytes.NewReader(body))
	if err := dbkit.AtomicWriteFile(f.path, whole, 0o600); err != nil {
		return fmt.Errorf("writing the data file %s: %w", f.path, err)
	}
	f.written = sum
	return nil
}

// encode writes a catalog down, collections by name, and returns each of its documents as it was encoded. One that was before is
// not encoded again.
func (f *dataFile) encode(c *lungo.Catalog) (body []byte, encoded map[bsonkit.Doc][]byte, err error) {
	file := lungo.BuildFile(c)
	encoded = make(map[bsonkit.Doc][]byte, len(f.encoded))
	start := func(key string) (at int32) {
		at, body = bsoncore.AppendDocumentElementStart(body, key)
		return at
	}
	end := func(at int32) {
		body = bsoncore.UpdateLength(append(body, 0), at, int32(len(body)+1)-at)
	}
	whole, body := bsoncore.AppendDocumentStart(make([]byte, 0, f.size+f.size/8)) // which will be about as long as last time
	all := start("namespaces")
	for _, name := range slices.Sorted(maps.Keys(file.Namespaces)) {
		n := file.Namespaces[name]
		if name == lungo.Oplog.String() {
			n.Documents = nil
		}
		one := start(name)
		var docs int32
		docs, body = bsoncore.AppendArrayElementStart(body, "documents")
		for i, doc := range n.Documents {
			raw := f.encoded[doc]
			if raw == nil {
				if raw, err = bson.Marshal(doc); err != nil {
					return nil, nil, err
				}
			}
			encoded[doc] = raw
			body = bsoncore.AppendDocumentElement(body, strconv.Itoa(i), raw)
		}
		end(docs)
		indexes, err := bson.Marshal(byName(n.Indexes))
		if err != nil {
			return nil, nil, err
		}
		body = bsoncore.AppendDocumentElement(body, "indexes", indexes)
		end(one)
	}
	end(all)
	end(whole)
	return body, encoded, nil
}

// byName puts indexes into an order, so that the same content makes the same file.
func byName(indexes map[string]lungo.FileIndex) bson.D {
	all := bson.D{}
	for _, name := range slices.Sorted(maps.Keys(indexes)) {
		all = append(all, bson.E{Key: name, Value: indexes[name]})
	}
	return all
}
