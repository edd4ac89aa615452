package brochure_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/brochure"
	"partnernetz/content"
	"partnernetz/document"
	"partnernetz/network"
	"partnernetz/testkit/must"
)

func day(s content.Date) *content.Date { return &s }

func id(k content.Kind, name string) string { return content.KeyID(k, name) }

// source has two partners, of which one has an agreement with a measure, an event of the year and one of another.
func source(l content.Locale) brochure.Source {
	v := content.PublicView()
	v.Locale = l
	place := "Essen"
	s := brochure.Source{View: v, Date: time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC), Site: "https://example.org", Logos: map[string]document.Picture{},
		Release: &network.Release{Label: "2024", Titles: content.Text{content.DE: "Bericht 2024", content.EN: "Report 2024"}, StoredParts: []network.StoredPart{
			{Section: network.SectionTitlePage},
			{Section: network.SectionForeword, Texts: content.Text{content.DE: "## Anfang\n\nSiehe [Zebra](entry:" + id(content.Partners, "zebra") + ")."}},
			{Section: network.SectionFigures}, {Section: network.SectionPartners, Order: network.ByAccession}, {Section: network.SectionReports}, {Section: network.SectionEvents}, {Section: network.SectionGoodPractice}, {Section: network.SectionImprint},
		}},
		Initiative: &network.Initiative{Names: content.Text{content.DE: "Initiative"}, StoredOffice: &network.StoredOffice{Names: content.Text{content.DE: "Büro"}}},
		Year:       &network.ImplementationYear{Label: "2024", StartsOn: day("2024-01-01"), EndsOn: day("2024-12-31")},
		Partners: []*network.Partner{
			{Meta: content.Meta{ID: id(content.Partners, "aal")}, Slug: "aal", Names: content.Text{content.DE: "Aal"}, Sector: "COMPANY", MemberSince: day("2020-01-01")},
			{Meta: content.Meta{ID: id(content.Partners, "zebra")}, Slug: "zebra", Names: content.Text{content.DE: "Zebra"}, Sector: "AUTHORITY", MemberSince: day("2010-02-03"), Descriptions: content.Text{content.DE: "Wer"}},
		},
		Agreements: []*network.Agreement{{Meta: content.Meta{ID: id(content.Agreements, "a")}, Slug: "a", PartnerID: id(content.Partners, "zebra"), Titles: content.Text{content.DE: "Plan"}, Status: "ACTIVE", GoalTexts: content.Text{content.DE: "Ziele"}}},
		Measures:   []*network.Measure{{Meta: content.Meta{ID: id(content.Measures, "m")}, Slug: "m", AgreementID: id(content.Agreements, "a"), Titles: content.Text{content.DE: "Kurs", content.EN: "Course"}, Area: "TRAINING", Status: "RUNNING"}},
		Events: []*network.Event{
			{Meta: content.Meta{ID: id(content.Events, "in")}, Slug: "in", Titles: content.Text{content.DE: "Treffen"}, StartsAt: time.Date(2024, 5, 1, 9, 0, 0, 0, time.UTC), Place: &network.StoredPlace{Names: content.Text{content.DE: "Saal"}, City: &place}},
			{Meta: content.Meta{ID: id(content.Events, "off")}, Slug: "off", Titles: content.Text{content.DE: "Ausgefallen"}, StartsAt: time.Date(2024, 6, 1, 9, 0, 0, 0, time.UTC), State: network.EventCancelled},
			{Meta: content.Meta{ID: id(content.Events, "out")}, Slug: "out", Titles: content.Text{content.DE: "Später"}, StartsAt: time.Date(2025, 5, 1, 9, 0, 0, 0, time.UTC)},
		},
		GoodPractices: []*network.GoodPractice{{Meta: content.Meta{ID: id(content.GoodPractices, "p")}, Slug: "p", PartnerID: id(content.Partners, "aal"), Titles: content.Text{content.DE: "Gut"}, Approaches: content.Text{content.DE: "So"}}},
	}
	one := content.Text{content.DE: "Personen", content.EN: "people"}
	s.Reports = []*network.Report{{Meta: content.Meta{ID: id(content.Reports, "r")}, Slug: "r", PartnerID: id(content.Partners, "zebra"), Summaries: content.Text{content.DE: "Ein *gutes* Jahr", content.EN: "A *good* year"}, Outlooks: content.Text{content.DE: "Weiter so"},
		StoredEntries: []network.StoredProgress{{MeasureID: id(content.Measures, "m"), Status: network.ProgressCarriedOver, Reasons: content.Text{content.DE: "Zu wenig Zeit"}, Summaries: content.Text{content.DE: "Halb fertig"},
			Indicators: []network.StoredIndicator{{Key: "a", Labels: content.Text{content.DE: "Teilnehmende"}, Value: 12.5, Units: one, Sources: content.Text{content.DE: "Liste"}, Checked: true}, {Key: "b", Labels: one, Value: 3}, {Key: "c", Labels: content.Text{content.DE: "Beratene"}, Value: 4, AboutPeople: true}},
			Proofs:     []network.StoredEvidence{{Titles: content.Text{content.DE: "Programm"}, URL: "/programm"}, {Titles: content.Text{content.DE: "Foto"}, MediaID: id(content.MediaFiles, "f")}}}}}}
	total := 17
	s.PeopleThreshold, s.Release.People = 5, []network.StoredPeople{{Key: "c", Labels: network.CopiedText{content.DE: "Beratene"}, Units: network.CopiedText(one)}, {Key: "d", Labels: network.CopiedText(one), Total: &total}}
	content.Bind(v, []*network.Release{s.Release})
	content.Bind(v, s.Reports)
	content.Bind(v, s.Partners)
	content.Bind(v, s.Agreements)
	content.Bind(v, s.Measures)
	content.Bind(v, s.Events)
	content.Bind(v, s.GoodPractices)
	return s
}

