package language_test

import (
	"partnernetz/content"
	"partnernetz/network"
)

func german(s string) content.Text { return content.Text{content.DE: s} }

func page() *network.Page {
	return &network.Page{Path: "/a/b-c", Titles: german("P"), Parts: []network.StoredBlock{{Type: "text", Texts: german("T")}}}
}
