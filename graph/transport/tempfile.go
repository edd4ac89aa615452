package transport

import (
	"errors"
	"io"
	"os"
)

// diskError is a fault of the folder where files wait, not of the request.
type diskError struct{ error }

// keep writes what comes to a temporary file, up to one byte more than a file
// may have. The file exists until the call ends, in whatever way.
func (c *call) keep(from io.Reader) (*os.File, int64, error) {
	file, err := os.CreateTemp("", "partnernetz-upload-*")
	if err != nil {
		return nil, 0, diskError{err}
	}
	c.kept = append(c.kept, file)
	// Without a name the file also goes when the program ends. On systems where an
	// open file must have a name, it goes when the call ends.
	_ = os.Remove(file.Name())
	size, err := io.Copy(file, io.LimitReader(from, c.h.MaxFile+1))
	if _, ok := errors.AsType[*os.PathError](err); ok { // an error of the file: those of a connection have no path
		err = diskError{err}
	}
	return file, size, err
}

// drop removes the files that were kept.
func (c *call) drop() {
	for _, file := range c.kept {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}
}
