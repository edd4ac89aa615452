// Package media keeps files: it examines uploads, keeps files by their checksum, serves them, and makes images of other sizes.
package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"partnernetz/network"
	"path/filepath"
	"sync"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file:///folder
	_ "gocloud.dev/blob/memblob"  // mem://
	_ "gocloud.dev/blob/s3blob"   // s3://bucket
	"gocloud.dev/gcerrors"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

// Library keeps files and their renditions in a bucket.
type Library struct {
	bucket *blob.Bucket
	locks  [256]sync.RWMutex   // one for all sums that begin with the same byte: whoever writes or removes a file holds it
	read   *semaphore.Weighted // bytes of image files that may be in memory at a time
	pixels *semaphore.Weighted // that may be decoded at a time
	making singleflight.Group
	queue  chan struct{} // a place for each rendition that is made or waits
}

// Open opens the library in a bucket: file:///folder, which is made if it is missing, s3://bucket?region=eu-central-1, or
// mem:// for tests.
func Open(ctx context.Context, address string) (*Library, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("opening the media library: %w", err)
	}
	if u.Scheme == "file" {
		q := u.Query()
		q.Set("create_dir", "1")
		q.Set("dir_file_mode", "0700")
		q.Set("no_tmp_dir", "1")  // half-written files are beside whole ones: a temporary folder may be on another disk, from where a file cannot be renamed
		q.Set("metadata", "skip") // the database knows the type
		u.RawQuery = q.Encode()
	}
	bucket, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, fmt.Errorf("opening the media library %s: %w", u.Redacted(), err)
	}
	return newLibrary(bucket), nil
}

func newLibrary(bucket *blob.Bucket) *Library {
	return &Library{
		bucket: bucket, read: semaphore.NewWeighted(maxRead), pixels: semaphore.NewWeighted(maxPixels),
		queue: make(chan struct{}, maxMaking),
	}
}

// Close closes the bucket.
func (l *Library) Close() error { return l.bucket.Close() }

// Reader reads a file as it is kept.
func (l *Library) Reader(ctx context.Context, f network.File) (io.ReadCloser, error) {
	r, err := l.bucket.NewReader(ctx, fileKey(f.Sum), nil)
	if err != nil {
		return nil, fmt.Errorf("reading the file %s: %w", f.Sum, err)
	}
	return r, nil
}

func fileKey(sum string) string            { return "files/" + sum }
func renditionKey(sum, name string) string { return "renditions/" + sum + "/" + name }

// lock waits until nobody else writes or removes anything of a sum.
func (l *Library) lock(sum string) (unlock func()) {
	var first byte
	_, _ = fmt.Sscanf(sum, "%2x", &first) // texts that are not sums share a lock, which does no harm
	l.locks[first].Lock()
	return l.locks[first].Unlock
}

// put writes an object into the bucket, whole or not at all, and so that it survives a power cut.
func (l *Library) put(ctx context.Context, key, contentType string, r io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var file *os.File // if the bucket is a folder
	w, err := l.bucket.NewWriter(ctx, key, &blob.WriterOptions{
		ContentType: contentType,
		BeforeWrite: func(as func(any) bool) error { as(&file); return nil },
	})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	if err == nil && file != nil {
		err = file.Sync()
	}
	if err != nil {
		cancel() // so that Close does not give the half-written file its name
		return errors.Join(err, ignore(w.Close(), context.Canceled))
	}
	if err := w.Close(); err != nil {
		return err
	}
	if file == nil {
		return nil
	}
	folder, err := os.Open(filepath.Dir(file.Name()))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func ignore(err, what error) error {
	if errors.Is(err, what) || gcerrors.Code(err) == gcerrors.Canceled {
		return nil
	}
	return err
}
