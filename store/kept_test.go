package store_test

import (
	"strings"
	"testing"

	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/testkit"
)

// What a text shows of other entries is not kept beside its own, which stays as it is.
func TestKeptTextsFollowOthers(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	first := mustSave(t, s.Partners, day(1), company("da"))[0]
	mustPublish(t, s.Partners, day(1), first)
	text := "# Netzwerk\n\n{{partnerCount}} Partner, so [dieser](entry:" + first.ID + ").\n\n"
	mustAdd(t, s.Pages, day(1), &network.Page{Path: "/", Titles: german("Start"), Parts: []network.StoredBlock{
		{Type: network.BlockText, Texts: german(text)}, {Type: network.BlockText, Texts: german("# Netzwerk\n\nGleich.")}}})
	shown := func() string {
		t.Helper()
		all := ""
		for _, b := range mustByKey(t, s.Pages, public, "/").Blocks() {
			text, err := dataloader.New(s).Text(ctx, b.(*network.TextBlock).Text)
			testkit.Must(t, err)
			all += text.HTML()
		}
		return all
	}
	before := shown()
	if again := shown(); again != before {
		t.Errorf("it shows %s, and then %s", before, again)
	}
	for _, part := range []string{"1 Partner", "/partner/da", `id="h-netzwerk"`, `id="h-netzwerk-2"`} {
		if !strings.Contains(before, part) {
			t.Errorf("%s lacks %s", before, part)
		}
	}
	mustAdd(t, s.Partners, day(2), company("neu"))
	testkit.Must(t, s.Partners.Unpublish(ctx, day(3), first.ID))
	mustAdd(t, s.Partners, day(3), company("dritter"))
	if after := shown(); !strings.Contains(after, "2 Partner") || strings.Contains(after, "/partner/da") {
		t.Errorf("after changes of others it shows %s", after)
	}
}
