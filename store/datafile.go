package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/dbkit"
	"go.mongodb.org/mongo-driver/bson"
)

// dataFile is the file that the embedded engine keeps everything in: a line that names the format, the SHA-256 sum of the
// rest, and one BSON document. It is replaced as a whole at every commit, so that a crash leaves the old or the new one.
type dataFile string

const dataFileFormat = "partnernetz data 1\n"

// Load reads the file. A file that is not there is an empty database; one that is not exactly as it was written is an error.
func (f dataFile) Load() (*lungo.Catalog, error) {
	raw, err := os.ReadFile(string(f))
	if errors.Is(err, os.ErrNotExist) {
		return lungo.NewCatalog(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the data file: %w", err)
	}
	catalog, err := f.decode(raw)
	if err != nil {
		return nil, fmt.Errorf("the data file %s is damaged and was left as it is; put a copy from a backup in its place, or move it away to start empty: %w", f, err)
	}
	return catalog, nil
}

func (f dataFile) decode(raw []byte) (*lungo.Catalog, error) {
	rest, ok := bytes.CutPrefix(raw, []byte(dataFileFormat))
	if !ok || len(rest) < sha256.Size {
		return nil, errors.New("it does not begin as a data file does")
	}
	sum, body := rest[:sha256.Size], rest[sha256.Size:]
	if actual := sha256.Sum256(body); !bytes.Equal(sum, actual[:]) {
		return nil, errors.New("its content does not match its checksum")
	}
	var file lungo.File
	if err := bson.Unmarshal(body, &file); err != nil {
		return nil, err
	}
	return file.BuildCatalog()
}

// Store replaces the file. When it returns the content has reached the disk. The engine's own log of the last changes is left
// out: nobody follows it, and it would have what was just erased.
func (f dataFile) Store(c *lungo.Catalog) error {
	file := lungo.BuildFile(c)
	oplog := file.Namespaces[lungo.Oplog.String()]
	oplog.Documents = nil
	file.Namespaces[lungo.Oplog.String()] = oplog
	body, err := bson.Marshal(file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	whole := bytes.Join([][]byte{[]byte(dataFileFormat), sum[:], body}, nil)
	if err := dbkit.AtomicWriteFile(string(f), bytes.NewReader(whole), 0o600); err != nil {
		return fmt.Errorf("writing the data file %s: %w", f, err)
	}
	return nil
}
