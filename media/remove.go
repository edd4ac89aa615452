package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// Remove removes a file and its renditions. If there is none, that is all right.
func (l *Library) Remove(ctx context.Context, sum string) error {
	defer l.lock(sum)()
	return l.remove(ctx, sum)
}

// remove begins with the file, so that if it is interrupted nothing is served any more, and the rest goes the next time.
func (l *Library) remove(ctx context.Context, sum string) error {
	err := l.delete(ctx, fileKey(sum))
	if err == nil {
		err = l.each(ctx, renditionKey(sum, ""), func(o *blob.ListObject) error { return l.delete(ctx, o.Key) })
	}
	if err != nil {
		return fmt.Errorf("removing the file %s: %w", sum, err)
	}
	return nil
}

func (l *Library) delete(ctx context.Context, key string) error {
	if err := l.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return err
	}
	return nil
}

// each calls a function with all that is under a prefix.
func (l *Library) each(ctx context.Context, prefix string, do func(*blob.ListObject) error) error {
	for list := l.bucket.List(&blob.ListOptions{Prefix: prefix}); ; {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(o); err != nil {
			return err
		}
	}
}

// Sweep removes what was put in before a moment and that known does not know: left behind by a process that was killed
// between keeping a file and noting it in the database. The moment should be a day or so ago. It tells how many files went.
func (l *Library) Sweep(ctx context.Context, before time.Time, known func(ctx context.Context, sum string) (bool, error)) (removed int, err error) {
	old := map[string]bool{} // sums, and whether their file itself is there
	for _, prefix := range []string{"files/", "renditions/"} {
		err := l.each(ctx, prefix, func(o *blob.ListObject) error {
			if !o.ModTime.Before(before) {
				return nil
			}
			sum, _, _ := strings.Cut(strings.TrimPrefix(o.Key, prefix), "/")
			if !isSum(sum) || strings.HasSuffix(o.Key, ".tmp") { // half a file
				return l.delete(ctx, o.Key)
			}
			old[sum] = old[sum] || prefix == "files/"
			return nil
		})
		if err != nil {
			return 0, fmt.Errorf("looking for files that were left behind: %w", err)
		}
	}
	for sum, isFile := range old {
		gone, err := l.sweep(ctx, sum, before, known)
		if err != nil {
			return removed, err
		}
		if gone && isFile {
			removed++
		}
	}
	return removed, nil
}

// sweep removes one file if it still is old: it may have been uploaded again by now.
func (l *Library) sweep(ctx context.Context, sum string, before time.Time, known func(context.Context, string) (bool, error)) (bool, error) {
	defer l.lock(sum)()
	a, err := l.bucket.Attributes(ctx, fileKey(sum))
	if err == nil && !a.ModTime.Before(before) {
		return false, nil
	}
	if err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return false, fmt.Errorf("looking at the file %s: %w", sum, err)
	}
	if is, err := known(ctx, sum); is || err != nil {
		return false, err
	}
	return true, l.remove(ctx, sum)
}

// isSum reports whether something is a sum as files are named by.
func isSum(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
