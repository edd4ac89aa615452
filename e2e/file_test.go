package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// file is what somebody uploads.
type file struct {
	name  string
	bytes []byte
}

// picture is an image that is another for each shade.
func picture(width, height int, shade uint8) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.Set(x, y, color.NRGBA{uint8(x), uint8(y), shade, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// upload sends an operation with a file for its variable of that name, again if too much is uploaded at the time.
func (c *client) upload(query string, variables map[string]any, f file) (a *answer, err error) {
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		if a, err = c.uploadOnce(query, variables, f); err != nil || a.code() != "BUSY" || time.Now().After(end) {
			return a, err
		}
	}
}

func (c *client) uploadOnce(query string, variables map[string]any, f file) (*answer, error) {
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	_ = parts.WriteField("operations", string(body(map[string]any{"query": query, "variables": variables})))
	_ = parts.WriteField("map", `{"0": ["variables.file"]}`)
	part, err := parts.CreateFormFile("0", f.name)
	if err != nil {
		return nil, err
	}
	_, _ = part.Write(f.bytes)
	_ = parts.Close()
	raw, resp, err := c.request(http.MethodPost, "/graphql", parts.FormDataContentType(), form.Bytes())
	if err != nil {
		return nil, err
	}
	a := &answer{Status: resp.StatusCode}
	if err := json.Unmarshal(raw, a); err != nil {
		return nil, fmt.Errorf("status %d: %.300s", resp.StatusCode, raw)
	}
	return a, nil
}

// request sends bytes and returns what comes back.
func (c *client) request(method, path, contentType string, sent []byte, header ...string) ([]byte, *http.Response, error) {
	r, err := http.NewRequest(method, "http://"+c.address+path, bytes.NewReader(sent))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Content-Type", contentType)
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return raw, resp, err
}

// uploadMedia is the example of editors.
func uploadMedia() string { return example("UploadMedia") }

// kept counts the files that the program keeps, of any name, beside the one that says of which database they are.
func kept(t *testing.T, dataDir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(dataDir, "media"), func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "database" {
			n++
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return n
}
