package e2e_test

import (
	"context"
	"strings"
	"testing"
)

// TestPreviewPage opens the link to a draft in a browser: with an image that is a draft too, and with what is public around it.
func TestPreviewPage(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	admin, k := p.admin(t), known{}
	a := must(admin.upload(uploadMedia(), map[string]any{"file": nil, "input": map[string]any{"alt": "Ein Muster"}}, file{"muster.png", picture(300, 200, 11)}))
	k.alike(t, `{"uploadMedia":{"media":{"id":"$media"},"errors":[]}}`, a.Data)
	a = must(admin.send(`mutation($m: ID!) { createPage(input: {path: "/entwurf", title: "Ein Entwurf", blocks: [{image: {media: $m, caption: "Unten"}}, {partners: {heading: "Wer dabei ist"}}]}) { page { id } errors { code } } }`,
		k.fill(map[string]any{"m": "$media"})))
	k.alike(t, `{"createPage":{"page":{"id":"$page"},"errors":[]}}`, a.Data)
	a = must(admin.send(`mutation($p: ID!) { createPreviewLink(id: $p, hours: 1) { link { url } errors { code } } }`, k.fill(map[string]any{"p": "$page"})))
	k.alike(t, `{"createPreviewLink":{"link":{"url":"$link"},"errors":[]}}`, a.Data)
	_, token, _ := strings.Cut(k["$link"].(string), "#")
	visit(t, "http://"+p.address, "/preview#"+token, func(ctx context.Context, t *testing.T) {
		await(ctx, t, shows("h1", "Ein Entwurf"))
		await(ctx, t, shows("figcaption", "Unten"))
		await(ctx, t, `document.querySelector('img').complete && document.querySelector('img').naturalWidth === 300`)
		await(ctx, t, shows("li", "Stadt Wuppertal"))
		screenshot(ctx, t, "preview")
	})
}
