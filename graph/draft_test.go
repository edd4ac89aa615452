package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

// What drafts say, and nothing that is public does. The second has the form of a slug, the third that of a path.
const (
	secret     = "Verschlusssache"
	secretSlug = "verschlusssache"
	secretPath = "/verschlusssache"
)

var published = content.PublicView()

// Whatever is asked, in whatever way, the public's answers are the same, letter by letter, whether there are drafts or not.
func TestNoDraftEverLeaks(t *testing.T) {
	server := testkit.Start(t, "network")
	partners, err := server.Store.Partners.All(t.Context(), published)
	testkit.Must(t, err)
	partners = few(t, server.Store, partners)
	grow(t, server.Store, partners)
	public := publicKeys(t, server.Store)
	schema := loadSchema(t)
	ids := []string{content.NewID(content.Partners), content.NewID(content.Agreements), content.NewID(content.Measures),
		content.NewID(content.Pages), content.NewID(content.Events), content.NewID(content.ImplementationYears),
		content.NewID(content.GoodPractices)}
	linkToSecrets(t, server.Store, ids)
	var asked []string
	for _, keys := range []map[string]string{public, secretKeys(ids)} {
		asked = append(asked, walker{schema, keys}.operations(t)...)
	}
	hunts := walker{schema, public}.hunts([]string{secretSlug, secret, secretPath}, ids)
	ask := func() (answers []string) {
		for _, query := range asked {
			for _, view := range []string{"", `@view(asOf: "2100-01-01T00:00:00Z")`, `@view(locale: EN)`} {
				a := server.Query(t, "query "+view+query, nil)
				if len(a.Errors) > 0 {
					t.Fatalf("%.300s: %.500s", query, a.Raw)
				}
				answers = append(answers, string(a.Raw))
			}
		}
		return answers
	}
	before := ask()
	saveDrafts(t, server.Store, ids)
	for i, answer := range ask() {
		if answer != before[i] {
			t.Errorf("the drafts change the answer to %.200s", asked[i/3])
		}
		for _, hidden := range append(ids, secret, secretSlug) {
			if strings.Contains(answer, hidden) {
				t.Errorf("the answer to %.200s shows %s", asked[i/3], hidden)
			}
		}
	}
	for _, query := range hunts {
		a := server.Query(t, query, nil)
		if len(a.Errors) > 0 || !strings.Contains(string(a.Raw), `{"totalCount":0,"nodes":[]}`) {
			t.Errorf("%s finds %.300s", query, a.Raw)
		}
	}
	if len(asked) < 60 || len(hunts) < 100 {
		t.Errorf("asked only %d and hunted only %d times", len(asked), len(hunts))
	}
	// The drafts are there: who may edit would see them.
	drafts, err := server.Store.Partners.All(t.Context(), content.Everything())
	testkit.Must(t, err)
	if len(drafts) != len(partners)+1 {
		t.Errorf("there are %d drafts of partners", len(drafts))
	}
}

// few removes all partners but some, as the walk takes long.
func few(t *testing.T, s *store.Store, partners []*content.Partner) (kept []*content.Partner) {
	t.Helper()
	var gone []string
	for i, p := range partners {
		if i%10 == 0 || p.Slug == "stadt-wuppertal" {
			kept = append(kept, p)
		} else {
			gone = append(gone, p.ID)
		}
	}
	testkit.Must(t, s.Partners.Erase(t.Context(), gone...))
	return kept
}

// linkToSecrets publishes entries whose links lead to what will only be a draft.
func linkToSecrets(t *testing.T, s *store.Store, ids []string) {
	t.Helper()
	partner, err := s.Partners.ByKey(t.Context(), published, "stadt-wuppertal")
	testkit.Must(t, err)
	publish(t, s.Events, "partnerveranstaltung-2024-06-07", func(e *content.Event) { e.HostIDs = []string{ids[0], partner.ID} })
	agreement := &content.Agreement{Slug: "ohne-partner", PartnerID: ids[0], Status: "ENDED", Titles: content.Text{content.DE: "Vereinbarung"}}
	agreement.ID = content.NewID(content.Agreements)
	save(t, s.Agreements, agreement)
	measure := &content.Measure{Slug: "ohne-vereinbarung", PartnerID: partner.ID, AgreementID: ids[1], Area: "OTHER", Status: "RUNNING", Titles: content.Text{content.DE: "Maßnahme"}}
	measure.ID = content.NewID(content.Measures)
	save(t, s.Measures, measure)
	practice := &content.GoodPractice{Slug: "ohne-massnahme", PartnerID: partner.ID, MeasureID: ids[2], Area: "OTHER", Titles: content.Text{content.DE: "Praxis"},
		StoredAdoptions: []content.StoredAdoption{{PartnerID: ids[0]}, {PartnerID: partner.ID}}}
	practice.ID = content.NewID(content.GoodPractices)
	save(t, s.GoodPractices, practice)
}

// publicKeys names an entry for each field of Query that takes a key, after which there will be a newer draft.
func publicKeys(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	agreements, err := s.Agreements.All(t.Context(), published)
	testkit.Must(t, err)
	partner, err := s.Partners.ByKey(t.Context(), published, "stadt-wuppertal")
	testkit.Must(t, err)
	return keysOf(partner.ID, agreements[0].ID, "stadt-wuppertal", "/", "partnerveranstaltung-2024-06-07", "2022", []string{agreements[0].ID, partner.ID})
}

