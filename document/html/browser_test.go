package html_test

import (
	"fmt"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"strings"
	"testing"
)

// TestBarriers shows a document on a phone, on a desk and as it is printed: without barriers that axe knows of, without anything
// wider than the screen, and without asking anybody for anything.
func TestBarriers(t *testing.T) {
	b := proof.NewBrowser(t)
	b.Show(t, []byte(write(t, sample.Brochure(4, 12))))
	for _, as := range []struct {
		media string
		width int64
	}{{"screen", 390}, {"screen", 1280}, {"print", 780}} {
		b.As(as.media, as.width)
		b.Barriers()
		b.Fits()
		style := proof.Value[string](b, `getComputedStyle(document.querySelector('h2')).color + ' ' + getComputedStyle(document.querySelector('.columns')).columnCount`)
		if want := map[bool]string{true: " auto", false: " 2"}[as.width == 390]; !strings.HasPrefix(style, "rgb(18, 61, 107)") || !strings.HasSuffix(style, want) {
			t.Errorf("the style is not applied: %s", style)
		}
		b.Keep(fmt.Sprint(as.media, as.width))
	}
	b.Quiet()
}
