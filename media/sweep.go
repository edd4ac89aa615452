package media

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// Register is what Sweep needs of the database to know what may be removed from a bucket.
type Register interface {
	// FileSums returns the sums of the files that any revision of an entry has.
	FileSums(ctx context.Context) (map[string]bool, error)
	// Secret returns bytes that no other database has.
	Secret(ctx context.Context, name string) ([]byte, error)
	// Alone runs fn, unless another instance is running something under this name, and reports whether it did.
	Alone(ctx context.Context, name string, fn func(context.Context) error) (bool, error)
}

// Sweep removes files that were put into the bucket before a moment and that the register does not know: left behind by a
// process that was killed between keeping a file and noting it in the database, or by entries that were removed. It returns
// how many files it removed. Nothing is removed from a bucket that does not belong to this database, or while another
// instance sweeps.
func (l *Library) Sweep(ctx context.Context, before time.Time, r Register) (removed int, err error) {
	_, err = r.Alone(ctx, "sweep", func(ctx context.Context) error {
		found, err := l.look(ctx, before)
		if err != nil {
			return fmt.Errorf("looking for files that were left behind: %w", err)
		}
		known, err := r.FileSums(ctx) // after listing the bucket, so that files that came meanwhile are known
		if err != nil {
			return err
		}
		if own, err := l.belongs(ctx, r, found.files, known); !own || err != nil {
			return err
		}
		removed, err = l.sweep(ctx, before, found, known)
		return err
	})
	return removed, err
}

// found is what a bucket has in it.
type found struct {
	files map[string]bool // all sums
	old   map[string]bool // sums of files and of renditions
	rests []string        // keys of old objects that are not whole files
}

func (l *Library) look(ctx context.Context, before time.Time) (found, error) {
	f := found{files: map[string]bool{}, old: map[string]bool{}}
	for _, prefix := range []string{"files/", "renditions/"} {
		err := l.each(ctx, prefix, func(o *blob.ListObject) error {
			sum, _, _ := strings.Cut(strings.TrimPrefix(o.Key, prefix), "/")
			whole, old := isSum(sum) && !strings.HasSuffix(o.Key, ".tmp"), o.ModTime.Before(before)
			if whole && prefix == "files/" {
				f.files[sum] = true
			}
			if whole && old {
				f.old[sum] = true
			} else if old {
				f.rests = append(f.rests, o.Key)
			}
			return nil
		})
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

func (l *Library) sweep(ctx context.Context, before time.Time, found found, known map[string]bool) (removed int, err error) {
	for _, key := range found.rests {
		if err := l.delete(ctx, key); err != nil {
			return 0, fmt.Errorf("removing %s: %w", key, err)
		}
	}
	for sum := range found.old {
		if known[sum] {
			continue
		}
		gone, err := l.removeOld(ctx, sum, before)
		if err != nil {
			return removed, err
		}
		if gone && found.files[sum] {
			removed++
		}
	}
	return removed, nil
}

// removeOld removes one file if it is still old: it may have been uploaded again by now.
func (l *Library) removeOld(ctx context.Context, sum string, before time.Time) (bool, error) {
	defer l.lock(sum)()
	a, err := l.bucket.Attributes(ctx, fileKey(sum))
	if err == nil && !a.ModTime.Before(before) {
		return false, nil
	}
	if err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return false, fmt.Errorf("looking at the file %s: %w", sum, err)
	}
	return true, l.remove(ctx, sum)
}
