// Package sample has documents to test writers with and to look at. All that they say of partners is invented.
package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"partnernetz/document"
	"time"
)

type (
	d  = document.Document
	in = document.Inline
)

func text(s string) document.Text { return document.Text(s) }

// Brochure is a brochure with so many partners and measures, and with one of everything that a document can have.
func Brochure(partners, measures int) document.Document {
	doc := d{
		Title: "Partnerbroschüre 2024", Language: "de", Author: "Geschäftsstelle des Partnernetzes", Publisher: "Beispielministerium",
		Subject: "Was die Partner im Umsetzungsjahr 2024 erreicht haben", Date: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC),
		Cover: &document.Cover{
			Logo:  &document.Picture{Data: Chart(240, 80), Alt: "Logo des Partnernetzes"},
			Above: "Tätigkeitsbericht", Title: "Erfolgsfaktor Interkulturelle Öffnung", Subtitle: document.Plain("Beispiel: Was die Partner erreicht haben und was sie sich vornehmen"),
			Edition: "Umsetzungsjahr 2024", Imprint: [][]in{{text("Herausgegeben vom Beispielministerium")}, {text("Düsseldorf, November 2026")}},
		},
		Parts: []document.Part{
			{Head: "Inhalt", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain("Inhalt"), Unlisted: true}, document.Contents{}}},
			foreword(), figures(), list(partners),
		},
	}
	for i := range partners {
		share := measures*(i+1)/partners - measures*i/partners
		doc.Parts = append(doc.Parts, partner(i, share))
	}
	doc.Parts = append(doc.Parts, easy(), english())
	return doc
}

func foreword() document.Part {
	return document.Part{Head: "Vorwort", Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain("Vorwort"), Anchor: "vorwort"},
		document.Paragraph{Tone: document.Lead, Text: document.Plain("Vielfalt gehört zum Alltag des Landes. Dieses Heft zeigt, wie Behörden, Unternehmen und Verbände sich für alle öffnen, die hier leben.")},
		document.Paragraph{Text: []in{
			text("Die Partner haben sich verpflichtet, jedes Jahr über ihre Maßnahmen zu berichten"),
			document.Note{text("Die Berichte beziehen sich auf das Umsetzungsjahr vom 31. Mai 2023 bis zum 30. Mai 2024.")},
			text(". Was sie erreicht haben, steht in den Kapiteln der einzelnen Partner; "),
			document.Link{To: "zahlen", Text: document.Plain("die Zahlen des Jahres")}, text(" stehen davor. Wie sich die Initiative seit ihrer Gründung entwickelt hat, "),
			document.Link{Address: "https://www.example.org/initiative/geschichte?jahr=2024", Text: document.Plain("erzählt die Seite über die Geschichte der Initiative und ihrer Partner")},
			text(" ausführlich. "), document.Strong{text("Wichtig ist uns:")}, text(" "), document.Emphasis{text("Öffnung")},
			text(" ist kein Zustand, sondern ein Weg. Dazu gehört auch "), document.Span{Language: "en", Text: document.Plain("diversity management")},
			text(", und wer ein Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschafts\u00adkapitäns\u00adpatent sucht, findet es unter "), document.Code("verzeichnis/patente"), text("."),
		}},
		document.Quotation{Blocks: []document.Block{document.Say("Wir haben gelernt, dass eine gute Ausschreibung mehr verändert als drei Leitbilder. Heute lesen wir jede Stellenanzeige mit den Augen derer, die sich bisher nicht beworben haben.")},
			Source: document.Plain("Beispiel: Leiterin einer Personalabteilung")},
		document.Heading{Level: 2, Text: document.Plain("Wie dieses Heft zu lesen ist")},
		document.List{Items: []document.Item{
			{document.Say("Jeder Partner hat ein Kapitel mit seiner Vereinbarung, seinen Maßnahmen und dem Bericht des Jahres.")},
			{document.Say("Zu jeder Maßnahme steht, wie weit sie ist:"), document.List{Ordered: true, Items: document.Items("geplant,", "begonnen,", "abgeschlossen oder eingestellt.")}},
			{document.Say("Quellen und Erläuterungen stehen am Ende.")},
		}},
		document.Figure{Picture: document.Picture{Data: Chart(900, 420), Alt: "Säulendiagramm: Die Zahl der Partner steigt von 12 im Jahr 2015 auf 39 im Jahr 2024."}, Width: 0.8, Caption: document.Plain("Partner der Initiative von 2015 bis 2024")},
		document.Figure{Picture: document.Picture{Data: Chart(300, 20), Decorative: true}},
	}}
}

func figures() document.Part {
	rows := [][]document.Cell{}
	for i, sector := range []string{"Landesbehörden", "Städte und Gemeinden", "Kreise", "Hochschulen", "Unternehmen", "Verbände und Kammern", "Wohlfahrtspflege", "Medien"} {
		rows = append(rows, document.Cells(sector, fmt.Sprint(3+i), fmt.Sprint(20+7*i), fmt.Sprintf("%d,%d %%", 10+i, i)))
	}
	return document.Part{Head: "Zahlen des Jahres", Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain("Zahlen des Jahres"), Anchor: "zahlen"},
		document.Say("Am Ende des Umsetzungsjahres zählte das Netz 39 Partner. Gezählt sind die Vereinbarungen, die an diesem Tag in Kraft waren."),
		document.Table{Caption: document.Plain("Partner und Maßnahmen nach Bereichen"), RowHeaders: true,
			Columns: []document.Column{{}, {Right: true}, {Right: true}, {Right: true}}, Head: document.Cells("Bereich", "Partner", "Maßnahmen", "Anteil"), Rows: rows},
		document.Paragraph{Tone: document.Small, Text: document.Plain("Quelle: Beispiel. Stand: 28. November 2026.")},
	}}
}

