package search_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/search"
	"partnernetz/store"
	"partnernetz/testkit"
)

var public = content.PublicView()

// found returns the keys of what a search finds, best first.
func found(t *testing.T, s *store.Store, v content.View, text string, types ...content.SearchType) (keys []string) {
	t.Helper()
	for _, h := range hits(t, s, v, text, types...) {
		keys = append(keys, h.Entry.Key())
	}
	return keys
}

func hits(t *testing.T, s *store.Store, v content.View, text string, types ...content.SearchType) []*network.SearchHit {
	t.Helper()
	n := list.MaxPage
	c, err := search.Of(s).Search(context.Background(), v, text, types, list.Window{First: &n})
	testkit.Must(t, err)
	total, err := c.TotalCount(context.Background())
	testkit.Must(t, err)
	if total < len(c.Nodes) || total > len(c.Nodes) && len(c.Nodes) < n {
		t.Errorf("%q: %d hits of %d", text, len(c.Nodes), total)
	}
	return c.Nodes
}

// The entry that a reader means comes first, in the content that every database begins with.
func TestFirst(t *testing.T) {
	for _, seeded := range []string{"network", "demo"} {
		s, _ := testkit.Store(t, seeded)
		for text, want := range map[string]string{
			"Öffnung":             "/initiative",
			"oeffnung":            "/initiative",
			"Interkulturell":      "/initiative",
			"Wohlfahrt":           "deutscher-paritaetischer-wohlfahrtsverband-nrw",
			"Volkshochschule":     "landesverband-der-volkshochschulen-von-nrw-ev",
			"Polzei":              "polizei-gelsenkirchen",
			"Stadt Wuppertal":     "stadt-wuppertal",
			"wupertal":            "stadt-wuppertal",
			"Koeln":               "bezirksregierung-koeln",
			"Musikschule":         "landesverband-der-musikschulen-in-nrw-ev",
			"Mitmachen":           "/mitmachen",
			"Polizei Dortmund":    "polizeipraesidium-dortmund",
			"Präsidium":           "polizeipraesidium-dortmund",
			"Landschaftsverbände": "landschaftsverband-rheinland",
			"jobcenter duis":      "jobcenter-duisburg",
		} {
			if got := found(t, s, public, text); len(got) == 0 || got[0] != want {
				t.Errorf("%s: %s finds %.5q, want %s first", seeded, text, got, want)
			}
		}
	}
}

