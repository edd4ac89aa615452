package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// Remove removes a file and its renditions. If there is no such file, that is not an error.
func (l *Library) Remove(ctx context.Context, sum string) error {
	defer l.lock(sum)()
	return l.remove(ctx, sum)
}

// remove begins with the file, so that nothing is served any more if it is interrupted; the renditions go the next time.
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

// each calls a function for everything that is under a prefix.
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

// isSum reports whether a text is a sum as in the names of files.
func isSum(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
