package e2e_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"partnernetz/playground"
)

// TestQueryPage runs an example in a real browser, the way a visitor does.
func TestQueryPage(t *testing.T) {
	base := start(t)
	if playground.Built() {
		t.Run("full", func(t *testing.T) { visit(t, base, "/", useFullPage) })
		t.Run("plain", func(t *testing.T) { visit(t, base, "/playground/index.html", usePlainPage) })
	} else {
		t.Run("plain", func(t *testing.T) { visit(t, base, "/", usePlainPage) })
	}
}

func useFullPage(ctx context.Context, t *testing.T) {
	examples, err := playground.Operations()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, example := range examples {
		if !example.Account {
			want = append(want, example.Name)
		}
	}
	checkTabs := func(visitor string) {
		t.Helper()
		await(ctx, t, `document.querySelectorAll('.graphiql-query-editor .view-line').length > 3`)
		var got []string
		do(ctx, t, chromedp.Evaluate(`[...document.querySelectorAll('.graphiql-tab-button')].map(e => e.innerText)`, &got))
		if !slices.Equal(got, want) {
			t.Errorf("a %s visitor sees the tabs %q, want %q", visitor, got, want)
		}
	}
	checkTabs("first")

	// Going to another tab and back shows that both editors follow the tab.
	do(ctx, t, chromedp.Click(`//button[contains(@class, "graphiql-tab-button")][.="EventCalendar"]`))
	await(ctx, t, shows(".graphiql-query-editor", "query EventCalendar"))
	await(ctx, t, shows(".graphiql-editor-tool", "PUBLIC_EVENT"))
	do(ctx, t, chromedp.Click(`//button[contains(@class, "graphiql-tab-button")][.="PartnerList"]`))
	await(ctx, t, shows(".graphiql-query-editor", "query PartnerList"))
	await(ctx, t, shows(".graphiql-editor-tool", "MUNICIPALITY"))

	// GraphiQL stores its parts with a delay, and a visitor who comes back in between finds one tab twice.
	await(ctx, t, `JSON.parse(localStorage.getItem('graphiql:tabState'))?.activeTabIndex === 0
		&& localStorage.getItem('graphiql:query')?.includes('PartnerList')
		&& localStorage.getItem('graphiql:variables')?.includes('MUNICIPALITY')`)
	do(ctx, t, chromedp.Reload())
	checkTabs("returning")
	await(ctx, t, shows(".graphiql-editor-tool", "MUNICIPALITY"))

	do(ctx, t, chromedp.Click(".graphiql-execute-button"))
	await(ctx, t, shows(".graphiql-response", `"data"`))
	// The editor holds only the lines in sight, and the partners come by name.
	do(ctx, t,
		chromedp.Click(".graphiql-response"),
		chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(input.ModifierCtrl)),
	)
	await(ctx, t, shows(".graphiql-response", "Stadt Wuppertal"))
}

func usePlainPage(ctx context.Context, t *testing.T) {
	const showsPartnerList = `document.querySelector('#query').value.startsWith('query PartnerList')`
	await(ctx, t, showsPartnerList)
	do(ctx, t,
		chromedp.SetValue("#query", "{ __typename }"),
		chromedp.Focus("#query"),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(input.ModifierCtrl)),
	)
	await(ctx, t, shows("#answer", `"__typename": "Query"`))

	do(ctx, t, chromedp.SendKeys("#example", kb.ArrowDown))
	await(ctx, t, `document.querySelector('#query').value.startsWith('query ActivityReport')`)
	do(ctx, t, chromedp.SendKeys("#example", kb.ArrowUp))
	await(ctx, t, `document.querySelector('#query').value === '{ __typename }'`) // as it was left
	do(ctx, t, chromedp.Click("#again"))
	await(ctx, t, showsPartnerList)
	do(ctx, t, chromedp.Click("#run"))
	await(ctx, t, shows("#answer", "Stadt Wuppertal"))
	await(ctx, t, shows("#status", "HTTP 200"))
}

// visit opens a page in a browser that has never been here, uses it, and fails on anything that the browser complains
// about or asks another host for.
func visit(t *testing.T, base, path string, use func(context.Context, *testing.T)) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // in a container there is no other way
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		// Keeps the browser's own background traffic in, and shows a page that would lean on another host.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.WindowSize(1400, 900),
	)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()

	var seen complaints
	chromedp.ListenTarget(ctx, func(event any) { seen.add(base, event) })
	err := chromedp.Run(ctx, chromedp.Navigate(base+path))
	switch {
	case errors.Is(err, exec.ErrNotFound) && os.Getenv("CI") != "true":
		t.Skip("no Chromium here, so nobody tried the query page in a browser")
	case err != nil:
		t.Fatalf("opening %s: %v", path, err)
	}

	use(ctx, t)

	if path == "/" {
		screenshot(ctx, t, "")
	}
	for _, complaint := range seen.list() {
		t.Error(complaint)
	}
}

// screenshot keeps what the browser shows, if SCREENSHOT says where: page.png, or page-signed-in.png for what is so named.
func screenshot(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	file := os.Getenv("SCREENSHOT")
	if file == "" {
		return
	}
	if end := filepath.Ext(file); name != "" {
		file = strings.TrimSuffix(file, end) + "-" + name + end
	}
	var image []byte
	do(ctx, t, chromedp.CaptureScreenshot(&image))
	if err := os.WriteFile(file, image, 0o600); err != nil {
		t.Error(err)
	}
}

// complaints collects what must not happen while a page is used. Events arrive on a goroutine of their own.
type complaints struct {
	mu    sync.Mutex
	texts []string
}

func (c *complaints) add(base string, event any) {
	var text string
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		url := e.Request.URL
		if !strings.HasPrefix(url, base+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+base+"/") {
			text = "request to another host: " + url
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			text = fmt.Sprintf("%s answered %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled { // by leaving the page
			text = fmt.Sprintf("%s %s failed: %s %s", e.Type, e.RequestID, e.ErrorText, e.BlockedReason)
		}
	case *runtime.EventExceptionThrown:
		text = "exception: " + e.ExceptionDetails.Error()
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeAssert {
			text = "console error:"
			for _, arg := range e.Args {
				text += " " + cmp.Or(arg.Description, string(arg.Value))
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError {
			text = fmt.Sprintf("browser error: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
	if text != "" {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.texts = append(c.texts, text)
	}
}

func (c *complaints) list() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.texts)
}

func do(ctx context.Context, t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// await waits until a JavaScript expression is true. chromedp.Poll would need `unsafe-eval`, which our policy forbids.
func await(ctx context.Context, t *testing.T, expression string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var holds bool
		do(ctx, t, chromedp.Evaluate("!!("+expression+")", &holds))
		if holds {
			return
		}
	}
	t.Fatalf("waited in vain for %s", expression)
}

// shows is the expression for await that some element reads so. Monaco puts no-break spaces into its lines.
func shows(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.innerText.replaceAll('\u00a0', ' ').includes(%q))`,
		selector, text)
}
