package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"gocloud.dev/gcerrors"
)

// ownerKey is the key under which a bucket names the database that its files belong to.
const ownerKey = "database"

// Errors of buckets from which nothing may be removed, as their files are unknown for another reason than that nobody needs them.
var (
	errOthers = errors.New("the media bucket belongs to another database, so no files are removed from it: " +
		"check that MONGODB_URI or DATA_DIR and MEDIA_URL are right, and give each database a bucket or prefix of its own; " +
		"if this database has taken the place of the other, delete the object “" + ownerKey + "” from the bucket")
	errStrange = errors.New("the database does not know most or all of the files in the media bucket, so none are removed: " +
		"check that MONGODB_URI or DATA_DIR and MEDIA_URL are right, and restore the database if it is not complete; " +
		"if nobody needs the files, delete them yourself")
)

// belongs reports whether the files in the bucket are those of a database, so that the bucket may be swept. A bucket without
// an owner is marked for the database if it has no files, or if the database knows at least half of them: a single known file
// may have been uploaded to the wrong place. Such a bucket is not to be swept yet, as another database may have marked it at
// the same moment. A bucket is not swept either while the database knows none of its files.
func (l *Library) belongs(ctx context.Context, r Register, files, known map[string]bool) (bool, error) {
	secret, err := r.Secret(ctx, "media")
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(secret) // so that whoever reads the bucket does not learn the secret
	id := hex.EncodeToString(sum[:])
	owner, err := l.bucket.ReadAll(ctx, ownerKey)
	if err == nil && strings.TrimSpace(string(owner)) != id {
		return false, errOthers
	}
	if err == nil && len(known) == 0 && len(files) > 0 {
		return false, errStrange // an incomplete restore looks like this too
	}
	if err == nil {
		return true, nil
	}
	if gcerrors.Code(err) != gcerrors.NotFound {
		return false, fmt.Errorf("reading the owner of the media bucket: %w", err)
	}
	own := 0
	for sum := range files {
		if known[sum] {
			own++
		}
	}
	if 2*own < len(files) {
		return false, errStrange
	}
	if err := l.put(ctx, ownerKey, "text/plain", strings.NewReader(id+"\n")); err != nil {
		return false, fmt.Errorf("noting the owner of the media bucket: %w", err)
	}
	return false, nil
}
