package config

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
)

// Bucket returns the address of the bucket for files. After Validate there is no error.
func (c *Config) Bucket() (string, error) {
	if c.MediaURL != "" {
		u, err := url.Parse(c.MediaURL)
		if err != nil || u.Scheme != "s3" && u.Scheme != "file" || (u.Scheme == "s3") == (u.Host == "") { // the host is the bucket; a folder has no host
			return "", errors.New("MEDIA_URL must be a bucket such as s3://bucket?region=eu-central-1, or a folder such as file:///var/media, with three slashes") // the value is left out, as it may contain a secret
		}
		return c.MediaURL, nil
	}
	folder, err := filepath.Abs(filepath.Join(c.DataDir, "media"))
	if err != nil {
		return "", fmt.Errorf("finding DATA_DIR: %w", err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(folder)}).String(), nil
}
