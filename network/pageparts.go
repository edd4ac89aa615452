package network

import (
	"partnernetz/content"
	"strconv"
)

// Prose is the sentence under the title, and what stands in the blocks.
func (p *Page) Prose() []content.Prose {
	all := []content.Prose{{Text: p.Leads, Weight: content.InLead}}
	for _, b := range p.Parts {
		all = append(append(all, content.Prose{Text: b.Labels, Weight: content.InBody}), content.Bodies(b.Texts)...)
		for _, i := range b.Items {
			all = append(append(all, content.Prose{Text: i.Headings, Weight: content.InBody}), content.Bodies(i.Texts)...)
		}
	}
	if s := p.StoredAccessibility; s != nil {
		all = append(all, content.Bodies(s.Barriers)...)
	}
	return all
}

// Images are those of its blocks.
func (p *Page) Images() (images []content.ShownImage) {
	for i, b := range p.Parts {
		if b.Type == BlockImage {
			images = append(images, content.ShownImage{Field: blockField(i) + ".media", MediaID: b.MediaID})
		}
	}
	return images
}

// Buttons are the blocks that are links.
func (p *Page) Buttons() (buttons []content.Button) {
	for i, b := range p.Parts {
		if b.Type == BlockCall || b.Type == BlockDownload {
			buttons = append(buttons, content.Button{Field: blockField(i), URL: b.URL, Words: b.Labels})
		}
	}
	return buttons
}

// Sections tells which texts are headings of lists and of what opens and closes, and which stand below those.
func (p *Page) Sections() (above, within map[string]bool) {
	above, within = map[string]bool{}, map[string]bool{}
	for i, b := range p.Parts {
		above[blockField(i)+".label"] = b.Type == BlockPartners || b.Type == BlockEvents || b.Type == BlockVideo
		for j := range b.Items {
			item := blockField(i) + ".items." + strconv.Itoa(j)
			above[item+".heading"], within[item+".text"] = true, true
		}
	}
	return above, within
}

func blockField(i int) string { return "blocks." + strconv.Itoa(i) }
