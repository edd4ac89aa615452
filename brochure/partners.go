package brochure

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/document"
	"partnernetz/network"
)

// listed is the list of the partners, and then a chapter on each.
func (c *composer) listed(order network.PartnerSequence) ([]document.Part, error) {
	if len(c.Partners) == 0 {
		return nil, nil
	}
	in := c.sequence(order)
	items := make([]document.Item, len(in))
	for i, p := range in {
		name, l := c.View.Title(p)
		items[i] = document.Item{document.Paragraph{Text: []document.Inline{document.Link{To: partnerAnchor(p), Text: c.said(name, l)}}}}
	}
	parts := []document.Part{{Head: c.words.partners, Blocks: []document.Block{
		heading(1, c.words.partners, "partner"), document.Columns{Blocks: []document.Block{document.List{Items: items}}}}}}
	for _, p := range in {
		blocks, err := c.partner(p)
		if err != nil {
			return nil, err
		}
		name, _ := c.View.Title(p)
		parts = append(parts, document.Part{Head: name, Blocks: blocks})
	}
	return parts, nil
}

// sequence puts the partners in order.
func (c *composer) sequence(order network.PartnerSequence) []*network.Partner {
	in := append([]*network.Partner{}, c.Partners...)
	if order == network.ByAccession {
		list.SortBy(in, c.View, "MEMBER_SINCE")
	}
	return in
}

// partner is the chapter on a partner.
func (c *composer) partner(p *network.Partner) ([]document.Block, error) {
	about := c.words.sectors[p.Sector]
	if p.MemberSince != nil {
		about += ". " + c.words.since + " " + c.words.day(*p.MemberSince) + "."
	}
	blocks := []document.Block{c.named(2, p, partnerAnchor(p)), document.Paragraph{Tone: document.Lead, Text: document.Plain(about)}}
	if logo, ok := c.Logos[p.LogoID]; ok {
		blocks = append(blocks, document.Figure{Picture: logo, Width: 0.3})
	}
	text, err := c.text(p.Description(), 2)
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, text...)
	for _, a := range c.Agreements {
		if a.PartnerID != p.ID {
			continue
		}
		some, err := c.agreement(a)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, some...)
	}
	return blocks, nil
}

// agreement is what a partner has agreed on, and its measures.
func (c *composer) agreement(a *network.Agreement) ([]document.Block, error) {
	blocks := []document.Block{c.named(3, a, "")}
	said := c.words.agreements[a.Status]
	if a.SignedOn != nil {
		said += ", " + c.words.signed + " " + c.words.day(*a.SignedOn)
	}
	blocks = append(blocks, document.Say(said+"."))
	goals, err := c.text(a.Goals(), 3)
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, goals...)
	var rows [][]document.Cell
	for _, m := range c.Measures {
		if m.AgreementID == a.ID {
			title, in := c.View.Title(m)
			rows = append(rows, []document.Cell{c.said(title, in), document.Plain(c.words.areas[m.Area]), document.Plain(c.words.statuses[m.Status]), document.Plain(c.until(m.EndsOn))})
		}
	}
	if len(rows) > 0 {
		blocks = append(blocks, document.Table{Caption: document.Plain(c.words.measures), RowHeaders: true, Columns: make([]document.Column, 4),
			Head: document.Cells(c.words.measure, c.words.area, c.words.status, c.words.until), Rows: rows})
	}
	return blocks, nil
}

func (c *composer) until(day *content.Date) string {
	if day == nil {
		return c.words.open
	}
	return c.words.day(*day)
}
