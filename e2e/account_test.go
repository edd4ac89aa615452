package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"

	"partnernetz/playground"
	"partnernetz/testkit"
)

// TestFirstAdmin starts the program with and without somebody to be the first admin.
func TestFirstAdmin(t *testing.T) {
	const password = "sieben Zwetschgen im Schnee"
	signIn := `mutation { signIn(email: "admin@example.org", password: "` + password + `") { token errors { code } } }`
	dir := t.TempDir()
	p := serve(t, dir, "SEED=none", "PUBLIC_URL=https://netz.example.org/")
	if out := p.out.String(); !strings.Contains(out, "https://netz.example.org/setup#pnl_") {
		t.Errorf("no link is shown: %s", out)
	}
	p.stop(t, syscall.SIGTERM)
	if _, _, said := command(t, t.TempDir(), []string{"ADMIN_EMAIL=admin@example.org", "ADMIN_PASSWORD=s3cr3t"}); !strings.Contains(said, "ADMIN_PASSWORD") || strings.Contains(said, "s3cr3t") {
		t.Errorf("a bad password: %s", said)
	}
	p = serve(t, dir, "SEED=none", "ADMIN_EMAIL=admin@example.org", "ADMIN_PASSWORD="+password)
	if r := p.query(signIn, nil); !strings.Contains(string(r.body), `"token":"pns_`) {
		t.Errorf("the admin signs in: %v", r)
	}
	p.stop(t, syscall.SIGTERM)
	if said := p.out.String() + p.errors.String(); strings.Contains(said, "/setup#") || strings.Contains(said, "Zwetschgen") || strings.Contains(said, "pns_") {
		t.Errorf("the program says %s", said)
	}
	p = serve(t, dir, "SEED=none", "ADMIN_EMAIL=other@example.org", "ADMIN_PASSWORD="+password+"!")
	if r := p.query(signIn, nil); !strings.Contains(string(r.body), `"token":"pns_`) || strings.Contains(p.out.String(), "/setup#") {
		t.Errorf("after a restart: %v", r)
	}
}

// TestSetUp sets up the first account in a real browser, by the link that the log shows, and signs out and in again on the
// page that this leads to.
func TestSetUp(t *testing.T) {
	server := testkit.Start(t, "none")
	link, err := server.Accounts.First(t.Context(), "", "")
	testkit.Must(t, err)
	_, secret, _ := strings.Cut(link, "#")
	const password = "sieben Zwetschgen im Schnee"
	visit(t, server.URL, "/setup#"+secret, func(ctx context.Context, t *testing.T) {
		fill := func(fields ...string) {
			for i := 0; i < len(fields); i += 2 {
				do(ctx, t, chromedp.Evaluate(fmt.Sprintf(`document.querySelector(%q).value = ''`, fields[i]), nil), chromedp.SendKeys(fields[i], fields[i+1]))
			}
		}
		await(ctx, t, `document.querySelector('#name')?.required`)
		fill("#email", "admin@example.org", "#name", "Erika Muster", "#password", password, "#again", "etwas anderes")
		do(ctx, t, chromedp.Click("#send"))
		await(ctx, t, `document.querySelector('[role=alert]').textContent.length > 10`)
		fill("#password", "aaaaaaaaaaaaa", "#again", "aaaaaaaaaaaaa")
		do(ctx, t, chromedp.Click("#send"))
		await(ctx, t, `/Zeichen|character/.test(document.querySelector('[role=alert]').textContent)`)
		fill("#password", password, "#again", password)
		do(ctx, t, chromedp.Click("#send"))
		await(ctx, t, `location.pathname === '/'`)
		await(ctx, t, shows("#account", "Erika Muster (ADMIN)"))
		do(ctx, t, chromedp.Reload())
		await(ctx, t, shows("#account", "Erika Muster (ADMIN)"))
		if !playground.Built() {
			do(ctx, t, chromedp.SetValue("#query", "{ accounts { nodes { email } } }"), chromedp.Click("#run"))
			await(ctx, t, shows("#answer", "admin@example.org"))
		}
		do(ctx, t, chromedp.Click("#account button"))
		await(ctx, t, `document.querySelector('#account-password')`)
		fill("#account-email", "admin@example.org", "#account-password", "falsch")
		do(ctx, t, chromedp.Click("#account button"))
		await(ctx, t, `document.querySelector('#account [role=alert]').textContent.length > 10`)
		fill("#account-password", password)
		do(ctx, t, chromedp.Click("#account button"))
		await(ctx, t, shows("#account", "Erika Muster (ADMIN)"))
		var stored string
		do(ctx, t, chromedp.Evaluate(`JSON.stringify(localStorage) + document.cookie`, &stored))
		if strings.Contains(stored, "Zwetschgen") || strings.Contains(stored, "pns_") {
			t.Errorf("scripts can read %s", stored)
		}
	})
}
