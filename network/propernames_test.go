package network_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// The names of organisations and places hold in every language, and are said to be in German where they are.
func TestProperNames(t *testing.T) {
	p, e, i := partner(), event(), initiative()
	e.Place.Names = german("Rathaus")
	english := content.View{Stage: content.Published, Locale: content.EN}
	content.Bind(english, []*network.Partner{p})
	content.Bind(english, []*network.Event{e})
	content.Bind(english, []*network.Initiative{i})
	if p.Name() != "Stadt Köln" || p.ServedLocale() != content.DE {
		t.Errorf("the partner is %q in %s", p.Name(), p.ServedLocale())
	}
	if l := e.Location(); l.Name == nil || *l.Name != "Rathaus" || *l.NameLanguageTag != "de" {
		t.Errorf("the place is %v", l)
	}
	if o := i.Office(); o == nil || o.Name != "O" || o.NameLanguageTag != "de" {
		t.Errorf("the office is %v", o)
	}
	if e.Title() != "" || i.Name() != "" {
		t.Errorf("titles are %q and %q", e.Title(), i.Name())
	}
	p.Names[content.EN] = "City of Cologne"
	if p.Name() != "City of Cologne" || p.ServedLocale() != content.EN {
		t.Errorf("with an English name the partner is %q in %s", p.Name(), p.ServedLocale())
	}
}
