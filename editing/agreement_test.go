package editing_test

import (
	"context"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// comes brings an agreement into another status; by is what replaces it.
func (d *desk) comes(ctx context.Context, id string, to network.AgreementStatus, on content.Date, by string) func() error {
	return func() error {
		_, err := d.Transition(ctx, id, d.newest(id).Head().Revision, network.Transition{To: to, On: on, Reason: "Beschluss", Successor: by})
		return err
	}
}

// An agreement goes through all of its statuses, as drafts, each noted with its day, its reason and who saved it.
func TestTransitions(t *testing.T) {
	d, plan := newDesk(t), agreements("plan")
	d.add(&network.Agreement{Slug: "nachfolge", PartnerID: partners("neu"), Titles: de("Nachfolge"), Status: "NEGOTIATING"})
	for _, to := range []struct {
		status network.AgreementStatus
		on     content.Date
		by     string
	}{{"ACTIVE", "2023-01-01", ""}, {"PAUSED", "2023-06-01", ""}, {"ACTIVE", "2023-06-01", ""}, {"SUPERSEDED", "2024-01-01", agreements("nachfolge")}} {
		testkit.Must(t, d.comes(d.office(), plan, to.status, to.on, to.by)())
	}
	a := d.newest(plan).(*network.Agreement)
	var came []string
	for i, s := range a.StoredTransitions {
		came = append(came, string(s.Status)+" "+string(s.On)+" "+s.Reason)
		if s.Revision != i+2 {
			t.Errorf("%s is said to be saved as revision %d", s.Status, s.Revision)
		}
	}
	if got := strings.Join(came, ", "); got != "ACTIVE 2023-01-01 Beschluss, PAUSED 2023-06-01 Beschluss, ACTIVE 2023-06-01 Beschluss, SUPERSEDED 2024-01-01 Beschluss" {
		t.Errorf("it came by %s", got)
	}
	if a.Status != "SUPERSEDED" || a.SupersededByID != agreements("nachfolge") || a.Revision != 5 || d.public(plan) > 0 {
		t.Errorf("it is %+v", a)
	}
}

func TestTransitionsRefused(t *testing.T) {
	d, plan, offen, tisch := newDesk(t), agreements("plan"), agreements("offen"), agreements("runder-tisch")
	d.add(&network.Agreement{Slug: "zweite", PartnerID: partners("aerzte"), Titles: de("Zweite"), Status: "SUPERSEDED", SupersededByID: offen})
	d.add(&network.Agreement{Slug: "alt", PartnerID: partners("soest"), Titles: de("Alt"), Status: "PAUSED", StoredTransitions: []network.StoredTransition{{Status: "PAUSED", On: "2023-05-01"}}})
	as := func(t network.Transition, id string, revision int) func() error {
		return func() error { _, err := d.Transition(d.office(), id, revision, t); return err }
	}
	d.refused(t, []refusal{
		{"paused before it began", d.comes(d.office(), plan, "PAUSED", "2023-01-01", ""), []string{"ILLEGAL_TRANSITION id"}},
		{"begun twice", d.comes(d.office(), offen, "ACTIVE", "2023-01-01", ""), []string{"ILLEGAL_TRANSITION id"}},
		{"back from the end", d.comes(d.office(), agreements("zweite"), "ACTIVE", "2023-01-01", ""), []string{"ILLEGAL_TRANSITION id"}},
		{"resumed before it began", as(network.Transition{From: "PAUSED", To: "ACTIVE", On: "2023-01-01"}, plan, 1), []string{"ILLEGAL_TRANSITION id"}},
		{"activated after a pause", as(network.Transition{From: "NEGOTIATING", To: "ACTIVE", On: "2024-01-01"}, agreements("alt"), 1), []string{"ILLEGAL_TRANSITION id"}},
		{"before the one before", d.comes(d.office(), agreements("alt"), "ENDED", "2023-04-30", ""), []string{"BAD_INPUT on"}},
		{"by itself", d.comes(d.office(), offen, "SUPERSEDED", "2023-01-01", offen), []string{"CIRCULAR by"}},
		{"by what it replaces", d.comes(d.office(), offen, "SUPERSEDED", "2023-01-01", agreements("zweite")), []string{"CIRCULAR by"}},
		{"by another partner's", d.comes(d.office(), offen, "SUPERSEDED", "2023-01-01", tisch), []string{"OTHER_PARTNER by"}},
		{"by what there is not", d.comes(d.office(), offen, "SUPERSEDED", "2023-01-01", content.NewID(content.Agreements)), []string{"NOT_FOUND by"}},
		{"by a measure", d.comes(d.office(), offen, "SUPERSEDED", "2023-01-01", measures("kurs")), []string{"NOT_FOUND by"}},
		{"of a measure", as(network.Transition{To: "ENDED", On: "2023-01-01"}, measures("kurs"), 1), []string{"NOT_FOUND id"}},
		{"of an old revision", as(network.Transition{To: "ENDED", On: "2023-01-01"}, offen, 7), []string{"CONFLICT expectedRevision"}},
		{"for a reason of two lines", as(network.Transition{To: "ENDED", On: "2023-01-01", Reason: "a\nb"}, offen, 1), []string{"BAD_INPUT reason"}},
		{"by its partner", d.comes(d.people("aerzte"), offen, "ENDED", "2023-01-01", ""), []string{"FORBIDDEN"}},
	})
}

// What an agreement says is its own: measures, document, and each clause once.
func TestContractRefused(t *testing.T) {
	d := newDesk(t)
	d.add(&network.Agreement{Slug: "zweite", PartnerID: partners("aerzte"), Titles: de("Zweite"), Status: "ACTIVE"})
	d.add(&network.Media{Slug: "unterschrift", PartnerID: partners("soest"), Alts: de("Unterschrift"), File: network.File{Sum: strings.Repeat("ab", 32), Name: "a.pdf", ContentType: "application/pdf", Size: 1}})
	write := func(slug string, in *network.UpdateAgreementInput) func() error {
		return func() error { _, err := update(d.office(), d, agreements(slug), 1, in); return err }
	}
	clause := func(number string, promised ...string) *network.ClauseInput {
		return &network.ClauseInput{Number: number, Text: ptr("Wir"), Measures: promised}
	}
	clauses := func(all ...*network.ClauseInput) *network.UpdateAgreementInput {
		return &network.UpdateAgreementInput{Clauses: is(all)}
	}
	d.refused(t, []refusal{
		{"a measure of another agreement", write("zweite", clauses(clause("1"), clause("2", measures("kurs")))), []string{"BAD_INPUT input.clauses.1.measures.0"}},
		{"a measure of another partner", write("runder-tisch", clauses(clause("1", measures("kurs")))), []string{"OTHER_PARTNER input.clauses.0.measures.0"}},
		{"a measure that there is not", write("offen", clauses(clause("1", content.NewID(content.Measures)))), []string{"NOT_FOUND input.clauses.0.measures.0"}},
		{"a number twice", write("offen", clauses(clause("1"), clause("1"))), []string{"BAD_INPUT input.clauses.1.number"}},
		{"no number", write("offen", clauses(clause(""))), []string{"REQUIRED input.clauses.0.number"}},
		{"no text", write("offen", clauses(&network.ClauseInput{Number: "1"})), []string{"REQUIRED input.clauses.0.text"}},
		{"nobody has signed", write("offen", &network.UpdateAgreementInput{Signatories: is([]*network.SignatoryInput{{}})}), []string{"REQUIRED input.signatories.0.name"}},
		{"another partner's file", write("offen", &network.UpdateAgreementInput{Document: is(content.KeyID(content.MediaFiles, "unterschrift"))}), []string{"OTHER_PARTNER input.document"}},
	})
	testkit.Must(t, write("offen", clauses(clause("1", measures("kurs"))))())
}
