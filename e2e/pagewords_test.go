package e2e_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"partnernetz/playground"
)

// choosing shows an example of the plain page.
func choosing(example string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.SetValue("#example", example),
		chromedp.Evaluate(`document.querySelector('#example').dispatchEvent(new Event('change'))`, nil),
	}
}

// typing types into a field of the plain page, in place of what is there.
func typing(field, text string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.SetValue("#"+field, text),
		chromedp.Evaluate(fmt.Sprintf(`document.querySelector('#%s').dispatchEvent(new Event('input', { bubbles: true }))`, field), nil),
	}
}

const examplesAreThere = `document.querySelectorAll('#example optgroup').length === 2`

// TestQueryPageTellsMistakes makes mistakes, and learns of all of them at once and in words.
func TestQueryPageTellsMistakes(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	visit(t, "http://"+p.address, "/playground/index.html", func(ctx context.Context, t *testing.T) {
		await(ctx, t, examplesAreThere)
		do(ctx, t, choosing("CreateMeasure"), chromedp.Click("#run"))
		await(ctx, t, shows("#problems li", `input.agreement`))
		await(ctx, t, shows("#problems li", `(id)`))
		do(ctx, t, choosing("UploadMedia"), chromedp.Click("#run"))
		await(ctx, t, shows("#problems li", `$file`))
		do(ctx, t, choosing("Unpublish"), typing("variables", `{"ids": ["(id)", "(other)"]}`), chromedp.Click("#run"))
		await(ctx, t, `document.querySelectorAll('#problems li').length === 2`)

		await(ctx, t, `document.querySelector('#account-password')`)
		do(ctx, t, chromedp.SendKeys("#account-email", adminEmail), chromedp.SendKeys("#account-password", adminPassword), chromedp.Click("#account button"))
		await(ctx, t, shows("#account", "Administration (ADMIN)"))
		do(ctx, t, choosing("CreateMeasure"),
			typing("query", `mutation { createPartner(input: {name: "", slug: "Nicht gut", sector: COMPANY}) { errors { code path message } } }`), typing("variables", "{}"), chromedp.Click("#run"))
		await(ctx, t, shows("#problems li", "input.name:"))
		await(ctx, t, shows("#problems li", "input.slug:"))
		await(ctx, t, `document.querySelector('#answer').scrollWidth <= document.querySelector('#answer').clientWidth`)
		screenshot(ctx, t, "mistakes")
	})
}

// TestQueryPageKeepsWhatIsTyped chooses other examples and loads the page again. Nothing is lost, and a password is not kept.
func TestQueryPageKeepsWhatIsTyped(t *testing.T) {
	visit(t, start(t), "/playground/index.html", func(ctx context.Context, t *testing.T) {
		const mine = `query Mine { partners(first: 1) { totalCount } }`
		await(ctx, t, examplesAreThere)
		do(ctx, t, choosing("Search"), typing("query", mine), typing("variables", `{"mine": true}`))
		do(ctx, t, choosing("PartnerList"))
		await(ctx, t, `document.querySelector('#query').value.startsWith('query PartnerList')`)
		do(ctx, t, choosing("Search"))
		await(ctx, t, fmt.Sprintf(`document.querySelector('#query').value === %q`, mine))
		do(ctx, t, chromedp.Reload())
		await(ctx, t, fmt.Sprintf(`document.querySelector('#query').value === %q && document.querySelector('#variables').value === '{"mine": true}'`, mine))
		do(ctx, t, chromedp.Click("#again"))
		await(ctx, t, `document.querySelector('#query').value.startsWith('query Search')`)

		do(ctx, t, choosing("SignIn"), typing("variables", `{"email": "a@example.org", "password": "geheim geheim"}`))
		await(ctx, t, `!JSON.stringify({...sessionStorage, ...localStorage}).includes('geheim')`)
	})
}

// TestQueryPageOnAPhone sees that nothing is wider than a phone, and that what one works with can be reached.
func TestQueryPageOnAPhone(t *testing.T) {
	base := start(t)
	phone := emulation.SetDeviceMetricsOverride(390, 844, 2, true)
	const fits = `document.documentElement.scrollWidth <= 390 && document.body.scrollWidth <= 390`
	// inside says that an element is on the page, and no narrower than fingers need.
	inside := func(selector string) string {
		return fmt.Sprintf(`(({left, right, width, height}) => left >= 0 && right <= 390 && width >= 24 && height >= 24)(document.querySelector(%q).getBoundingClientRect())`, selector)
	}
	visit(t, base, "/playground/index.html", func(ctx context.Context, t *testing.T) {
		do(ctx, t, phone)
		await(ctx, t, examplesAreThere)
		do(ctx, t, chromedp.Click("#run"))
		await(ctx, t, shows("#answer", "Stadt Wuppertal"))
		await(ctx, t, fits)
		for _, part := range []string{"#example", "#query", "#variables", "#run", "#answer"} {
			await(ctx, t, inside(part))
		}
		screenshot(ctx, t, "plain-phone")
	})
	if !playground.Built() {
		return
	}
	visit(t, base, "/", func(ctx context.Context, t *testing.T) {
		do(ctx, t, phone)
		await(ctx, t, `document.querySelectorAll('.graphiql-query-editor .view-line').length > 3`)
		do(ctx, t, chromedp.Click(".graphiql-execute-button"))
		await(ctx, t, shows(".graphiql-response", `"data"`))
		await(ctx, t, fits)
		for _, part := range []string{".graphiql-query-editor", ".graphiql-execute-button", ".graphiql-editor-tool", ".graphiql-response"} {
			await(ctx, t, inside(part))
		}
		screenshot(ctx, t, "full-phone")
	})
}