// Each line has a text, a query, and whether the query finds the text.
func TestGerman(t *testing.T) {
	tests := []struct {
		text  string
		finds []string
		not   []string
	}{
		{"Interkulturelle Öffnungsprozesse", []string{"Öffnung", "öffnungen", "OEFFNUNG", "Offnung", "Prozess", "Öffnungsprozess", "interkultureller", "kulturell", "Interkul"}, []string{"Ofen", "Prosa"}},
		{"Häuser am Fluß", []string{"Haus", "Hauses", "haeuser", "HÄUSER", "Fluss", "Flusses", "FLUSS", "fluß"}, []string{"Maus", "Hau ab"}},
		{"Volkshochschule", []string{"Volkshochschulen", "Hochschule", "Schule", "Volks", "Volkshochschullehrer", "Volkshoschule", "Vokshochschule", "Volkshochshcule"}, []string{"Schal", "Volt"}},
		{"Wohlfahrtspflege", []string{"Wohlfahrt", "Pflege", "wohlfart", "Wohl"}, []string{"Fahrrad"}},
		{"Straßenbahn", []string{"Strasse", "Straße", "Strassenbahnen", "Bahn"}, []string{"Bahnhof"}},
		{"Die Partner-Initiative", []string{"Partnerinitiative", "Partner-Initiative", "Initiative", "Partner", "Initiativen"}, []string{"Partei"}},
		{"Mit·machen und mit-reden", []string{"Mitmachen", "mitreden"}, nil},
		{"Arbeiter-Samariter-Bund", []string{"Arbeiter Samariter", "samariterbund", "Bund", "ASB Samariter"}, []string{"Hund"}},
		{"Fortbildung für Führungskräfte", []string{"Fortbildungen", "Führungskraft", "fuehrungskraefte", "Führung", "Kräfte", "fortbildng"}, []string{"Abbildung", "für immer"}},
		{"Neue Quellen der Bauern aus Neuenburg", []string{"neuer", "Quelle", "Bauer", "neuenburg"}, []string{"Qual"}},
		{"Termin 2024 in Raum 12", []string{"2024", "202"}, []string{"2025", "124"}},
		{"Cafe\u0301 Zo\u0308e", []string{"Café", "cafe", "Zöe", "zoee"}, nil},
		{"Alle Kolleg*innen", []string{"Kollegen", "Kolleginnen", "Kollege", "Kolleg:innen", "Kolleg_in", "Kolleg/-innen", "KollegInnen", "Kolleg·innen"}, []string{"innen", "Kollekte"}},
		{"Mitarbeiter:innen", []string{"Mitarbeiter", "Mitarbeiters", "Mitarbeitern", "Mitarbeiterin", "Mitarbeitende", "Mitarbeitenden", "Mitarbeiter(in)", "Mitarbeiter/in"}, []string{"innen"}},
		{"Unsere Mitarbeitenden", []string{"Mitarbeiter", "Mitarbeiterinnen", "Mitarbeiter*in"}, nil},
		{"Ärztinnen, jede*r Studierende, Bürger_innenbüro", []string{"Arzt", "Ärzte", "Ärzt*innen", "jeder", "Student", "Studentinnen", "Bürgerbüro", "Bürger:innen-Büro", "Bürgerinnen", "Bürger", "Büro"}, []string{"innen"}},
		{"Der Termin in Berlin: innen und außen", []string{"Termine", "Berlin", "innen"}, []string{"Verein", "Innenminister"}},
		{"Das Bundes·land", []string{"Bundesland", "Bundes\u2027land", "Bundes\u00adländer", "Bundes\u30fbland", "Land", "Bundesländer"}, nil},
		{"Das Bundesland", []string{"Bundes·land", "Bundes\u2022land", "Bundes\u22c5land", "Bundes\u2219land", "Bundes\u200bland", "Bun·des·land"}, nil},
		{"Ver\u00adein\u00adba\u00adrung", []string{"Vereinbarung", "Vereinbahrung"}, nil},
		{"Çelik, Łódź, Ağrı", []string{"Celik", "çelik", "Łódź", "Lodz", "LODZ", "Agri", "Ağrı", "AĞRI"}, nil},
		{"Besuch von Işık und Ørsted", []string{"Isik", "ışık", "Orsted", "Oersted", "Örsted"}, nil},
		{"gesamt", []string{"Gesamt"}, []string{"Amt"}},
		{"Das ist der Bund der Länder", []string{"der Bund", "die Länder", "der"}, []string{"das Rad"}},
	}
	for _, tt := range tests {
		s, _ := testkit.Store(t, "none")
		saveAll(t, s.Pages, &network.Page{Path: "/a", Titles: content.Text{content.DE: tt.text}})
		for _, text := range tt.finds {
			if got := hits(t, s, public, text); len(got) != 1 || !strings.Contains(got[0].Snippet, "<mark>") {
				t.Errorf("%s is not found in %s", text, tt.text)
			}
		}
		for _, text := range tt.not {
			if got := hits(t, s, public, text); len(got) != 0 {
				t.Errorf("%s is found in %s: %s", text, tt.text, got[0].Snippet)
			}
		}
	}
}