// outline is the headings of a document with their levels.
func outline(d document.Document) (lines []string) {
	for _, p := range d.Parts {
		for _, b := range p.Blocks {
			if h, ok := b.(document.Heading); ok {
				lines = append(lines, strings.Repeat("#", h.Level)+" "+document.Words(h.Text))
			}
		}
	}
	return lines
}

// The document has the parts of the release in their order, the partners in theirs, the events that took place in the year alone, and leaves out
// what there is nothing of.
func TestCompose(t *testing.T) {
	for l, want := range map[content.Locale]string{
		content.DE: "# Inhalt|# Vorwort|## Anfang|# Zahlen des Jahres|# Die Partner|## Zebra|### Plan|## Aal|# Berichte der Partner|## Zebra|### Kurs|### Ausblick|# Veranstaltungen|## Treffen|# Gute Beispiele|## Gut|### Vorgehen",
		content.EN: "# Contents|# Foreword|## Anfang|# Figures of the year|# The partners|## Zebra|### Plan|## Aal|# Reports of the partners|## Zebra|### Course|### Outlook|# Events|## Treffen|# Good practice|## Gut|### Approach",
	} {
		d, err := brochure.Compose(source(l))
		must.Succeed(t, err)
		if got := strings.Join(outline(d), "|"); got != want {
			t.Errorf("%s:\n%s, want\n%s", l, got, want)
		}
		if err := d.Validate(); err != nil {
			t.Errorf("%s: %v", l, err)
		}
		if d.Language != string(l) || d.Cover == nil || d.Cover.Title != map[content.Locale]string{content.DE: "Bericht 2024", content.EN: "Report 2024"}[l] {
			t.Errorf("%s: it is in %s, with the cover %+v", l, d.Language, d.Cover)
		}
	}
}

