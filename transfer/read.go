package transfer

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"reflect"
	"strings"

	"partnernetz/content"
)

// read splits the files of a folder, or one file, into records by kind.
func read(files fs.FS, root string, types map[content.Kind]reflect.Type) (map[content.Kind][]source, Problems) {
	records, problems := map[content.Kind][]source{}, Problems(nil)
	err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || (d.IsDir() && name == root) {
			return err
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		kind, ours, err := kindOf(name)
		if err != nil {
			problems = append(problems, bad(name, 0, err.Error()))
		}
		if err != nil || !ours {
			return nil
		}
		raw, err := readFile(files, name)
		if err != nil {
			problems = append(problems, bad(name, 0, err.Error()))
			return nil
		}
		some, wrong := recordsOf(name, raw, types[kind])
		records[kind], problems = append(records[kind], some...), append(problems, wrong...)
		return nil
	})
	if err != nil {
		problems = append(problems, bad(root, 0, errUnread.Error()))
	}
	if len(records) == 0 && len(problems) == 0 {
		problems = Problems{bad(root, 0, "there is no file of content here; one is called partners.yaml, measures.ndjson or events.csv, for example")}
	}
	return records, problems
}

// errUnread is the error of a file that is not there, or that a link leads to which must not.
var errUnread = errors.New("this cannot be read; a link may lead to a file in the same folder, and nowhere else")

// readFile reads a file, and neither waits for what never ends nor follows a link out of the folder: [os.Root] sees to that.
func readFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return nil, errUnread
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("this is no file")
	}
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, errUnread
	}
	return raw, nil
}

// recordsOf finds the records of a file by the end of its name.
func recordsOf(file string, raw []byte, of reflect.Type) (records []source, problems Problems) {
	end := strings.ToLower(path.Ext(file))
	if end == csvFile {
		return readCSV(file, raw, of)
	}
	if line := notUTF8(raw); line > 0 {
		return nil, Problems{bad(file, line, "this is not UTF-8; save the file as UTF-8")}
	}
	raw = bytes.TrimPrefix(raw, byteOrderMark) // some editors put it there
	if end == ndjsonFile {
		return readNDJSON(file, raw)
	}
	return readYAML(file, raw)
}