// A word written as in the query comes before a longer word that contains it, a title before a text, and all words before some.
func TestOrder(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	page := func(path, title, text string) *network.Page {
		return &network.Page{Path: path, Titles: content.Text{content.DE: title}, Parts: []network.StoredBlock{{Type: network.BlockText, Texts: content.Text{content.DE: text}}}}
	}
	saveAll(t, s.Pages,
		page("/titel", "Schule", "Etwas anderes."), page("/form", "Schulen", "Etwas anderes."), page("/lang", "Alles über Schule und Ausbildung", "Etwas."),
		page("/anfang", "Schulhof", "Etwas."), page("/ende", "Volkshochschule", "Etwas."), page("/text", "Anderes", "Hier kommt die Schule vor."), page("/nichts", "Amt", "Garten"))
	for text, want := range map[string]string{
		"Schule":            "/titel /form /lang /anfang /ende /text",
		"Schule Ausbildung": "/lang",
		"Schule Garten":     "/titel /form /lang /anfang /ende /nichts /text", // nothing has both
		"Schulhof":          "/anfang",
	} {
		if got := strings.Join(found(t, s, public, text), " "); got != want {
			t.Errorf("%s finds %s, want %s", text, got, want)
		}
	}
}

func TestSnippets(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	long := strings.Repeat("Am Anfang steht viel, das niemand sucht. ", 20)
	block := network.StoredBlock{Type: network.BlockText, Texts: content.Text{content.DE: long + "Dann kommt die **interkulturelle** Öffnung & [mehr](https://example.org). " + long}}
	hostile := network.StoredBlock{Type: network.BlockText, Texts: content.Text{content.DE: "Zeichen wie 5 &lt; 7, `<script>alert(1)</script>`, <b onclick=x>Hexerei</b> und \\<mark\\>"}}
	saveAll(t, s.Pages, &network.Page{Path: "/a", Titles: content.Text{content.DE: "Öffnung im Titel"}, Parts: []network.StoredBlock{block, hostile}},
		&network.Page{Path: "/b", Titles: content.Text{content.DE: "Nur <Titel> & mehr"}}, &network.Page{Path: "/c", Titles: content.Text{content.DE: "Das Bundes·land und das Bun\u00addes\u2022land"}},
		&network.Page{Path: "/d", Titles: content.Text{content.DE: "Das Kolleg*innen-Café der Kolleg/-innen (Kolleg(in))"}})
	for text, want := range map[string]string{
		"Öffnung interkulturell": "… sucht. Dann kommt die <mark>interkulturelle</mark> <mark>Öffnung</mark> &amp; mehr. Am Anfang steht viel, das niemand sucht. Am Anfang steht viel, das niemand sucht. Am Anfang steht viel, das niemand sucht. Am …",
		"alert":                  "Zeichen wie 5 &lt; 7, &lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;, Hexerei und &lt;mark&gt;",
		"bundesland":             "Das <mark>Bundes·land</mark> und das <mark>Bun\u00addes\u2022land</mark>",
		"Kollegen":               "Das <mark>Kolleg*innen-Café</mark> der <mark>Kolleg/-innen</mark> (<mark>Kolleg(in)</mark>)",
		"titel mehr":             "Nur &lt;<mark>Titel</mark>&gt; &amp; <mark>mehr</mark>",
	} {
		got := hits(t, s, public, text)
		if len(got) == 0 || !strings.HasSuffix(got[0].Snippet, want[len("…"):]) {
			t.Errorf("%s: got %+v, want %s", text, got[0].Snippet, want)
		}
	}
}

func TestBadInput(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	ask := func(text string) error {
		_, err := search.Of(s).Search(context.Background(), public, text, nil, list.Window{})
		return err
	}
	for _, text := range []string{"", "  \t\n", "***", "?!…", "-", strings.Repeat("a", 10_000), strings.Repeat("a ", 101), "1 2 3 4 5 6 7 8 9 10 11", "\xff\xfe"} {
		var e *content.Error
		if err := ask(text); !errors.As(err, &e) || e.Code != content.BadInput {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	for _, text := range []string{"Bundes·tag Bundes·rat Landes·amt Mit·glied Sprach·kurs Haus·arzt", "a*b", "Stadt.*", "(Stadt", "Stadt\\", `"Stadt" OR name:"x"`, "+Stadt -Köln ~1^2", "\x00Stadt", "Stadt\xff", "$where", "{\"$ne\":1}", strings.Repeat("ä", 200), "😀 Stadt", "%s%d", "<mark>"} {
		if err := ask(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
