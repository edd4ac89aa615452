package pdf_test

import (
	"errors"
	"partnernetz/document"
	"partnernetz/document/pdf"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"slices"
	"strings"
	"testing"
)

// TestUnprintable refuses what the fonts do not have, and names it.
func TestUnprintable(t *testing.T) {
	_, err := pdf.Write(of(document.Say("Gut 👍 und سلام")))
	var u *pdf.Unprintable
	if !errors.As(err, &u) || !slices.Contains(u.Characters, '👍') || !slices.Contains(u.Characters, 'س') || slices.Contains(u.Characters, 'G') {
		t.Fatal(err)
	}
	if !strings.Contains(err.Error(), `'👍' (U+1F44D) below ["Beispiel"]`) {
		t.Error(err)
	}
}

// TestNames has what names of partners are written with.
func TestNames(t *testing.T) {
	for _, names := range []string{
		"ÄÖÜäöüß ẞ „“‚‘’»«›‹ – — … • · † § € ° № ½ × − ≤ ≥ → ✓ ☐ ☑", "Łódź Kraków Święcicki Gdańsk", "İstanbul Şişli Ğüıç", "Čapek Dvořák Ľubomír Őrség Ștefan Țară",
		"Αθήνα Θεσσαλονίκη ΆΈΉΊΌΎΏ ΐΰ", "Москва Україна Їжак Ђорђе Љубица Ќе Ѓорѓи", "Nguyễn Thị Hồng Đặng", "Þórður Æsa Œuvre Żółć ʿAbd al-Raḥmān",
	} {
		proof.Read(t, write(t, of(document.Say(names), document.Paragraph{Text: []document.Inline{document.Strong{document.Text(names), document.Emphasis{document.Text(names)}}, document.Emphasis{document.Text(names)}}})))
	}
}

// TestRefused writes nothing that has a barrier.
func TestRefused(t *testing.T) {
	_, err := pdf.Write(of(document.Figure{Picture: document.Picture{Data: sample.Chart(10, 10)}}))
	var invalid *document.Invalid
	if !errors.As(err, &invalid) {
		t.Error(err)
	}
	if _, err := pdf.Write(of(document.Figure{Picture: document.Picture{Data: []byte("\x89PNG\r\n\x1a\nbroken"), Alt: "Bild"}})); err == nil || !strings.Contains(err.Error(), "Bild") {
		t.Error(err)
	}
}
