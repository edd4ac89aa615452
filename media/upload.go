package media

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

// How large an upload may be, in bytes.
const (
	maxImage = 25 << 20
	maxSVG   = 5 << 20
	maxFile  = 100 << 20
)

const headSize = 3072 // bytes that tell the type of a file

// Upload is a file that was received and examined, and that nothing refers to yet.
type Upload struct {
	File    network.File
	library *Library
	temp    *os.File
}

// Receive reads an upload into a temporary file, to its end or to where it turns out to be wrong, and examines it. Errors
// about the file are [content.Problems] with the path "file". The caller has to close the Upload.
func (l *Library) Receive(ctx context.Context, name string, r io.Reader) (*Upload, error) {
	temp, err := os.CreateTemp("", "partnernetz-upload-*")
	if err != nil {
		return nil, fmt.Errorf("receiving a file: %w", err)
	}
	_ = os.Remove(temp.Name()) // where this works, the file goes whatever happens to the process; elsewhere Close removes it
	u := &Upload{library: l, temp: temp}
	if err := u.take(ctx, name, r); err != nil {
		_ = u.Close()
		if problems := (content.Problems{}); errors.As(err, &problems) {
			return nil, problems
		}
		return nil, fmt.Errorf("receiving a file: %w", err)
	}
	return u, nil
}

func (u *Upload) take(ctx context.Context, name string, r io.Reader) error {
	err := u.fill(ctx, r)
	if err == nil {
		err = u.examine(ctx)
	}
	if err == nil {
		err = u.nameIt(name)
	}
	if err == nil {
		err = u.count()
	}
	return err
}

// fill writes the upload into the temporary file, if its beginning says that its type may be kept.
func (u *Upload) fill(ctx context.Context, r io.Reader) error {
	in := bufio.NewReaderSize(interruptible{ctx, r}, headSize)
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if len(head) == 0 {
		return wrong("Die Datei ist leer.", "the file is empty")
	}
	if u.File.ContentType, err = typeOf(head); err != nil {
		return err
	}
	limit := int64(maxFile)
	if u.File.HasPixels() {
		limit = maxImage
	} else if u.File.IsImage() {
		limit = maxSVG
	}
	if u.File.Size, err = io.Copy(u.temp, io.LimitReader(in, limit+1)); err != nil {
		return err
	}
	if u.File.Size > limit {
		return wrong("Die Datei ist zu groß: Von dieser Art sind höchstens %d MB möglich. Bitte verkleinern.",
			"the file is too large: one of this type may have at most %d MB; make it smaller", limit>>20)
	}
	return nil
}

// count notes the size and the sum of the file as it will be kept.
func (u *Upload) count() error {
	hash := sha256.New()
	if _, err := u.temp.Seek(0, io.SeekStart); err != nil {
		return err
	}
	n, err := io.Copy(hash, u.temp)
	if err != nil {
		return err
	}
	u.File.Size, u.File.Sum = n, hex.EncodeToString(hash.Sum(nil))
	return nil
}

// replace replaces the uploaded bytes with others.
func (u *Upload) replace(data []byte) error {
	if err := u.temp.Truncate(0); err != nil {
		return err
	}
	_, err := u.temp.WriteAt(data, 0)
	return err
}

// bytes returns all bytes of the temporary file.
func (u *Upload) bytes() ([]byte, error) {
	size, err := u.temp.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	data := make([]byte, size)
	if _, err := u.temp.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return data, nil
}

// freshFor is how long a file in the bucket is not written again when it is uploaded once more. An older file is written again, so
// that a Sweep does not take it for one left behind before an entry refers to it.
const freshFor = time.Hour

// Keep puts the file into the bucket under its sum, whole or not at all. If it is there already, that is not an error.
func (u *Upload) Keep(ctx context.Context) error {
	defer u.library.lock(u.File.Sum)()
	key := fileKey(u.File.Sum)
	if a, err := u.library.bucket.Attributes(ctx, key); err == nil && a.Size == u.File.Size && time.Since(a.ModTime) < freshFor {
		return nil
	}
	if err := u.library.put(ctx, key, u.File.ContentType, io.NewSectionReader(u.temp, 0, u.File.Size)); err != nil {
		return fmt.Errorf("keeping the file %s: %w", u.File.Sum, err)
	}
	return nil
}

// Withdraw takes the file out of the bucket. Call it if nothing refers to the file after all.
func (u *Upload) Withdraw(ctx context.Context) error { return u.library.Remove(ctx, u.File.Sum) }

// Close removes the temporary file.
func (u *Upload) Close() error {
	_ = os.Remove(u.temp.Name())
	return u.temp.Close()
}

// interruptible reads until the context ends.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (r interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
