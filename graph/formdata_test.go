package graph_test

import (
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// spoken is a text in all languages, in each another one. What a form must not take for it stands in it as well.
func spoken(s string) content.Text {
	return content.Text{content.DE: s + " für {{partnerCount}}", content.EN: s + " for {{partnerCount}}", content.DESimple: s + " für alle"}
}

// untranslated is a text in German alone, which fallback shows in other languages too.
func untranslated(s string) content.Text { return content.Text{content.DE: s} }

// fillWithAll saves drafts of every type with something in every field that can be written, and returns the partner whose own
// people may edit some of them. Links lead to what they do not see, to what is put away, and to what is not public.
func fillWithAll(t *testing.T, s *store.Store) *network.Partner {
	t.Helper()
	day, moment := content.Date("2026-02-28"), time.Date(2026, 2, 28, 9, 30, 0, 123e6, time.UTC)
	midnight := time.Date(2026, 2, 28, 0, 0, 0, 0, content.Berlin).UTC()
	text := func(s string) *string { return &s }
	others, err := s.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	logo := keep(t, s.Media, &network.Media{Slug: "office-logo", Decorative: true, File: picture("logo.png")}) // which is the office's
	gone := keep(t, s.Media, &network.Media{Slug: "gone", Alts: spoken("Weg"), File: picture("gone.png")})
	gone.Archived = true
	keep(t, s.Media, gone)
	rich := keep(t, s.Partners, &network.Partner{Slug: "rich", Names: spoken("Reich"), Sector: "COMPANY", Website: text("https://example.org"),
		MemberSince: &day, MemberUntil: &day, MergedIntoID: others[0].ID, MemberIDs: []string{others[1].ID, others[2].ID}, Descriptions: spoken("**Wer**\n"), LogoID: logo.ID, People: []network.StoredContact{
			{Roles: spoken("Leitung"), Name: "A", Email: text("a@example.org"), EmailFor: content.ForPublic},
			{Roles: untranslated("Büro"), Name: "A", Email: text("b@example.org"), EmailFor: content.ForOffice},
			{Name: "C", Email: text("c@example.org"), EmailFor: content.ForNetwork}, {Name: "D"}, {Name: "E", EmailFor: content.ForOffice},
		}})
	keep(t, s.Media, &network.Media{Slug: "photo", PartnerID: rich.ID, File: picture("photo.png"), Alts: spoken("Drei Menschen"), CreditLine: "© A", StoredFocus: &network.Focus{X: 10, Y: 90}})
	m := &network.Measure{Meta: content.Meta{ID: content.NewID(content.Measures)}, Slug: "rich"}
	a := keep(t, s.Agreements, &network.Agreement{Slug: "rich", PartnerID: rich.ID, Titles: spoken("Vereinbarung"), Status: "ACTIVE", SignedOn: &day, ValidFrom: &day, ValidUntil: &day, GoalTexts: spoken("Ziele"),
		Place: "Köln", DocumentID: gone.ID, StoredSignatories: []network.StoredSignatory{
			{Name: "A", Office: "Leitung", Organisation: "Reich"}, {Name: "A", Office: "Vertretung"}, {Name: "B"},
		}, StoredClauses: []network.StoredClause{{Number: "§ 1", Texts: spoken("Wir"), MeasureIDs: []string{m.ID}}, {Number: "§ 2", Texts: untranslated("Sie")}}})
	m = keep(t, s.Measures, &network.Measure{Meta: m.Meta, Slug: "rich", PartnerID: rich.ID, AgreementID: a.ID, Titles: spoken("Maßnahme"), Area: "TRAINING", Status: "RUNNING", StartsOn: &day, EndsOn: &day, Descriptions: spoken("Was")})
	keep(t, s.GoodPractices, &network.GoodPractice{Slug: "rich", PartnerID: rich.ID, MeasureID: m.ID, Titles: untranslated("Beispiel"), Area: "OTHER",
		Challenges: spoken("Vorher"), Approaches: spoken("Weg"), Results: spoken("Nachher"), Transfers: spoken("Nachmachen"), StoredAdoptions: []network.StoredAdoption{
			{PartnerID: others[0].ID, Since: &day, Adaptations: spoken("Anders")}, {PartnerID: rich.ID}, {PartnerID: others[1].ID, Adaptations: untranslated("Genauso")},
		}})
	keep(t, s.GoodPractices, &network.GoodPractice{Slug: "bare", PartnerID: rich.ID, Titles: spoken("Beispiel"), Area: "OTHER"})
	keep(t, s.Events, &network.Event{Slug: "rich", Kind: "PUBLIC_EVENT", Titles: spoken("Treffen"), Descriptions: spoken("Worum"), StartsAt: midnight, EndsAt: &midnight, AllDay: true,
		Place: &network.StoredPlace{Names: spoken("Rathaus"), City: text("Köln"), Online: true}, HostIDs: []string{rich.ID, others[0].ID}, ShortReports: spoken("Bericht"), ReportDue: &day, State: network.EventCancelled, StatusReasons: spoken("Sturm")})
	keep(t, s.Events, &network.Event{Slug: "somewhere", Kind: "PUBLIC_EVENT", Titles: untranslated("Treffen"), StartsAt: moment, Place: &network.StoredPlace{Names: untranslated("Saal")}, ReportDue: &day, State: network.EventConfirmed})
	year := keep(t, s.ImplementationYears, &network.ImplementationYear{Label: "rich", StartsOn: &day, EndsOn: &day})
	keep(t, s.Reports, &network.Report{Slug: "rich", PartnerID: rich.ID, YearID: year.ID, StoredState: network.ReportOpen, Summaries: spoken("Alles"), Outlooks: spoken("Danach"),
		Noted: network.ReportNotes{PartnerName: "Reich", YearLabel: "rich", Sections: map[string]network.SectionNote{"summary": {Revision: 1}, "outlook": {Revision: 1}, m.ID: {Revision: 1}}},
		StoredEntries: []network.StoredProgress{{MeasureID: m.ID, Status: network.ProgressDropped, Reasons: spoken("Grund"), Summaries: spoken("Getan"),
			Proofs: []network.StoredEvidence{{Titles: spoken("Foto"), MediaID: gone.ID}, {Titles: untranslated("Netz"), URL: "https://example.org/"}},
			Indicators: []network.StoredIndicator{
				{Key: "a", Labels: spoken("Zahl"), Value: 12, Units: spoken("Personen"), Sources: spoken("Quelle"), Checked: true, AboutPeople: true}, {Key: "b", Labels: untranslated("Zahl")},
			}}}})
	reported := keep(t, s.ImplementationYears, &network.ImplementationYear{Label: "reported"})
	first := keep(t, s.Releases, &network.Release{Label: "bare", Titles: untranslated("Bericht"), State: network.ReleaseDraft})
	keep(t, s.Releases, &network.Release{Label: "rich", Titles: spoken("Bericht"), State: network.ReleaseDraft, YearID: reported.ID, SupersedesID: first.ID, StoredParts: []network.StoredPart{
		{Section: network.SectionForeword, Texts: spoken("Vorwort\n")}, {Section: network.SectionImprint, Texts: untranslated("Wer")},
		{Section: network.SectionPartners, Order: network.ByAccession}, {Section: network.SectionFigures},
	}})
	initiative, err := s.Initiatives.ByKey(t.Context(), content.Everything(), network.InitiativeSlug)
	testkit.Must(t, err)
	initiative.Names, initiative.Mottos, initiative.Missions, initiative.FoundedYear = spoken("Initiative"), spoken("Motto"), spoken("Auftrag"), new(int)
	*initiative.FoundedYear = 2007
	initiative.StoredPatron = &network.StoredPatron{Name: "P", Titles: spoken("Ministerin"), Since: &day, Until: &day}
	initiative.StoredOffice = &network.StoredOffice{Names: spoken("Geschäftsstelle"), Email: text("a@example.org"), Phone: text("0211 1"), Addresses: spoken("Straße 1\nOrt")}
	initiative.StoredFigures = []network.StoredFigure{{Key: "a", Labels: spoken("Zahl"), Value: "1", Sources: spoken("Quelle"), AsOf: &day}, {Key: "b", Labels: untranslated("Zahl"), Value: "{{partnerCount}}"}}
	keep(t, s.Initiatives, initiative)
	above, err := s.Pages.ByKey(t.Context(), content.Everything(), "/netzwerk")
	testkit.Must(t, err)
	page := keep(t, s.Pages, &network.Page{Path: "/rich", Titles: spoken("Seite"), Leads: spoken("Satz"), Parts: blocks(gone.ID, logo.ID, rich.ID, &day),
		ParentID: above.ID, StoredSeo: &network.StoredSEO{Titles: spoken("Titel"), Descriptions: spoken("Beschreibung"), NoIndex: true}, StoredAccessibility: &network.StoredAccessibility{
			Status: network.PartiallyAccessible, Barriers: spoken("Filme"), Method: network.ExternalExamination, CheckedOn: &day,
			Feedback:     network.AccessibilityContact{Name: "F", Email: text("f@example.org"), Phone: text("0211 2"), Website: text("https://f.example")},
			Ombudsperson: network.AccessibilityContact{Name: "O", Website: text("https://o.example")},
		}})
	keep(t, s.Pages, &network.Page{Path: "/german", Titles: untranslated("Seite"), StoredSeo: &network.StoredSEO{Titles: untranslated("Titel")}, Parts: []network.StoredBlock{
		{Type: network.BlockText, Texts: untranslated("Text")}, {Type: network.BlockCall, Labels: untranslated("Los"), URL: "/"},
	}})
	menu, err := s.Menus.ByKey(t.Context(), content.Everything(), "footer")
	testkit.Must(t, err)
	menu.Entries = []network.StoredMenuItem{
		{PageID: page.ID, Below: []network.StoredMenuItem{{Labels: spoken("Woanders"), URL: "https://example.org/", Below: []network.StoredMenuItem{{Labels: untranslated("Post"), URL: "mailto:a@example.org"}}}}},
		{PageID: page.ID, Labels: spoken("Eigenes Wort")}, {PageID: content.NewID(content.Pages), Below: []network.StoredMenuItem{{PageID: page.ID}}},
	}
	keep(t, s.Menus, menu)
	return rich
}

// keep saves a draft, with an id if it has none.
func keep[T content.Entry](t *testing.T, c *store.Collection[T], e T) T {
	t.Helper()
	if e.Head().ID == "" {
		e.Head().ID = content.NewID(e.EntryKind())
	}
	return draft(t, c, e)[0]
}

func picture(name string) network.File {
	return network.File{Sum: strings.Repeat("ab", 32), Name: name, ContentType: network.TypePNG, Size: 1, Width: 1, Height: 1}
}

// blocks has one of every type with all that it can have, and of most another with as little as it may.
func blocks(gone, image, target string, day *content.Date) []network.StoredBlock {
	return []network.StoredBlock{
		{Type: network.BlockText, Texts: spoken("# Text\n\n[Wer](entry:" + target + ")\n")},
		{Type: network.BlockText, Texts: untranslated("Text")},
		{Type: network.BlockPartners, Labels: spoken("Behörden"), Sectors: []network.Sector{"AUTHORITY", "COMPANY"}},
		{Type: network.BlockPartners},
		{ID: "named", Type: network.BlockEvents, Labels: spoken("Termine"), Kinds: []network.EventKind{"PUBLIC_EVENT"}, Upcoming: true},
		{Type: network.BlockEvents, Labels: untranslated("Alle")},
		{Type: network.BlockFigure, Labels: spoken("Partner"), Value: "{{partnerCount}} von 100", Sources: spoken("Quelle"), AsOf: day},
		{Type: network.BlockFigure, Labels: untranslated("Partner"), Value: "39"},
		{Type: network.BlockCall, Labels: spoken("Los"), TargetID: target},
		{Type: network.BlockCall, Labels: untranslated("Los"), TargetID: content.NewID(content.Pages)},
		{Type: network.BlockCall, Labels: spoken("Los"), URL: "https://example.org/?a=1#b"},
		{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: spoken("Frage"), Texts: spoken("Antwort\n")}, {ID: "named", Headings: untranslated("Frage"), Texts: untranslated("Antwort")}}},
		{Type: network.BlockImage, MediaID: image, Labels: spoken("Bild")},
		{Type: network.BlockImage, MediaID: gone},
		{Type: network.BlockDownload, MediaID: image, Labels: spoken("Datei")},
		{Type: network.BlockDownload, MediaID: gone},
		{Type: network.BlockVideo, MediaID: gone, CaptionsID: gone, Language: network.SpokenGerman, Labels: spoken("Film"), Texts: spoken("Worte\n")},
		{Type: network.BlockVideo, MediaID: gone, Language: network.SignedGerman, Labels: untranslated("Film"), Texts: untranslated("Worte")},
	}
}
