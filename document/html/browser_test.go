package html_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"partnernetz/document/html"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"strings"
	"testing"
)

// TestBarriers shows a document on a phone, on a desk and as it is printed: without barriers that axe knows of, without anything
// wider than the screen, and without asking anybody for anything.
func TestBarriers(t *testing.T) {
	page := write(t, sample.Brochure(4, 12))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // such as the icon that browsers ask for
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", html.Policy)
		_, _ = w.Write([]byte(page))
	}))
	defer site.Close()
	for _, as := range []struct {
		media string
		width int64
	}{{"screen", 390}, {"screen", 1280}, {"print", 780}} {
		t.Run(fmt.Sprint(as.media, as.width), func(t *testing.T) {
			b := proof.Open(t, site.URL+"/", as.width, as.media)
			b.Barriers()
			style := proof.Value[string](b, `getComputedStyle(document.querySelector('h2')).color + ' ' + getComputedStyle(document.querySelector('.columns')).columnCount`)
			if want := map[bool]string{true: " auto", false: " 2"}[as.width == 390]; !strings.HasPrefix(style, "rgb(18, 61, 107)") || !strings.HasSuffix(style, want) {
				t.Errorf("the style is not applied: %s", style)
			}
			b.Keep(fmt.Sprint(as.media, as.width))
			b.Fits()
		})
	}
}
