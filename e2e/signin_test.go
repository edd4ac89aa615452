package e2e_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"partnernetz/playground"
)

// TestSignInOnQueryPage signs in on the query page of the program, asks for a draft by an example, and signs out.
func TestSignInOnQueryPage(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	base := "http://" + p.address
	signIn := func(ctx context.Context, t *testing.T) {
		t.Helper()
		await(ctx, t, `document.querySelector('#account-password')`)
		do(ctx, t, chromedp.SendKeys("#account-email", adminEmail), chromedp.SendKeys("#account-password", adminPassword), chromedp.Click("#account button"))
		await(ctx, t, shows("#account", "Administration (ADMIN)"))
	}
	signOut := func(ctx context.Context, t *testing.T) {
		t.Helper()
		do(ctx, t, chromedp.Click("#account button"))
		await(ctx, t, `document.querySelector('#account-password')`)
	}
	visit(t, base, "/playground/index.html", func(ctx context.Context, t *testing.T) {
		choose := func(example string) {
			t.Helper()
			await(ctx, t, `document.querySelectorAll('#example optgroup').length === 2`)
			do(ctx, t, chromedp.SetValue("#example", example), chromedp.Evaluate(`document.querySelector('#example').dispatchEvent(new Event('change'))`, nil))
			await(ctx, t, fmt.Sprintf(`document.querySelector('#query').value.includes(%q)`, example+"("))
			do(ctx, t, chromedp.Click("#run"))
		}
		choose("DraftPreview")
		await(ctx, t, shows("#answer", "UNAUTHENTICATED"))
		signIn(ctx, t)
		choose("DraftPreview")
		await(ctx, t, shows("#answer", `"hasUnpublishedChanges": false`))
		await(ctx, t, shows("#status", "HTTP 200"))
		screenshot(ctx, t, "plain")
		name := filepath.Join(t.TempDir(), "logo.png")
		if err := os.WriteFile(name, picture(60, 40, 10), 0o600); err != nil {
			t.Fatal(err)
		}
		do(ctx, t, chromedp.SetUploadFiles("#file", []string{name}, chromedp.ByQuery))
		choose("UploadMedia")
		await(ctx, t, `!document.querySelector('#file-row').hidden`)
		await(ctx, t, shows("#answer", `"filename": "logo.png"`))
		screenshot(ctx, t, "upload")
		signOut(ctx, t)
		choose("DraftPreview")
		await(ctx, t, shows("#answer", "UNAUTHENTICATED"))
	})
	if !playground.Built() {
		return
	}
	visit(t, base, "/", func(ctx context.Context, t *testing.T) {
		await(ctx, t, `document.querySelectorAll('.graphiql-query-editor .view-line').length > 3`)
		screenshot(ctx, t, "visitor")
		signIn(ctx, t)
		await(ctx, t, `document.querySelector('#account a').getAttribute('href') === '/playground/index.html'`)
		ask := func(answer string) {
			t.Helper()
			typed := false
			for end := time.Now().Add(patience); !typed; { // the editor may be busy loading, and miss a key
				if time.Now().After(end) {
					t.Fatal("the editor does not take what is typed")
				}
				do(ctx, t, chromedp.Click(".graphiql-query-editor"), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.KeyEvent(kb.Delete),
					input.InsertText("query WhoAmI { viewer { email roles } }"), chromedp.Sleep(300*time.Millisecond),
					chromedp.Evaluate(`document.querySelector('.graphiql-query-editor .view-lines').innerText.replaceAll('\u00a0', ' ').trim() === 'query WhoAmI { viewer { email roles } }'`, &typed))
			}
			do(ctx, t, chromedp.Click(".graphiql-execute-button"))
			await(ctx, t, shows(".graphiql-response", answer))
		}
		ask(adminEmail)
		screenshot(ctx, t, "signed-in")
		signOut(ctx, t)
		ask(`"viewer": null`)
	})
}
