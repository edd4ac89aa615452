package pdf

import (
	"os"
	"partnernetz/document/sample"
	"testing"
)

func TestWrite(t *testing.T) {
	data, err := Write(sample.Brochure(39, 290))
	if err != nil {
		t.Fatal(err)
	}
	if to := os.Getenv("PDF"); to != "" {
		os.WriteFile(to, data, 0o644)
	}
}
