package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"testing"
)

// TestBadUploads uploads what is no good. Each has an error that says so, in German and English, and nothing is kept of any.
func TestBadUploads(t *testing.T) {
	dir := t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	admin := p.admin(t)
	good := picture(40, 30, 1)
	bomb := bytes.Clone(good)
	copy(bomb[16:], []byte{0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}) // 30,000 by 30,000 pixels, as the header says
	alt := map[string]any{"alt": "Ein Muster"}
	for _, c := range []struct {
		what  string
		file  file
		input map[string]any
		want  string // code and path
	}{
		{"no alternative text", file{"a.png", good}, map[string]any{}, "REQUIRED input.alt"},
		{"both alternative text and decorative", file{"a.png", good}, map[string]any{"alt": "Muster", "decorative": true}, "BAD_INPUT input.decorative"},
		{"a page that says it is an image", file{"a.png", []byte("<!doctype html><html><script>alert(1)</script></html>")}, alt, "BAD_INPUT file"},
		{"a document that says it is an image", file{"a.png", []byte("%PDF-1.4\n%%EOF\n")}, alt, "BAD_INPUT file"},
		{"an image that says it is a document", file{"a.pdf", good}, alt, "BAD_INPUT file"},
		{"a truncated image", file{"a.png", good[:len(good)/2]}, alt, "BAD_INPUT file"},
		{"an image of too many pixels", file{"a.png", bomb}, alt, "BAD_INPUT file"},
		{"an empty file", file{"a.png", nil}, alt, "BAD_INPUT file"},
		{"a program", file{"a.exe", []byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00")}, alt, "BAD_INPUT file"},
		{"a point beside the image", file{"a.png", good}, map[string]any{"alt": "Muster", "focalPoint": map[string]any{"x": 101, "y": 0}}, "BAD_INPUT input.focalPoint"},
		{"English alone", file{"a.png", good}, map[string]any{"translations": []any{map[string]any{"locale": "EN", "alt": "A pattern"}}}, "REQUIRED input.alt"},
		{"a partner that is none", file{"a.png", good}, map[string]any{"alt": "Muster", "partner": "par_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, "NOT_FOUND input.partner"},
		{"a slug that is none", file{"a.png", good}, map[string]any{"alt": "Muster", "slug": "Nicht gut"}, "BAD_INPUT input.slug"},
	} {
		t.Run(c.what, func(t *testing.T) {
			said := map[string]bool{}
			for _, locale := range []string{"DE", "EN"} {
				input := maps.Clone(c.input)
				if alt, said := input["alt"]; said && locale == "EN" { // the same text, in a view of English
					delete(input, "alt")
					input["translations"] = []any{map[string]any{"locale": "DE", "alt": alt}}
				}
				a := must(admin.upload(uploadMedia(), map[string]any{"file": nil, "input": input, "locale": locale}, c.file))
				var got struct {
					UploadMedia struct {
						Media  any
						Errors []problem
					}
				}
				if err := json.Unmarshal(a.Data, &got); err != nil || len(a.Errors) > 0 {
					t.Fatalf("%v %v", err, a.Errors)
				}
				all := codes(got.UploadMedia.Errors)
				if got.UploadMedia.Media != nil || len(all) != 1 || all[0] != c.want {
					t.Errorf("%v %v, want %s", got.UploadMedia.Media, all, c.want)
				}
				for _, e := range got.UploadMedia.Errors {
					said[e.Message] = true
				}
			}
			if len(said) != 2 {
				t.Errorf("it says the same in both languages: %v", said)
			}
		})
	}
	if n := kept(t, dir); n > 0 {
		t.Errorf("%d files are kept", n)
	}
	if n := mustAsk[struct{ TotalCount int }](t, admin, `query Q @view(stage: DRAFT) { mediaLibrary { totalCount } }`, nil).TotalCount; n > 0 {
		t.Errorf("%d entries are kept", n)
	}
}

// TestUploadToPage follows an image from its upload to a page that readers see, and out again.
func TestUploadToPage(t *testing.T) {
	dir := t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	admin, visitor, k := p.admin(t), p.as(""), known{}
	step := func(c *client, query string, variables map[string]any, want string) {
		t.Helper()
		a := must(c.send(query, k.fill(variables)))
		if len(a.Errors) > 0 {
			t.Fatalf("%s: %v", query, a.Errors)
		}
		if k.alike(t, want, a.Data); t.Failed() {
			t.Fatalf("in %s", query)
		}
	}
	fetch := func(at string, header ...string) ([]byte, *http.Response) {
		t.Helper()
		raw, resp, err := visitor.request(http.MethodGet, must(url.Parse(k[at].(string))).Path, "", nil, header...)
		if err != nil {
			t.Fatal(err)
		}
		return raw, resp
	}
	sent := picture(900, 600, 2)
	a := must(admin.upload(uploadMedia(), map[string]any{"file": nil, "input": map[string]any{"alt": "Ein Muster", "focalPoint": map[string]any{"x": 10, "y": 20}}}, file{"Mein Bild.PNG", sent}))
	k.alike(t, `{"uploadMedia":{"errors":[],"media":{"id":"$media","filename":"mein-bild.png","contentType":"image/png","byteSize":"…","width":900,"height":600,"alt":"Ein Muster","url":"$url","placeholder":"…"}}}`, a.Data)

	step(admin, `mutation($m: ID!) { createPage(input: {path: "/bild", title: "Bild", blocks: [{image: {media: $m, caption: "Unten"}}, {download: {media: $m, label: "Laden"}}]}) { page { id } errors { code path } } }`,
		map[string]any{"m": "$media"}, `{"createPage":{"page":{"id":"$page"},"errors":[]}}`)
	publish := `mutation($p: ID!, $links: LinkPolicy!) { publish(entries: [{id: $p, revision: 1}], links: $links) { entries { id } errors { code } } }`
	step(admin, publish, map[string]any{"p": "$page", "links": "REFUSE"}, `{"publish":{"entries":[],"errors":[{"code":"DANGLING_LINK"},{"code":"DANGLING_LINK"}]}}`)
	step(admin, publish, map[string]any{"p": "$page", "links": "TOGETHER"}, `{"publish":{"entries":[{"id":"$page"},{"id":"$media"}],"errors":[]}}`)
	shown := `{ page(path: "/bild") { blocks { ... on ImageBlock { caption media { alt decorative image(width: 480) { url width height srcset } square: image(width: 320, ratio: SQUARE, format: JPEG) { url } } } ... on DownloadBlock { label media { url } } } } }`
	step(visitor, shown, nil, `{"page":{"blocks":[{"caption":"Unten","media":{"alt":"Ein Muster","decorative":false,"image":{"url":"$480","width":480,"height":320,"srcset":"…"},"square":{"url":"$square"}}},{"label":"Laden","media":{"url":"$url"}}]}}`)

	for at, want := range map[string]string{"$url": "image/png", "$480": "image/webp", "$square": "image/jpeg"} {
		raw, resp := fetch(at)
		if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != want || resp.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || len(raw) < 100 {
			t.Errorf("%s: status %d, %v, %d bytes", k[at], resp.StatusCode, resp.Header, len(raw))
		}
		if part, resp := fetch(at, "Range", "bytes=10-19"); resp.StatusCode != http.StatusPartialContent || !bytes.Equal(part, raw[10:20]) {
			t.Errorf("%s: status %d, %d bytes of a range", k[at], resp.StatusCode, len(part))
		}
		if _, resp := fetch(at, "If-None-Match", resp.Header.Get("ETag")); resp.StatusCode != http.StatusNotModified {
			t.Errorf("%s: status %d for what is known", k[at], resp.StatusCode)
		}
	}

	remove := `mutation($m: ID!) { removeMedia(ids: [$m], reason: "doppelt") { removed errors { code path message } } }`
	step(admin, remove, map[string]any{"m": "$media"}, `{"removeMedia":{"removed":[],"errors":[{"code":"IN_USE","path":["ids","0"],"message":"Die Datei wird noch verwendet, öffentlich, in einem Entwurf oder von einer geplanten Veröffentlichung: „Bild“. Bitte sie dort zuerst herausnehmen."}]}}`)
	step(admin, `query Q @view(stage: DRAFT) { mediaLibrary(filter: {used: false}) { totalCount } }`, nil, `{"mediaLibrary":{"totalCount":0}}`)
	step(admin, `mutation($p: ID!) { updatePage(id: $p, expectedRevision: 1, input: {blocks: []}) { errors { code } } }`, map[string]any{"p": "$page"}, `{"updatePage":{"errors":[]}}`)
	step(admin, `query Q @view(stage: DRAFT) { mediaLibrary(filter: {used: false}) { nodes { id } } }`, nil, `{"mediaLibrary":{"nodes":[{"id":"$media"}]}}`)
	step(admin, remove, map[string]any{"m": "$media"}, `{"removeMedia":{"removed":[],"errors":[{"code":"IN_USE"}]}}`) // in public still
	step(admin, `mutation($p: ID!) { publish(entries: [{id: $p, revision: 2}]) { errors { code } } }`, map[string]any{"p": "$page"}, `{"publish":{"errors":[]}}`)
	step(admin, remove, map[string]any{"m": "$media"}, `{"removeMedia":{"removed":["$media"],"errors":[]}}`)
	for _, at := range []string{"$url", "$480", "$square"} {
		if _, resp := fetch(at); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d after it was removed", k[at], resp.StatusCode)
		}
	}
	step(admin, remove, map[string]any{"m": "$media"}, `{"removeMedia":{"removed":[],"errors":[{"code":"NOT_FOUND","path":["ids","0"]}]}}`)
}

// TestUploadAgain uploads the same file more than once, one after the other and at the same time, by the office and by partners.
func TestUploadAgain(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	admin, k := p.admin(t), known{}
	partner := func(slug string) *client {
		id := mustAsk[struct{ ID string }](t, admin, `query($s: String!) { partner(slug: $s) { id } }`, map[string]any{"s": slug}).ID
		return p.invite(t, admin, slug+"@example.org", "PARTNER", &id)
	}
	soest, police := partner("kreis-soest"), partner("polizeipraesidium-dortmund")
	f := file{"logo.png", picture(30, 30, 3)}
	send := func(c *client, alt string, want string) {
		t.Helper()
		a, err := c.upload(`mutation($file: Upload!, $input: UploadMediaInput!) { uploadMedia(file: $file, input: $input) { media { id revision slug alt partner { slug } } errors { code path } } }`,
			map[string]any{"file": nil, "input": map[string]any{"alt": alt}}, f)
		if err != nil || len(a.Errors) > 0 {
			t.Fatal(err, a)
		}
		k.alike(t, `{"uploadMedia":`+want+`}`, a.Data)
	}
	send(admin, "Logo", `{"media":{"id":"$office","revision":1,"slug":"logo-png","alt":"Logo","partner":null},"errors":[]}`)
	send(admin, "Logo", `{"media":{"id":"$office","revision":1},"errors":[]}`)
	send(admin, "Anderes", `{"media":null,"errors":[{"code":"KEY_IN_USE","path":["file"]}]}`)
	send(soest, "Logo von uns", `{"media":{"id":"$soest","revision":1,"slug":"logo-png-2","partner":{"slug":"kreis-soest"}},"errors":[]}`) // the same file, and nothing of the other entry
	send(police, "Auch", `{"media":{"id":"$police","slug":"logo-png-3","partner":{"slug":"polizeipraesidium-dortmund"}},"errors":[]}`)
	if k["$office"] == k["$soest"] || k["$soest"] == k["$police"] {
		t.Error("partners share an entry")
	}
	change := `mutation($id: ID!) { updateMedia(id: $id, expectedRevision: 1, input: {alt: "Fremd"}) { media { id } errors { code path } } }`
	a := must(police.send(change, map[string]any{"id": k["$soest"]}))
	k.alike(t, `{"updateMedia":{"media":null,"errors":[{"code":"NOT_FOUND","path":["id"]}]}}`, a.Data)

	f.name = "anders.png"
	send(partner("kreis-lippe"), "Anders", `{"media":{"id":"$lippe","slug":"anders-png"},"errors":[]}`)
	for _, name := range []string{"logo.png", "anders.png"} { // each entry has the address that it tells
		sum := sha256.Sum256(f.bytes)
		if _, resp, err := p.as("").request(http.MethodGet, fmt.Sprintf("/media/%x/%s", sum, name), "", nil); err != nil || resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %v %v", name, resp, err)
		}
	}

	f = file{"zugleich.png", picture(31, 31, 4)}
	got := make(chan string, 8)
	for range cap(got) {
		go func() {
			a, err := admin.upload(uploadMedia(), map[string]any{"file": nil, "input": map[string]any{"alt": "Zugleich"}}, f)
			if err != nil {
				got <- err.Error()
				return
			}
			var said struct {
				UploadMedia struct {
					Media  *struct{ ID string }
					Errors []problem
				}
			}
			if _ = json.Unmarshal(a.Data, &said); said.UploadMedia.Media == nil {
				got <- fmt.Sprint(a.Errors, said.UploadMedia.Errors)
				return
			}
			got <- said.UploadMedia.Media.ID
		}()
	}
	ids := map[string]bool{}
	for range cap(got) {
		ids[<-got] = true
	}
	if len(ids) != 1 {
		t.Errorf("several at once gave %v", ids)
	}
}

// TestPlainUpload sends a file as the body of a request, as curl does.
func TestPlainUpload(t *testing.T) {
	dir := t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	admin, visitor := p.admin(t), p.as("")
	f := picture(50, 40, 5)
	for _, c := range []struct {
		what, path  string
		who         *client
		contentType string
		status      int
		code        string // of the first problem
	}{
		{"by a visitor", "/media?filename=a.png&alt=Muster", visitor, "image/png", http.StatusUnauthorized, ""},
		{"without a name", "/media?alt=Muster", admin, "image/png", http.StatusBadRequest, ""},
		{"with something unknown", "/media?filename=a.png&title=Muster", admin, "image/png", http.StatusBadRequest, ""},
		{"with a yes that is none", "/media?filename=a.png&decorative=ja", admin, "image/png", http.StatusBadRequest, ""},
		{"twice the same", "/media?filename=a.png&alt=a&alt=b", admin, "image/png", http.StatusBadRequest, ""},
		{"in a language that is none", "/media?filename=a.png&alt=a&locale=FR", admin, "image/png", http.StatusBadRequest, ""},
		{"as a form", "/media?filename=a.png&alt=Muster", admin, "multipart/form-data; boundary=x", http.StatusUnsupportedMediaType, ""},
		{"without a text", "/media?filename=a.png", admin, "image/png", http.StatusUnprocessableEntity, "REQUIRED"},
		{"as another type", "/media?filename=a.pdf&alt=Muster", admin, "application/pdf", http.StatusUnprocessableEntity, "BAD_INPUT"},
		{"as it should be", "/media?filename=a.png&alt=Muster&credit=Wir", admin, "image/png", http.StatusCreated, ""},
	} {
		raw, resp, err := c.who.request(http.MethodPost, c.path, c.contentType, f)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Media *struct {
				ByteSize int
				URL      string
			}
			Errors []problem
		}
		_ = json.Unmarshal(raw, &got) // what is no JSON has no media
		if resp.StatusCode != c.status || (got.Media != nil) != (c.status == http.StatusCreated) {
			t.Errorf("%s: status %d, want %d: %s", c.what, resp.StatusCode, c.status, raw)
		}
		if c.code != "" && (len(got.Errors) != 1 || got.Errors[0].Code != c.code) {
			t.Errorf("%s: %s, want %s", c.what, raw, c.code)
		}
		if got.Media != nil {
			if back, _, err := visitor.request(http.MethodGet, must(url.Parse(got.Media.URL)).Path, "", nil); err != nil || len(back) != got.Media.ByteSize {
				t.Errorf("%d bytes come back, %v", len(back), err)
			}
		}
	}
	if n := kept(t, dir); n != 1 {
		t.Errorf("%d files are kept", n)
	}
}
