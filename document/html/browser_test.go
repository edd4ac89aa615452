package html_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"partnernetz/document/html"
	"partnernetz/document/sample"
	"partnernetz/testkit/must"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBarriers shows a document on a phone, on a desk and as it is printed: without barriers that axe knows of, without anything
// wider than the screen, and without asking anybody for anything.
func TestBarriers(t *testing.T) {
	axe, err := os.ReadFile("../../clients/node_modules/axe-core/axe.min.js")
	if err != nil {
		must.Lack(t, "npm ci was not run in clients, so nobody looked for barriers")
	}
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
			b := open(t, site.URL+"/", as.width, as.media)
			var wide int64
			b.run(t, chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
			if wide > as.width {
				t.Errorf("the page is %d pixels wide", wide)
			}
			var found string
			b.run(t, chromedp.Evaluate(string(axe)+`; axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' '))))`, &found,
				func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
			var violations []string
			if err := json.Unmarshal([]byte(found), &violations); err != nil || len(violations) > 0 {
				t.Errorf("axe found %q (%v)", violations, err)
			}
			var style string
			b.run(t, chromedp.Evaluate(`getComputedStyle(document.querySelector('h2')).color + ' ' + getComputedStyle(document.querySelector('.columns')).columnCount`, &style))
			if want := map[bool]string{true: " auto", false: " 2"}[as.width == 390]; !strings.HasPrefix(style, "rgb(18, 61, 107)") || !strings.HasSuffix(style, want) {
				t.Errorf("the style is not applied: %s", style)
			}
			b.keep(t, fmt.Sprint(as.media, as.width))
			for _, c := range b.complaints() {
				t.Error(c)
			}
		})
	}
}

// browser is one that has never been anywhere.
type browser struct {
	ctx  context.Context
	mu   sync.Mutex
	seen []string // what must not happen
}

// open shows a page and notes what the browser asks for or complains about.
func open(t *testing.T, address string, width int64, media string) *browser {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; url != address && !strings.HasPrefix(url, "data:") && !strings.HasSuffix(url, "/favicon.ico") {
				b.seen = append(b.seen, "a request to "+url)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError && !strings.HasSuffix(e.Entry.URL, "/favicon.ico") {
				b.seen = append(b.seen, e.Entry.Text)
			}
		}
	})
	err := chromedp.Run(ctx, chromedp.EmulateViewport(width, 900), emulation.SetEmulatedMedia().WithMedia(media), chromedp.Navigate(address))
	if errors.Is(err, exec.ErrNotFound) {
		must.Lack(t, "no Chromium here, so nobody looked at the page")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) run(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func (b *browser) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.seen
}

// keep writes what is shown into the folder that SCREENSHOTS names.
func (b *browser) keep(t *testing.T, name string) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	var image []byte
	b.run(t, chromedp.FullScreenshot(&image, 100))
	if err := os.WriteFile(folder+"/"+name+".png", image, 0o600); err != nil {
		t.Error(err)
	}
}
