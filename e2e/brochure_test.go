package e2e_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/document/proof"
)

// printed is a file of a release.
type printed struct{ URL, Checksum, ContentType string }

// download gets a file as one of the public, and sees that it is the one that was printed.
func (f printed) download(t *testing.T, p *process) []byte {
	t.Helper()
	raw, resp, err := p.as("").request(http.MethodGet, must(url.Parse(f.URL)).Path, "", nil)
	sum := sha256.Sum256(raw)
	if err != nil || resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), f.ContentType) || hex.EncodeToString(sum[:]) != f.Checksum {
		t.Fatalf("%s: %v %v, %d bytes", f.URL, err, resp, len(raw))
	}
	return raw
}

// TestBrochure reads the brochures of the demonstration as everybody gets them, on paper and on screens, in each language: they say the
// same, to all readers that there are.
func TestBrochure(t *testing.T) {
	p, b := serve(t, data(t), withAdmin...), proof.NewBrowser(t)
	for _, l := range []string{"DE", "EN"} {
		t.Run(l, func(t *testing.T) { p.brochure(t, b, "2024", l) })
	}
	t.Run("illustrated", func(t *testing.T) {
		p.illustrated(t, p.admin(t))
		page := p.brochure(t, b, "bilder", "DE_SIMPLE")
		if len(page.Pictures) != 1 || !strings.HasSuffix(strings.Join(page.Links, "\n"), "https://www.example.org/?a=b") {
			t.Errorf("there are the pictures %q and the links %q", page.Pictures, page.Links)
		}
	})
}

// illustrated publishes a release with what the demonstration has none of: a picture, a link to elsewhere, and Leichte Sprache.
func (p *process) illustrated(t *testing.T, office *client) {
	t.Helper()
	media := must(office.upload(uploadMedia(), map[string]any{"file": nil, "input": map[string]any{"alt": "Beispiel: Ein Muster"}}, file{"muster.png", picture(300, 100, 3)}))
	var uploaded struct {
		UploadMedia struct{ Media struct{ ID string } }
	}
	if err := json.Unmarshal(media.Data, &uploaded); err != nil {
		t.Fatal(err)
	}
	partner := mustAsk[struct {
		ID       string
		Revision int
	}](t, office, `{ partner(slug: "stadt-wuppertal") { id revision } }`, nil)
	release := ""
	for _, step := range []string{
		`mutation($partner: ID!, $revision: Int!, $logo: ID!) { updatePartner(id: $partner, expectedRevision: $revision, input: {logo: $logo}) { errors { code path message } } }`,
		`mutation($partner: ID!, $next: Int!) { publish(entries: [{id: $partner, revision: $next}], links: TOGETHER) { errors { code path message } } }`,
		`mutation($text: String!) { createRelease(input: {label: "bilder", title: "Beispiel: Bilder", translations: [{locale: DE_SIMPLE, title: "Beispiel: Bilder in Leichter Sprache"}],
			parts: [{section: TITLE_PAGE}, {section: PARTNERS}, {section: FOREWORD, text: $text}]}) { release { id } errors { code path message } } }`,
		`mutation($release: ID!) { freezeRelease(id: $release, expectedRevision: 1) { errors { code path message } } }`,
		`mutation($release: ID!) { publishRelease(id: $release, expectedRevision: 2) { errors { code path message } } }`,
	} {
		got := mustAsk[struct {
			Release *struct{ ID string }
			Errors  []problem
		}](t, office, step, map[string]any{"partner": partner.ID, "revision": partner.Revision, "next": partner.Revision + 1, "logo": uploaded.UploadMedia.Media.ID, "release": release,
			"text": "Beispiel: [Ein Verweis](https://www.example.org/?a=b)"})
		if len(got.Errors) > 0 {
			t.Fatalf("%s: %+v", step, got.Errors)
		}
		if got.Release != nil {
			release = got.Release.ID
		}
	}
}

