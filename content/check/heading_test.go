package check_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func TestHeadingOrder(t *testing.T) {
	const order, empty = "HEADING_ORDER blocks.0.text ", "EMPTY_HEADING blocks.0.text "
	for name, test := range map[string]struct {
		de, en string
		want   []string
	}{
		"none":             {"Text", "Text", nil},
		"in order":         {"## A\n\n### B\n\n#### C\n\n## D\n\n### E", "## A\n\n### B", nil},
		"skipped":          {"## A\n\n#### B", "## A\n\n### B", []string{order + "de"}},
		"skipped, English": {"## A\n\n### B", "## A\n\n#### B\n\n##### C", []string{order + "en"}},
		"begins too deep":  {"### A", "## A", []string{order + "de"}},
		"first level":      {"# A\n\n## B", "Title\n=====", []string{order + "de", order + "en"}},
		"empty":            {"##\n\nText", "## ![](/x.png)", []string{empty + "de", empty + "en"}},
		"in code":          {"    # A\n\n`#### B`", "```\n#### A\n```", nil},
		"in a quote":       {"> #### A", "> ## A", []string{order + "de"}},
	} {
		expectFound(t, name, textPage(test.de, test.en), test.want...)
	}
}

// The parts of a page follow each other; what stands above lists and what opens an accordion counts.
func TestHeadingOrderOfPages(t *testing.T) {
	text := func(s string) network.StoredBlock {
		return network.StoredBlock{Type: network.BlockText, Texts: content.Text{content.DE: s}}
	}
	item := func(s string) network.StoredBlock {
		return network.StoredBlock{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: content.Text{content.DE: "Frage"}, Texts: content.Text{content.DE: s}}}}
	}
	list := network.StoredBlock{Type: network.BlockPartners, Labels: content.Text{content.DE: "Partner"}}
	for name, test := range map[string]struct {
		blocks []network.StoredBlock
		want   []string
	}{
		"one after the other":    {[]network.StoredBlock{text("## A"), text("### B")}, nil},
		"skipped between":        {[]network.StoredBlock{text("## A"), text("#### B")}, []string{"HEADING_ORDER blocks.1.text de"}},
		"after a list":           {[]network.StoredBlock{list, text("### A")}, nil},
		"after a nameless list":  {[]network.StoredBlock{{Type: network.BlockEvents}, text("### A")}, []string{"HEADING_ORDER blocks.1.text de"}},
		"within an item":         {[]network.StoredBlock{item("### A\n\n#### B")}, nil},
		"ends an item":           {[]network.StoredBlock{item("## A")}, []string{"HEADING_ORDER blocks.0.items.0.text de"}},
		"after an item":          {[]network.StoredBlock{item("### A"), text("## B")}, nil},
		"too deep after an item": {[]network.StoredBlock{item("Text"), text("#### B")}, []string{"HEADING_ORDER blocks.1.text de"}},
	} {
		expectFound(t, name, &network.Page{Path: "/hier", Titles: content.Text{content.DE: "Titel"}, Parts: test.blocks}, test.want...)
	}
	shown := &network.Page{Path: "/hier", Titles: content.Text{content.DE: "Titel", content.EN: "Title"}, Parts: []network.StoredBlock{text("## A"),
		{Type: network.BlockText, Texts: content.Text{content.DE: "### B", content.EN: "### B"}}}}
	expectFound(t, "found once", textPage("### A", ""), "HEADING_ORDER blocks.0.text de", "MISSING_LANGUAGE blocks.0.text en")
	expectFound(t, "below German", shown, "MISSING_LANGUAGE blocks.0.text en")
}

// Texts of other entries stand for themselves.
func TestHeadingOrderOfEvents(t *testing.T) {
	e := &network.Event{Slug: "fest", Titles: content.Text{content.DE: "Fest"}, Descriptions: content.Text{content.DE: "## A"}, ShortReports: content.Text{content.DE: "### B"}}
	expectFound(t, "report", e, "HEADING_ORDER shortReport de")
	e.ShortReports = content.Text{content.DE: "## B"}
	expectFound(t, "both", e)
}