func list(partners int) document.Part {
	items := []document.Item{}
	for i := range partners {
		items = append(items, document.Item{document.Paragraph{Text: []in{document.Link{To: anchor(i), Text: document.Plain(partnerName(i))}}}})
	}
	return document.Part{Head: "Die Partner", Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain("Die Partner")},
		document.Say("In alphabetischer Ordnung, jeweils mit einem Verweis auf das Kapitel."),
		document.Columns{Blocks: []document.Block{document.List{Items: items}}},
	}}
}

func anchor(i int) string { return fmt.Sprint("partner-", i+1) }

func partnerName(i int) string {
	kinds := []string{"Stadtverwaltung Musterstadt an der Überlänge", "Kreis Beispielhausen", "Hochschule für Öffentliches", "Łódź-Partnerschaftsverein", "İş ve Eğitim Gemeinschaft", "ΑΘΗΝΑ-Kulturverein", "Общество «Дружба»", "GROẞE BEISPIEL GmbH"}
	return fmt.Sprintf("Beispiel: %s %d", kinds[i%len(kinds)], i+1)
}

func partner(i, measures int) document.Part {
	blocks := []document.Block{
		document.Heading{Level: 1, Text: document.Plain(partnerName(i)), Anchor: anchor(i)},
		document.Paragraph{Tone: document.Lead, Text: document.Plain("Partner seit 2016. Die Vereinbarung gilt bis zum 31. Dezember 2026.")},
		document.Heading{Level: 2, Text: document.Plain("Bericht")},
		document.Paragraph{Text: []in{text("Im Berichtsjahr stand die Gewinnung von Nachwuchskräften im Mittelpunkt. Die Ausschreibungen wurden überarbeitet, Auswahlgespräche werden von gemischten Kommissionen geführt, und neue Beschäftigte werden im ersten halben Jahr begleitet"),
			document.Note{text("Quelle: "), document.Link{Address: fmt.Sprintf("https://www.example.org/berichte/2024/%d", i+1), Text: document.Plain("Personalbericht 2024")}, text(", Seite 12.")}, text(".")}},
		document.Say("Die Fortbildungen zur interkulturellen Kompetenz wurden von 214 Beschäftigten besucht. Erstmals gab es Angebote für Führungskräfte, die sich über mehrere Monate erstrecken und mit einem eigenen Vorhaben abschließen."),
		document.Heading{Level: 2, Text: document.Plain("Maßnahmen")},
	}
	rows := [][]document.Cell{}
	for m := range measures {
		title := fmt.Sprintf("Maßnahme %d: %s", m+1, []string{"Mehrsprachige Beratung", "Anonymisierte Bewerbungsverfahren", "Fortbildung der Führungskräfte", "Begleitung neuer Beschäftigter"}[m%4])
		rows = append(rows, document.Cells(title, []string{"begonnen", "abgeschlossen", "geplant"}[m%3], "Die Maßnahme wurde im Herbst begonnen und von den Fachbereichen gemeinsam ausgewertet.", fmt.Sprint(40+m*7)))
		blocks = append(blocks, document.Heading{Level: 3, Text: document.Plain(title)},
			document.Say("Ziel ist, dass Menschen mit Einwanderungsgeschichte Angebote ebenso selbstverständlich nutzen wie alle anderen. Dafür wurden Abläufe vereinfacht, Formulare in verständlicher Sprache neu geschrieben und Ansprechpersonen benannt."),
			document.List{Items: document.Items("Beratung in sechs Sprachen an vier Orten", "Schulung von 28 Beschäftigten im Bürgerservice", "Auswertung mit den Beiräten im Frühjahr")})
	}
	blocks = append(blocks, document.Table{Caption: document.Plain("Stand der Maßnahmen"), RowHeaders: true, Columns: []document.Column{{}, {}, {}, {Right: true}},
		Head: document.Cells("Maßnahme", "Stand", "Was geschehen ist", "Erreichte"), Rows: rows})
	return document.Part{Head: partnerName(i), Blocks: blocks}
}

func easy() document.Part {
	return document.Part{Language: "de-simple", Head: "Leichte Sprache", Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain("In Leichter Sprache")},
		document.Paragraph{Text: []in{text("Viele Menschen leben im Bundes·land."), document.Break{}, text("Alle sollen mitmachen können.")}},
	}}
}

func english() document.Part {
	return document.Part{Language: "en", Head: "Summary", Blocks: []document.Block{
		document.Heading{Level: 1, Text: document.Plain("Summary")},
		document.Say("The partners report once a year on what they have done to open up to everybody."),
		document.Rule{},
		document.Preformatted{Text: "Partner   39\n  Measures 290"},
	}}
}

// Chart is a picture with columns.
func Chart(width, height int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			c := color.NRGBA{240, 243, 247, 255}
			if n := x * 12 / width; x*12%width > width/4 && height-y < height*(n+2)/14 {
				c = color.NRGBA{18, 61, 107, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a buffer takes everything
	return b.Bytes()
}
