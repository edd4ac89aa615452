package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// languages writes down the languages that media is there in, such as "de public, en changed".
func languages(t *testing.T, s *store.Store, m *network.Media) string {
	t.Helper()
	l := dataloader.New(s)
	var all []string
	for _, a := range language.Alternates(m) {
		said := string(a.Locale)
		published, err := l.Compare(ctx, m, func(public, _ content.Entry) bool { return a.IsPublic(public) })
		testkit.Must(t, err)
		if *published {
			said += " public"
		}
		changed, err := l.Compare(ctx, m, a.Changes)
		testkit.Must(t, err)
		if *changed {
			said += " changed"
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

// The language of an image is that of its alternative text: it is public in those, and to be translated into the others.
func TestLanguagesOfMedia(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustAdd(t, s.Media, day(1), &network.Media{Slug: "foto", File: network.File{Name: "foto.jpg", ContentType: network.TypeJPEG}, Alts: german("Drei Menschen")})
	if got := languages(t, s, mustByKey(t, s.Media, drafts, "foto")); got != "de public" {
		t.Errorf("in German alone: %s", got)
	}
	if got := translated(t, s, drafts, nil); !slices.Equal(got, []string{"foto en MISSING ->1", "foto de-simple MISSING ->1"}) {
		t.Errorf("to be translated: %q", got)
	}
	m := mustByKey(t, s.Media, drafts, "foto")
	m.Alts = content.Text{content.DE: "Drei Menschen", content.EN: "Three people"}
	mustSave(t, s.Media, day(2), m)
	if got := languages(t, s, mustByKey(t, s.Media, drafts, "foto")); got != "de public, en changed" {
		t.Errorf("with a draft in English: %s", got)
	}
	mustPublish(t, s.Media, day(3), mustByKey(t, s.Media, drafts, "foto"))
	if got := languages(t, s, mustByKey(t, s.Media, drafts, "foto")); got != "de public, en public" {
		t.Errorf("in both: %s", got)
	}
}

// Without fallback a page keeps its images and downloads, a partner the logo: only the alternative text is not there.
func TestMediaWithoutFallback(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	both := content.Text{content.DE: "Ja", content.EN: "Yes"}
	id := content.KeyID(content.MediaFiles, "foto")
	mustAdd(t, s.Media, day(1), &network.Media{Slug: "foto", File: network.File{Name: "foto.jpg", ContentType: network.TypeJPEG}, Alts: german("Drei Menschen")})
	mustAdd(t, s.Partners, day(1), &network.Partner{Slug: "a", Names: both, Sector: "COMPANY", LogoID: id})
	mustAdd(t, s.Pages, day(1), &network.Page{Path: "/a", Titles: both, Parts: []network.StoredBlock{{Type: network.BlockImage, MediaID: id}, {Type: network.BlockDownload, MediaID: id}}})
	for _, l := range content.Locales() {
		v := content.View{Stage: content.Published, Locale: l}
		said := "<nil>"
		if l == content.DE {
			said = "Drei Menschen"
		}
		list, err := network.QueryMedia(v, nil, nil, list.Window{})
		if got := keys(t, s.Media, list, err); !slices.Equal(got, []string{"foto"}) {
			t.Errorf("%s: the library has %q", l, got)
		}
		if l == content.DESimple { // in which the page and the partner are not
			continue
		}
		blocks := mustByKey(t, s.Pages, v, "/a").Blocks()
		image, err := dataloader.New(s).BlockMedia(ctx, blocks[0].(*network.ImageBlock))
		testkit.Must(t, err)
		download, err := dataloader.New(s).BlockMedia(ctx, blocks[1].(*network.DownloadBlock))
		testkit.Must(t, err)
		logo, err := s.Media.ByID(ctx, v, mustByKey(t, s.Partners, v, "a").LogoID)
		testkit.Must(t, err)
		for where, m := range map[string]*network.Media{"image": image, "download": download, "logo": logo} {
			alt := "<nil>"
			if m != nil && m.Alt() != nil {
				alt = fmt.Sprint(*m.Alt())
			}
			if m == nil || alt != said {
				t.Errorf("%s: the %s is %v, with %q", l, where, m, alt)
			}
		}
	}
}