// brochure reads a release in a language in all ways, and returns what it says.
func (p *process) brochure(t *testing.T, b *proof.Browser, label, locale string) proof.Content {
	t.Helper()
	r := mustAsk[struct {
		Title     string
		HTML, PDF printed
	}](t, p.as(""), `query($label: String!, $l: Locale!) @view(locale: $l) { release(label: $label) { title html { ...file } pdf { ...file } } } fragment file on Media { url checksum contentType }`,
		map[string]any{"label": label, "l": locale})
	type partners struct{ Nodes []struct{ Name string } }
	names := mustAsk[partners](t, p.as(""), `query($label: String!, $l: Locale!) @view(locale: $l, release: $label) { partners(first: 100) { nodes { name } } }`, map[string]any{"label": label, "l": locale})
	language := strings.TrimSuffix(strings.ToLower(locale), "_simple")
	file := r.HTML.download(t, p)
	page := proof.ReadHTML(t, file)
	t.Run("says what it has", func(t *testing.T) {
		if missing := page.Missing(); len(missing) > 0 || len(page.Listed) < len(names.Nodes) {
			t.Errorf("the contents list %q, and not %q", page.Listed, missing)
		}
		for _, n := range names.Nodes {
			if !slices.Contains(page.Headings, "2 "+strings.Join(strings.Fields(n.Name), "")) {
				t.Errorf("%s has no chapter", n.Name)
			}
		}
		if len(names.Nodes) != 39 || len(page.Headers) < 400 || len(page.Links) < 39 || len(page.Words) == 0 {
			t.Errorf("there are %d partners, %d headers of tables, %d links", len(names.Nodes), len(page.Headers), len(page.Links))
		}
	})
	data := r.PDF.download(t, p)
	f := proof.Read(t, data)
	t.Run("the same on paper", func(t *testing.T) {
		if diff := cmp.Diff(page, f.Content()); diff != "" {
			t.Error(diff)
		}
		if f.Root.Lang != language {
			t.Errorf("it is in %q", f.Root.Lang)
		}
	})
	t.Run("pdf.js", func(t *testing.T) {
		seen := f.PDFJS(t)
		if seen.Title != r.Title || seen.Language != language || seen.Part != "1" || seen.Marked["Marked"] != true || seen.Preferences["DisplayDocTitle"] != true {
			t.Errorf("it says %q in %q, part %q, %v, %v", seen.Title, seen.Language, seen.Part, seen.Marked, seen.Preferences)
		}
		var want []string
		for _, h := range page.Headings[2:] { // the title, and that of the contents
			_, words, _ := strings.Cut(h, " ")
			want = append(want, words)
		}
		var got []string
		for _, b := range seen.Bookmarks() {
			got = append(got, strings.Join(strings.Fields(b), ""))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("poppler", func(t *testing.T) {
		tree := f.Poppler(t)
		for scope, name := range map[string]string{"col": "/Scope /Column", "row": "/Scope /Row"} {
			want := 0
			for _, h := range page.Headers {
				if strings.HasPrefix(h, scope+" ") {
					want++
				}
			}
			if got := strings.Count(tree, name); got != want {
				t.Errorf("it reads %s %d times and not %d", name, got, want)
			}
		}
		if info := proof.Run(t, data, "pdfinfo", "FILE"); !strings.Contains(info, r.Title) || !strings.Contains(info, "Tagged:          yes") {
			t.Error(info)
		}
	})
	t.Run("qpdf", func(t *testing.T) { proof.QPDF(t, data) })
	t.Run("on screens", func(t *testing.T) {
		b.Show(t, file)
		for _, as := range []struct {
			media string
			width int64
		}{{"screen", 390}, {"screen", 1280}, {"print", 780}} {
			b.As(as.media, as.width)
			b.Barriers()
			b.Fits()
			b.Whole()
		}
		b.Quiet()
	})
	t.Run("as served", func(t *testing.T) {
		b.Open(t, r.HTML.URL)
		b.As("screen", 320)
		b.Fits()
		b.Whole()
		b.Quiet()
		b.Keep(label + locale)
	})
	return page
}
