package content_test

import (
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

func german(s string) content.Text { return content.Text{content.DE: s} }

func page() *network.Page {
	return &network.Page{Path: "/a/b-c", Titles: german("P"), Parts: []network.StoredBlock{{Type: "text", Texts: german("T")}}}
}

func event() *network.Event {
	start := time.Date(2024, 6, 7, 10, 0, 0, 0, time.UTC)
	return &network.Event{Slug: "e-1", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: start, EndsAt: &start, Place: &network.StoredPlace{}}
}
