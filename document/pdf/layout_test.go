package pdf_test

import (
	"fmt"
	"partnernetz/document"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"strings"
	"testing"
	"time"
)

// of is a document of one part.
func of(blocks ...document.Block) document.Document {
	return document.Document{Title: "Beispiel", Language: "de", Date: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC),
		Parts: []document.Part{{Head: "Kopf", Blocks: append([]document.Block{document.Heading{Level: 1, Text: document.Plain("Beispiel")}}, blocks...)}}}
}

const sentence = "Die Beratung in mehreren Sprachen wurde ausgebaut und gemeinsam mit den Beiräten ausgewertet. "

// TestPageBreaks looks at documents of all lengths: no heading is the last on its page, no line of a paragraph is alone, and no row
// is on two pages.
func TestPageBreaks(t *testing.T) {
	broken := 0
	for lines := range 40 {
		blocks := []document.Block{document.Preformatted{Text: strings.TrimSuffix(strings.Repeat("Zeile\n", 30+lines), "\n")}}
		for i := range 6 {
			blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain(strings.Repeat(sentence, 1+i%2))},
				document.Heading{Level: 3, Text: document.Plain("Ziel")}, document.Say(strings.Repeat(sentence, 1+i)))
		}
		blocks = append(blocks, table(12))
		f := proof.Read(t, write(t, of(blocks...)))
		for n, p := range f.Pages {
			if last := p.Order[len(p.Order)-1].Of; strings.HasPrefix(last.Role, "H") {
				t.Errorf("%d lines: the heading %q is the last on page %d", lines, last.Said, n+1)
			}
		}
		for _, e := range f.All {
			if len(e.Lines) < 2 {
				continue
			}
			switch e.Role {
			case "P":
				broken++
				for page, heights := range e.Lines {
					if len(heights) == 1 {
						t.Errorf("%d lines: one line of %q is alone on page %d", lines, e.Said, page+1)
					}
				}
			case "TR", "H1", "H2", "H3", "Caption", "THead":
				t.Errorf("%d lines: %s %q is on %d pages", lines, e.Role, e.Said, len(e.Lines))
			}
		}
	}
	if broken < 20 {
		t.Errorf("%d paragraphs went over to another page, which shows little", broken)
	}
}

// TestLeadsOn keeps a paragraph that tells of what follows, as one does that ends with a colon, on the page of that.
func TestLeadsOn(t *testing.T) {
	for lines := range 12 {
		f := proof.Read(t, write(t, of(document.Preformatted{Text: strings.TrimSuffix(strings.Repeat("Zeile\n", 40+lines), "\n")}, document.Paragraph{Tone: document.Lead, Text: document.Plain("Stand: läuft")}, document.Say(sentence))))
		for n, p := range f.Pages {
			if last := p.Order[len(p.Order)-1]; last.Said == "Stand: läuft" {
				t.Errorf("%d lines: what tells of the rest is the last on page %d", lines, n+1)
			}
		}
	}
	for lines := range 12 {
		f := proof.Read(t, write(t, of(document.Preformatted{Text: strings.TrimSuffix(strings.Repeat("Zeile\n", 40+lines), "\n")}, document.Say("Alle:"), document.List{Items: document.Items("a", "b", "c")})))
		for n, p := range f.Pages {
			if last := p.Order[len(p.Order)-1]; last.Said == "Alle:" {
				t.Errorf("%d lines: the colon is the last on page %d", lines, n+1)
			}
		}
	}
}

func table(rows int) document.Table {
	t := document.Table{Caption: document.Plain("Stand der Maßnahmen"), RowHeaders: true, Columns: []document.Column{{}, {}, {Right: true}},
		Head: document.Cells("Maßnahme", "Was geschehen ist", "Erreichte")}
	for i := range rows {
		t.Rows = append(t.Rows, document.Cells(fmt.Sprint("Nummer ", i+1), strings.Repeat(sentence, 1+i%3), fmt.Sprint(i*3)))
	}
	return t
}

// TestTableOverPages repeats the head of a table on each page, where it is read once.
func TestTableOverPages(t *testing.T) {
	f := proof.Read(t, write(t, of(table(60))))
	if len(f.Pages) < 4 {
		t.Fatalf("%d pages", len(f.Pages))
	}
	for i, p := range f.Pages {
		if again := strings.Contains(p.Artifacts, "MaßnahmeWas geschehen istErreichte"); again != (i > 0) {
			t.Errorf("page %d has the head again: %t", i+1, again)
		}
	}
	if n := f.Count("TH"); n != 63 {
		t.Errorf("%d header cells", n)
	}
	if n := f.Count("TBody"); n != 1 {
		t.Errorf("%d bodies of one table", n)
	}
}