// A link to a partner leads to where the document has it.
func TestComposeLinksWithin(t *testing.T) {
	d, err := brochure.Compose(source(content.DE))
	must.Succeed(t, err)
	found := false
	for _, p := range d.Parts[1:2] {
		for _, b := range p.Blocks {
			if p, ok := b.(document.Paragraph); ok {
				document.EachInline(p.Text, func(i document.Inline) bool {
					link, ok := i.(document.Link)
					found = found || ok && link.To == "partner-zebra"
					return true
				})
			}
		}
	}
	if !found {
		t.Error("the link in the foreword leads out of the document")
	}
}

// What is German in an English document says so.
func TestComposeLanguages(t *testing.T) {
	d, err := brochure.Compose(source(content.EN))
	must.Succeed(t, err)
	var said bytes.Buffer
	for _, p := range d.Parts {
		for _, b := range p.Blocks {
			if h, ok := b.(document.Heading); ok && h.Language != "" {
				said.WriteString(document.Words(h.Text) + ":" + h.Language + " ")
			}
		}
	}
	for _, text := range append(d.Cover.Imprint, d.Cover.Subtitle, firstLead(d, "Treffen")) {
		document.EachInline(text, func(i document.Inline) bool {
			if span, ok := i.(document.Span); ok {
				said.WriteString(document.Words(span.Text) + ":" + span.Language + " ")
			}
			return true
		})
	}
	for _, want := range []string{"Anfang:de", "Plan:de", "Treffen:de", "Gut:de", "Initiative:de", "Büro:de", "Saal:de"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%s is missing in %s", want, said.String())
		}
	}
}

// firstLead is what stands below a heading.
func firstLead(d document.Document, below string) []document.Inline {
	for _, p := range d.Parts {
		for i, b := range p.Blocks {
			if h, ok := b.(document.Heading); ok && document.Words(h.Text) == below {
				return p.Blocks[i+1].(document.Paragraph).Text
			}
		}
	}
	return nil
}

// asWritten is what paragraphs and tables say, with what lies between the words.
func asWritten(d document.Document) string {
	var said strings.Builder
	add := func(text []document.Inline) {
		document.EachInline(text, func(i document.Inline) bool {
			if words, ok := i.(document.Text); ok {
				said.WriteString(string(words))
			}
			return true
		})
	}
	for _, p := range d.Parts {
		for _, b := range p.Blocks {
			switch b := b.(type) {
			case document.Paragraph:
				add(b.Text)
			case document.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						add(cell)
					}
				}
			}
		}
	}
	return said.String()
}

// A day stays on one line, and so does a number with its unit.
func TestComposeKeepsTogether(t *testing.T) {
	for l, want := range map[content.Locale][]string{content.DE: {"3.\u00a0Februar\u00a02010", "1.\u00a0Mai\u00a02024", "12,5\u00a0Personen"}, content.EN: {"3\u00a0February\u00a02010", "1\u00a0May\u00a02024", "12.5\u00a0people"}} {
		d, err := brochure.Compose(source(l))
		must.Succeed(t, err)
		said := asWritten(d)
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%s: %q is not there", l, w)
			}
		}
	}
}

