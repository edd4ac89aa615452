package content_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

func code(err error) content.Code {
	var e *content.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func ptr[T any](v T) *T { return &v }

func TestViewResolve(t *testing.T) {
	all := content.Text{content.DE: "deutsch", content.EN: "english", content.DESimple: "leicht"}
	german := content.Text{content.DE: "deutsch", content.EN: ""}
	english := content.Text{content.EN: "english"}
	tests := []struct {
		name     string
		text     content.Text
		locale   content.Locale
		fallback bool
		want     string
		served   content.Locale
	}{
		{"German", all, content.DE, true, "deutsch", content.DE},
		{"English", all, content.EN, true, "english", content.EN},
		{"Leichte Sprache", all, content.DESimple, false, "leicht", content.DESimple},
		{"falls back from what is empty", german, content.EN, true, "deutsch", content.DE},
		{"falls back from what is not there", german, content.DESimple, true, "deutsch", content.DE},
		{"no fallback from what is empty", german, content.EN, false, "", content.EN},
		{"no fallback from what is not there", german, content.DESimple, false, "", content.DESimple},
		{"never from German", english, content.DE, true, "", content.DE},
		{"never to English", english, content.DESimple, true, "", content.DESimple},
		{"nothing", nil, content.EN, true, "", content.EN},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, served := content.View{Locale: tt.locale, Fallback: tt.fallback}.Resolve(tt.text)
			if got != tt.want || served != tt.served {
				t.Errorf("got %q in %s, want %q in %s", got, served, tt.want, tt.served)
			}
		})
	}
}

// What an entry shows follows the view that it was read through.
func TestEntryShowsItsView(t *testing.T) {
	p := &network.Partner{Names: content.Text{content.DE: "Stadt", content.EN: "City"}, Descriptions: content.Text{content.DE: "Text"}}
	content.Bind(content.View{Locale: content.EN}, []*network.Partner{p})
	if p.Name() != "City" || p.Description() != nil || p.ServedLocale() != content.EN {
		t.Errorf("without fallback: %q, %v, %s", p.Name(), p.Description(), p.ServedLocale())
	}
	content.Bind(content.View{Locale: content.DESimple, Fallback: true}, []*network.Partner{p})
	if p.Name() != "Stadt" || p.Description().Markdown() != "Text" || p.ServedLocale() != content.DE {
		t.Errorf("with fallback: %q, %v, %s", p.Name(), p.Description(), p.ServedLocale())
	}
	page := &network.Page{Parts: []network.StoredBlock{{Type: "text", Texts: content.Text{content.DE: "a"}}, {Type: "text", Texts: content.Text{content.EN: "b"}}}}
	content.Bind(content.View{Locale: content.EN}, []*network.Page{page})
	if n := len(page.Blocks()); n != 1 {
		t.Errorf("a page shows %d blocks, want the one that has the language", n)
	}
}

func TestNewView(t *testing.T) {
	moment := time.Date(2024, 6, 7, 12, 0, 0, 123_456_789, time.FixedZone("", 7200))
	t.Run("Default", func(t *testing.T) {
		v, err := content.NewView(content.Scope{}, nil, nil, nil, nil)
		if err != nil || v != content.PublicView() || v != content.ViewFrom(context.Background()) {
			t.Errorf("got %+v, %v", v, err)
		}
	})
	t.Run("AsOf", func(t *testing.T) { // equal moments must make equal views, since views are keys
		v, err := content.NewView(content.Scope{}, nil, ptr(content.EN), ptr(false), &moment)
		want := content.View{Stage: content.Published, Locale: content.EN, AsOf: time.Date(2024, 6, 7, 10, 0, 0, 123_000_000, time.UTC)}
		if err != nil || v != want {
			t.Errorf("got %+v, %v", v, err)
		}
	})
	t.Run("ErrDraftAsOf", func(t *testing.T) {
		if _, err := content.NewView(content.Scope{}, ptr(content.Draft), nil, nil, &moment); code(err) != content.BadInput {
			t.Errorf("got %v", err)
		}
	})
}
