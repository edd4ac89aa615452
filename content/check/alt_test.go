package check_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func TestAltText(t *testing.T) {
	image := func(alt string, decorative bool) *network.Media {
		return &network.Media{File: network.File{Name: "auftakt-2024.jpg", ContentType: network.TypeJPEG}, Decorative: decorative,
			Alts: content.Text{content.DE: alt, content.EN: "Three people at a table", content.DESimple: "3 Menschen"}}
	}
	for _, alt := range []string{"IMG_1234", "DSC 0815", "auftakt.JPG", "auftakt-2024", "Bild", "Ein Foto", "Grafik 3", "20240607", "Logo.", "…"} {
		expectFound(t, alt, image(alt, false), "ALT_TEXT alt de")
	}
	for _, alt := range []string{"Drei Menschen an einem Tisch", "Logo der Initiative", "Bild einer Veranstaltung in Dortmund", "Foto: Ein voller Saal"} {
		expectFound(t, alt, image(alt, false))
	}
	english := image("Drei Menschen", false)
	english.Alts[content.EN] = "picture"
	expectFound(t, "English", english, "ALT_TEXT alt en")
	english.Alts = content.Text{content.DE: "Drei Menschen"}
	expectFound(t, "in German alone", english) // pages that show it in other languages say so
	english.File = network.File{Name: "plan.pdf", ContentType: network.TypePDF}
	english.Alts = content.Text{content.DE: "plan", content.EN: "plan", content.DESimple: "plan"}
	expectFound(t, "no image", english)
}

// A page says in which of its languages an image that it shows has no alternative text.
func TestAltTextOfPage(t *testing.T) {
	page := &network.Page{Path: "/hier", Titles: content.Text{content.DE: "Titel", content.EN: "Title"}, Parts: []network.StoredBlock{
		{Type: network.BlockImage, MediaID: ornament.ID}, {Type: network.BlockImage, MediaID: photo.ID}, {Type: network.BlockDownload, MediaID: photo.ID},
		{Type: network.BlockImage, MediaID: content.KeyID(content.MediaFiles, "nicht öffentlich")}}}
	expectFound(t, "in two languages", page, "ALT_TEXT blocks.1.media en")
	page.Titles = content.Text{content.DE: "Titel"}
	expectFound(t, "in German alone", page)
}

// So does a partner of the logo.
func TestAltTextOfLogo(t *testing.T) {
	partner := &network.Partner{Slug: "a", Names: content.Text{content.DE: "A", content.EN: "A"}, LogoID: photo.ID}
	expectFound(t, "in two languages", partner, "ALT_TEXT logo en")
	partner.Names = content.Text{content.DE: "A"}
	expectFound(t, "in German alone", partner)
	partner.Names, partner.LogoID = content.Text{content.DE: "A", content.EN: "A"}, ""
	expectFound(t, "without one", partner)
}