// The report of a partner says what became of each measure, in the language of the document, and in which language else.
func TestComposeReports(t *testing.T) {
	for l, want := range map[content.Locale][]string{
		content.DE:       {"Ein gutes Jahr", "Stand: ins nächste Jahr übertragen. Zu wenig Zeit", "Halb fertig", "Kennzahl|Wert|Quelle|Geprüft", "Teilnehmende|12,5 Personen|Liste|geprüft", "Personen|3|–|nicht geprüft", "Beratene|weniger als 5|–|nicht geprüft", "Nachweise:", "Programm <https://example.org/programm>", "Foto", "Weiter so"},
		content.EN:       {"A good year", "Status: carried over to the next year. Zu wenig Zeit", "Halb fertig", "Indicator|Value|Source|Checked", "Teilnehmende|12.5 people|Liste|checked", "people|3|–|not checked", "Beratene|fewer than 5|–|not checked", "Evidence:", "Programm <https://example.org/programm>", "Foto", "Weiter so"},
		content.DESimple: {"Ein gutes Jahr", "Stand: geht im nächsten Jahr weiter. Zu wenig Zeit", "Halb fertig", "Zahl|Wert|Woher die Zahl kommt|Geprüft", "Teilnehmende|12,5 Personen|Liste|geprüft", "Personen|3|–|nicht geprüft", "Beratene|weniger als 5|–|nicht geprüft", "Nachweise:", "Programm <https://example.org/programm>", "Foto", "Weiter so"},
	} {
		d, err := brochure.Compose(source(l))
		must.Succeed(t, err)
		must.Succeed(t, d.Validate())
		var said []string
		for _, p := range d.Parts {
			if h, ok := p.Blocks[0].(document.Heading); !ok || h.Anchor != "berichte" {
				continue
			}
			for _, b := range p.Blocks {
				switch b := b.(type) {
				case document.Paragraph:
					said = append(said, document.Words(b.Text))
				case document.List:
					for _, item := range b.Items {
						said = append(said, linked(item[0].(document.Paragraph).Text))
					}
				case document.Table:
					for _, row := range append([][]document.Cell{b.Head}, b.Rows...) {
						var cells []string
						for _, c := range row {
							cells = append(cells, document.Words(c))
						}
						said = append(said, strings.Join(cells, "|"))
					}
				}
			}
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s: it says %q, want %q", l, said, want)
		}
	}
}

// linked are words with the address that they lead to.
func linked(text []document.Inline) string {
	if link, is := text[0].(document.Link); is {
		return document.Words(link.Text) + " <" + link.Address + ">"
	}
	return document.Words(text)
}

// The figures tell of people, save for numbers that are held back.
func TestComposePeople(t *testing.T) {
	d, err := brochure.Compose(source(content.EN))
	must.Succeed(t, err)
	var rows []string
	for _, p := range d.Parts {
		for _, b := range p.Blocks {
			if table, is := b.(document.Table); is && document.Words(table.Caption) == "People whom the reports count" {
				for _, row := range table.Rows {
					rows = append(rows, document.Words(row[0])+"|"+document.Words(row[1]))
				}
			}
		}
	}
	if want := []string{"Beratene (people)|not told", "people|17"}; !slices.Equal(rows, want) {
		t.Errorf("it says %q, want %q", rows, want)
	}
}

// Reports follow one another on a page, as some are short.
func TestComposeReportsInARow(t *testing.T) {
	s := source(content.DE)
	second := content.Clone(s.Reports[0])
	second.ID, second.PartnerID = id(content.Reports, "s"), s.Partners[0].ID
	s.Reports = append(s.Reports, second)
	content.Bind(s.View, s.Reports)
	d, err := brochure.Compose(s)
	must.Succeed(t, err)
	var goesOn []bool
	for _, p := range d.Parts {
		if p.Head == "Berichte der Partner" {
			goesOn = append(goesOn, p.Continues)
		}
	}
	if !slices.Equal(goesOn, []bool{false, true}) {
		t.Errorf("they go on where the one before ends: %v", goesOn)
	}
}

// Who has left before the release was frozen counts no more, as in the statistics.
func TestWhoHasLeftIsNotCounted(t *testing.T) {
	s := source(content.EN)
	s.Partners[0].MemberUntil = day("2025-02-28") // the day before
	d, err := brochure.Compose(s)
	must.Succeed(t, err)
	var said []string
	for _, p := range d.Parts {
		for _, b := range p.Blocks {
			if text, ok := b.(document.Paragraph); ok {
				said = append(said, document.Words(text.Text))
			}
		}
	}
	if !slices.Contains(said, "The network has 1 partners, 1 agreements and 1 measures.") {
		t.Errorf("it says %q", said)
	}
}
