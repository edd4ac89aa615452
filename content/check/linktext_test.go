package check_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func TestLinkText(t *testing.T) {
	link := func(words string) string { return "Text [" + words + "](/ziel) Text" }
	for _, words := range []string{"hier", "Hier", "HIER!", "»hier«", "hier klicken", "Klicken Sie hier", "Mehr …", "mehr erfahren", "Mehr Informationen", "Weiter", "weiterlesen >>", "Link", "zum Link", "**hier**", "h&#105;er", "Hier lesen Sie mehr", "Mehr Infor·mationen", "Mehr Infor\u2022mationen", "Mehr Infor\u00adma\u00adtionen", "H\u200bier"} {
		expectFound(t, words, textPage(link(words), "Text"), "LINK_TEXT blocks.0.text de")
	}
	for _, words := range []string{"here", "Click here", "(click here)", "Read more", "more…", "Learn more", "Link", "this page", "Next »"} {
		expectFound(t, words, textPage("Text", link(words)), "LINK_TEXT blocks.0.text en")
	}
	for _, words := range []string{"Hier stehen sie alle", "Mehr über das Netzwerk", "Die Partner", "here", "more", "Weiterbildung", "Mehrsprachigkeit", "www.chancen.nrw", "Partnernetzwerk@mkjfgfi.nrw.de"} {
		expectFound(t, words, textPage(link(words), "Text"))
	}
	for _, words := range []string{"hier", "mehr", "Everything about the partners", "Hereford"} {
		expectFound(t, words, textPage("Text", link(words)))
	}
	for _, words := range []string{"", " ", "…", "![](/x.png)"} {
		expectFound(t, words, textPage(link(words), "Text"), "EMPTY_LINK blocks.0.text de")
	}
	const long = "https://www.example.org/ein/sehr/langer/weg/zu/einem/heft"
	expectFound(t, "long addresses", textPage("<"+long+"> [so]("+long+") ["+long+"]("+long+")", "<https://www.example.org/>"), "LINK_TEXT blocks.0.text de", "LINK_TEXT blocks.0.text de")
	expectFound(t, "twice", textPage(link("hier")+link("hier"), "no `[here](/ziel)`"), "LINK_TEXT blocks.0.text de", "LINK_TEXT blocks.0.text de")

	simple := &network.Partner{Names: content.Text{content.DE: "A", content.DESimple: "A"}, Descriptions: content.Text{content.DE: "A", content.DESimple: link("hier")}}
	expectFound(t, "Leichte Sprache", simple, "LINK_TEXT description de-simple")
}

// The words on buttons and in menus are those of links.
func TestLinkTextOfButtons(t *testing.T) {
	page := textPage("A", "A")
	page.Parts = append(page.Parts,
		network.StoredBlock{Type: network.BlockCall, Labels: content.Text{content.DE: "Mehr", content.EN: "The aim"}, URL: "/ziel"},
		network.StoredBlock{Type: network.BlockCall, Labels: content.Text{content.DE: "Das Ziel", content.EN: "Read more"}, TargetID: target.ID},
		network.StoredBlock{Type: network.BlockDownload, Labels: content.Text{content.DE: "Herunterladen", content.EN: "The plan as a PDF"}, MediaID: content.NewID(content.MediaFiles)},
		network.StoredBlock{Type: network.BlockFigure, Labels: content.Text{content.DE: "Mehr", content.EN: "More"}, Value: "1"})
	expectFound(t, "buttons", page, "LINK_TEXT blocks.1.label de", "LINK_TEXT blocks.2.label en", "LINK_TEXT blocks.3.label de")

	menu := &network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{PageID: target.ID, Below: []network.StoredMenuItem{
		{Labels: content.Text{content.DE: "Hier", content.EN: "Here", content.DESimple: "Ziel"}, URL: "/ziel"}}}}}
	expectFound(t, "menu", menu, "LINK_TEXT items.0.children.0.label de", "LINK_TEXT items.0.children.0.label en")
}