func secretKeys(ids []string) map[string]string {
	return keysOf(ids[0], ids[1], secretSlug, secretPath, secretSlug, secretSlug, ids)
}

func keysOf(node, agreement, slug, path, event, label string, nodes []string) map[string]string {
	return map[string]string{
		"node": fmt.Sprintf("(id: %q)", node), "nodes": `(ids: ["` + strings.Join(nodes, `", "`) + `"])`,
		"agreement": fmt.Sprintf("(id: %q)", agreement), "partner": fmt.Sprintf("(slug: %q)", slug), "measure": fmt.Sprintf("(slug: %q)", slug),
		"page": fmt.Sprintf("(path: %q)", path), "event": fmt.Sprintf("(slug: %q)", event), "goodPractice": fmt.Sprintf("(slug: %q)", practiceOf(slug)),
		"implementationYear": fmt.Sprintf("(label: %q)", label),
	}
}

// practiceOf is the slug of the practice that is asked for beside a slug of other kinds.
func practiceOf(slug string) string {
	if slug == secretSlug {
		return slug
	}
	return "ohne-massnahme"
}

// saveDrafts saves a new draft of every kind under the ids, all linked to each other and to what is public, and a newer
// draft of whatever is public, with other texts, links and values.
func saveDrafts(t *testing.T, s *store.Store, ids []string) {
	t.Helper()
	text := content.Text{content.DE: secret, content.EN: secret, content.DESimple: secret}
	website, day := "https://"+secretSlug+".example", content.Date("1999-12-31")
	meta := func(id string) content.Meta { return content.Meta{ID: id} }
	partner := &content.Partner{Meta: meta(ids[0]), Slug: secretSlug, Names: text, Sector: "COMPANY", Website: &website, MemberSince: &day, Descriptions: text}
	draft(t, s.Partners, partner)
	public, err := s.Partners.ByKey(t.Context(), published, "stadt-wuppertal")
	testkit.Must(t, err)
	draft(t, s.Agreements, &content.Agreement{Meta: meta(ids[1]), Slug: secretSlug, PartnerID: public.ID, Titles: text, Status: "ACTIVE", ValidFrom: &day})
	revise(t, s.Agreements, func(a *content.Agreement) {
		a.Titles, a.GoalTexts, a.Status, a.PartnerID = text, text, "PAUSED", ids[0]
	})
	agreements, err := s.Agreements.All(t.Context(), published)
	testkit.Must(t, err)
	draft(t, s.Measures, &content.Measure{Meta: meta(ids[2]), Slug: secretSlug, PartnerID: public.ID, AgreementID: agreements[0].ID, Titles: text, Area: "OTHER", Status: "DROPPED"})
	revise(t, s.Measures, func(m *content.Measure) {
		m.Titles, m.Area, m.Status, m.AgreementID = text, "TRAINING", "PLANNED", ids[1]
	})
	revise(t, s.Partners, func(p *content.Partner) {
		p.Names, p.Descriptions, p.Website, p.Sector = text, text, &website, "COMPANY"
	})
	block := []content.StoredBlock{{Type: content.BlockText, Texts: text}}
	draft(t, s.Pages, &content.Page{Meta: meta(ids[3]), Path: secretPath, Titles: text, Leads: text, Parts: block})
	revise(t, s.Pages, func(p *content.Page) { p.Titles, p.Leads, p.Parts = text, text, block })
	city := secret
	place := &content.StoredPlace{Names: text, City: &city, Online: true}
	draft(t, s.Events, &content.Event{Meta: meta(ids[4]), Slug: secretSlug, Kind: "PUBLIC_EVENT", Titles: text, StartsAt: time.Now(), HostIDs: []string{public.ID, ids[0]}, Place: place})
	revise(t, s.Events, func(e *content.Event) {
		e.Titles, e.ShortReports, e.HostIDs, e.Place = text, text, []string{ids[0]}, place
	})
	draft(t, s.ImplementationYears, &content.ImplementationYear{Meta: meta(ids[5]), Label: secretSlug, StartsOn: &day})
	revise(t, s.ImplementationYears, func(y *content.ImplementationYear) { y.EndsOn = &day })
	adoptions := []content.StoredAdoption{{PartnerID: ids[0], Since: &day, Adaptations: text}}
	draft(t, s.GoodPractices, &content.GoodPractice{Meta: meta(ids[6]), Slug: secretSlug, PartnerID: public.ID, MeasureID: ids[2], Titles: text, Area: "OTHER", StoredAdoptions: adoptions})
	revise(t, s.GoodPractices, func(p *content.GoodPractice) {
		p.Titles, p.Challenges, p.Approaches, p.Results, p.Transfers, p.MeasureID, p.StoredAdoptions = text, text, text, text, text, "", adoptions
	})
	revise(t, s.Initiatives, func(i *content.Initiative) { i.Names, i.Mottos, i.Missions = text, text, text })
}

// revise saves a newer draft of everything that is public.
func revise[T content.Entry](t *testing.T, c *store.Collection[T], change func(T)) {
	t.Helper()
	entries, err := c.All(t.Context(), published)
	testkit.Must(t, err)
	for _, e := range entries {
		change(e)
	}
	draft(t, c, entries...)
}
