// Package proof reads printed documents back for tests, as the programs of readers do: a browser with a search for barriers, and for
// PDF pdf.js, poppler, qpdf and a reader of its own.
package proof

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"partnernetz/document/html"
	"partnernetz/testkit/must"
)

// clients is the path of a file in the folder of what npm installs for tests.
func clients(name ...string) string {
	root := "."
	for range 4 { // tests run in the folder of their package
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join(root, "..")
	}
	return filepath.Join(append([]string{root, "clients"}, name...)...)
}

// Browser shows one page after another.
type Browser struct {
	t       *testing.T // of the page
	ctx     context.Context
	width   int64
	mu      sync.Mutex
	address string
	seen    []string // what must not happen
}

// NewBrowser is one that has never been anywhere.
func NewBrowser(t *testing.T) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &Browser{ctx: ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; url != b.address && !strings.HasPrefix(url, "data:") && !strings.HasSuffix(url, "/favicon.ico") {
				b.seen = append(b.seen, "a request to "+url)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError && !strings.HasSuffix(e.Entry.URL, "/favicon.ico") {
				b.seen = append(b.seen, e.Entry.Text)
			}
		}
	})
	return b
}

// Open shows a page from where it is served, and from then on notes what the browser asks for or complains about.
func (b *Browser) Open(t *testing.T, address string) {
	t.Helper()
	b.mu.Lock()
	b.t, b.address, b.seen = t, address, nil
	b.mu.Unlock()
	err := chromedp.Run(b.ctx, chromedp.Navigate(address))
	if errors.Is(err, exec.ErrNotFound) {
		must.Lack(t, "no Chromium here, so nobody looked at the page")
	}
	must.Succeed(t, err)
}

// Show serves a document that document/html has written, and opens it. Other than where it is kept, it may be searched by scripts.
func (b *Browser) Show(t *testing.T, page []byte) {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // such as the icon that browsers ask for
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", html.Policy)
		_, _ = w.Write(page)
	}))
	t.Cleanup(site.Close)
	b.Open(t, site.URL+"/")
}

// As shows the page on a screen or on paper so many pixels wide.
func (b *Browser) As(media string, width int64) {
	b.t.Helper()
	b.width = width
	must.Succeed(b.t, chromedp.Run(b.ctx, chromedp.EmulateViewport(width, 900), emulation.SetEmulatedMedia().WithMedia(media)))
}

// Value is that of an expression on the page, or what it promises.
func Value[T any](b *Browser, expression string) (v T) {
	b.t.Helper()
	must.Succeed(b.t, chromedp.Run(b.ctx, chromedp.Evaluate(expression, &v,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) })))
	return v
}

// Fits demands that nothing is wider than the screen.
func (b *Browser) Fits() {
	b.t.Helper()
	if wide := Value[int64](b, `document.documentElement.scrollWidth`); wide > b.width {
		b.t.Errorf("the page is %d pixels wide, %d too many", wide, wide-b.width)
	}
}

// Whole demands that no word of the title is broken, as words are that are wider than the screen.
func (b *Browser) Whole() {
	b.t.Helper()
	broken := Value[[]string](b, `(() => {
		const text = document.querySelector('h1').firstChild, range = document.createRange();
		return [...text.data.matchAll(/[^\s-]+/g)].filter(word => {
			range.setStart(text, word.index);
			range.setEnd(text, word.index + word[0].length);
			return range.getClientRects().length > 1;
		}).map(word => word[0]);
	})()`)
	if len(broken) > 0 {
		b.t.Errorf("%d pixels wide, these words of the title are broken: %q", b.width, broken)
	}
}

// Quiet demands that the browser asked nobody for anything, and had nothing to complain about.
func (b *Browser) Quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.seen {
		b.t.Error(s)
	}
}

// Barriers demands that axe finds none.
func (b *Browser) Barriers() {
	b.t.Helper()
	axe, err := os.ReadFile(clients("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		must.Lack(b.t, "npm ci was not run in clients, so nobody looked for barriers")
	}
	found := Value[string](b, string(axe)+`; axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' '))))`)
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil || len(violations) > 0 {
		b.t.Errorf("%d pixels wide: axe found %q (%v)", b.width, violations, err)
	}
}

// Keep writes what is shown into the folder that SCREENSHOTS names.
func (b *Browser) Keep(name string) {
	b.t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	var image []byte
	must.Succeed(b.t, chromedp.Run(b.ctx, chromedp.FullScreenshot(&image, 100)))
	must.Succeed(b.t, os.WriteFile(filepath.Join(folder, name+".png"), image, 0o600))
}
