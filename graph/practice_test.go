package graph_test

import (
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

type practicePayload struct {
	GoodPractice *struct {
		ID, Slug  string
		Revision  int
		Partner   *struct{ Slug string }
		Adoptions []struct {
			Partner    *struct{ Slug string }
			Adaptation *string
		}
	}
	Errors []struct {
		Code string
		Path []string
	}
}

const practiceAnswer = `{goodPractice {id slug revision partner {slug} adoptions {partner {slug} adaptation}} errors {code path}}}`

// A partner's own people tell of their own practices, out of their own measures; that others do it too is for the office to say.
func TestPracticesOfPartners(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	id := func(slug string) string {
		p, err := s.Partners.ByKey(t.Context(), content.PublicView(), slug)
		testkit.Must(t, err)
		return p.ID
	}
	measure := func(slug string) string {
		m, err := s.Measures.ByKey(t.Context(), content.PublicView(), slug)
		testkit.Must(t, err)
		return m.ID
	}
	wuppertal, soest := id("stadt-wuppertal"), id("kreis-soest")
	theirs, others := as(t, s, own(wuppertal)), as(t, s, own(soest))
	tell := func(by *testkit.Server, changes map[string]any) practicePayload {
		input := map[string]any{"title": "Beispiel: Tür auf", "area": "OUTREACH", "partner": wuppertal, "measure": measure("beispiel-projekttage-stadt-wuppertal")}
		for k, v := range changes {
			input[k] = v
		}
		return change[practicePayload](t, by, `mutation($in: CreateGoodPracticeInput!) {createGoodPractice(input: $in) `+practiceAnswer, map[string]any{"in": input})
	}
	refused := map[string]struct {
		changes map[string]any
		code    content.Code
		path    []string
	}{
		"of another partner":      {map[string]any{"partner": soest, "measure": nil}, content.OtherPartner, []string{"input", "partner"}},
		"of nobody":               {map[string]any{"partner": " ", "measure": nil}, content.Required, []string{"input", "partner"}},
		"out of another's":        {map[string]any{"measure": measure("beispiel-glossar-kreis-soest")}, content.OtherPartner, []string{"input", "measure"}},
		"out of what is none":     {map[string]any{"measure": content.NewID(content.Measures)}, content.NotFound, []string{"input", "measure"}},
		"taken over by another":   {map[string]any{"adoptions": []any{map[string]any{"partner": soest}}}, content.OtherPartner, []string{"input", "adoptions", "0", "partner"}},
		"without German, by half": {map[string]any{"adoptions": []any{map[string]any{"partner": wuppertal, "translations": []any{map[string]any{"locale": "EN", "text": "so"}}}}}, content.Required, []string{"input", "adoptions", "0", "adaptation"}},
	}
	for name, tt := range refused {
		p := tell(theirs, tt.changes)
		found := slices.ContainsFunc(p.Errors, func(e struct {
			Code string
			Path []string
		}) bool {
			return e.Code == string(tt.code) && slices.Equal(e.Path, tt.path)
		})
		if p.GoodPractice != nil || !found {
			t.Errorf("%s: %+v", name, p)
		}
	}
	p := tell(theirs, nil)
	if p.GoodPractice == nil || p.GoodPractice.Slug != "beispiel-tuer-auf" || p.GoodPractice.Partner.Slug != "stadt-wuppertal" {
		t.Fatalf("got %+v", p)
	}
	update := func(by *testkit.Server, revision int, input map[string]any) practicePayload {
		return change[practicePayload](t, by, `mutation($id: ID!, $n: Int!, $in: UpdateGoodPracticeInput!) {updateGoodPractice(id: $id, expectedRevision: $n, input: $in) `+practiceAnswer,
			map[string]any{"id": p.GoodPractice.ID, "n": revision, "in": input})
	}
	if got := update(others, 1, map[string]any{"title": "Beispiel: Anders"}); len(got.Errors) != 1 || got.Errors[0].Code != string(content.NotFound) {
		t.Errorf("another partner: %+v", got)
	}
	office := as(t, s, office)
	if got := update(office, 1, map[string]any{"partner": soest}); len(got.Errors) == 0 || got.Errors[0].Code != string(content.OtherPartner) {
		t.Errorf("given away: %+v", got)
	}
	adopted := []any{map[string]any{"partner": soest, "adaptation": "Beispiel: Mittags"}}
	if got := update(office, 1, map[string]any{"adoptions": adopted}); len(got.Errors) > 0 || got.GoodPractice.Adoptions[0].Partner.Slug != "kreis-soest" {
		t.Errorf("the office: %+v", got)
	}
	// What the office wrote is there for the partner to keep, though a draft of the other partner is not in its view.
	got := update(theirs, 2, map[string]any{"title": "Beispiel: Tür weit auf", "adoptions": adopted, "measure": nil})
	if len(got.Errors) > 0 || got.GoodPractice.Revision != 3 || len(got.GoodPractice.Adoptions) != 1 || *got.GoodPractice.Adoptions[0].Adaptation != "Beispiel: Mittags" {
		t.Errorf("kept: %+v", got)
	}
}