// TestTallRow lets a row go on if no page is high enough for it, and loses nothing.
func TestTallRow(t *testing.T) {
	d := table(3)
	d.Rows[1][1] = document.Plain(strings.Repeat(sentence, 150) + "Ende der Zelle")
	f := proof.Read(t, write(t, of(d)))
	if n := f.Count("TR"); n != 4 {
		t.Errorf("%d rows", n)
	}
	for _, e := range f.All {
		if e.Role == "TD" && strings.Contains(e.Said, "Ende der Zelle") {
			if n := strings.Count(e.Said, "Beiräten"); n != 150 || len(e.Lines) < 2 {
				t.Errorf("%d of 150 sentences on %d pages", n, len(e.Lines))
			}
			return
		}
	}
	t.Error("the end of the cell is lost")
}

// TestColumns reads down one column and then the other, on one page and over several.
func TestColumns(t *testing.T) {
	for _, items := range []int{1, 2, 39, 300} {
		words := make([]string, items)
		for i := range words {
			words[i] = fmt.Sprintf("Partner %d", i+1)
		}
		f := proof.Read(t, write(t, of(document.Say("Alle:"), document.Columns{Blocks: []document.Block{document.List{Items: document.Items(words...)}}})))
		n := 0
		for _, e := range f.All {
			if e.Role == "LBody" {
				n++
				if e.Said != fmt.Sprintf("Partner %d", n) {
					t.Fatalf("item %d is read as %q", n, e.Said)
				}
			}
		}
		if n != items || items == 39 && len(f.Pages) != 1 || items == 300 && len(f.Pages) != 5 {
			t.Errorf("%d of %d items on %d pages", n, items, len(f.Pages))
		}
	}
}

// TestWords breaks words where they say, or where they must be, and never shows what says so.
func TestWords(t *testing.T) {
	long := strings.Repeat("Donaudampf\u00adschifffahrts\u00ad", 12)
	address := "https://www.example.org/" + strings.Repeat("verzeichnis", 20)
	narrow := document.Table{Columns: []document.Column{{Width: 1}, {Width: 12}}, Head: document.Cells("Wort", "Satz"),
		Rows: [][]document.Cell{document.Cells("Überlängenbezeichnung", "kurz")}}
	f := proof.Read(t, write(t, of(document.Say(long), document.Say(address), narrow, document.Say("z.\u00a0B. Bundes·land, 10\u202f%, Ma\u0308dchen, a\u200bb, ✔\ufe0f"))))
	said := f.Root.Said
	for _, want := range []string{strings.ReplaceAll(address, "-", ""), "z. B. Bundes·land, 10\u202f%, Mädchen, ab, ✔"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	plain := strings.ReplaceAll(said, "-", "")
	if !strings.Contains(plain, strings.ReplaceAll(long, "\u00ad", "")) || !strings.Contains(plain, "Überlängenbezeichnung") {
		t.Errorf("a word is not whole in %q", plain)
	}
	if strings.Contains(said, "\u00ad") || strings.Count(said, "-") < 6 || strings.Count(said, "-") > 16 {
		t.Errorf("soft hyphens are shown where no line ends: %q", said)
	}
}

// TestNotes leads from the number of a note to the note and back.
func TestNotes(t *testing.T) {
	f := proof.Read(t, write(t, sample.Brochure(3, 6)))
	var numbers, notes []string
	for _, e := range f.All {
		switch {
		case e.Role == "Reference" && e.Above.Role == "P":
			numbers = append(numbers, e.Said)
		case e.Role == "Note":
			notes = append(notes, strings.TrimSpace(e.Below[0].Said))
			if e.ID != "note-"+notes[len(notes)-1] || e.Below[0].Role != "Lbl" || len(e.Below[0].Below[0].Links) != 1 {
				t.Errorf("a note without a name or without a way back:\n%s", e)
			}
		}
	}
	if len(notes) != 4 || fmt.Sprint(numbers) != fmt.Sprint(notes) {
		t.Errorf("numbers %v and notes %v", numbers, notes)
	}
}

// TestAddress writes an address so that all programs can follow it.
func TestAddress(t *testing.T) {
	f := proof.Read(t, write(t, of(document.Paragraph{Text: []document.Inline{document.Link{Address: "https://www.example.org/über uns?(a)=\\", Text: document.Plain("über uns")}}})))
	found := false
	for _, e := range f.All {
		if e.Role == "Link" {
			found = true
			if want := (proof.Link{Address: `https://www.example.org/%C3%BCber%20uns?(a)=\`, Says: `über uns (https://www.example.org/über uns?(a)=\)`}); e.Links[0] != want {
				t.Errorf("%+v", e.Links[0])
			}
		}
	}
	if !found {
		t.Error("there is no link")
	}
}
