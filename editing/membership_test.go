package editing_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// No partner is merged into one that it has come from, in however many steps.
func TestMerging(t *testing.T) {
	d := newDesk(t)
	merge := func(slug, into string) error {
		_, err := update(d.office(), d, partners(slug), d.newest(partners(slug)).Head().Revision,
			&network.UpdatePartnerInput{MergedInto: is(partners(into)), MemberUntil: is(content.Date("2026-11-30"))})
		return err
	}
	testkit.Must(t, merge("aerzte", "soest"))
	testkit.Must(t, merge("soest", "neu"))
	d.refused(t, []refusal{
		{"in a circle", func() error { return merge("neu", "aerzte") }, []string{"CIRCULAR input.mergedInto"}},
		{"into itself", func() error { return merge("neu", "neu") }, []string{"CIRCULAR input.mergedInto"}},
	})
}
