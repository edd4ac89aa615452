package editing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/editing"
	"partnernetz/testkit"
)

func TestUnpublishRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	unpublish := func(ids ...string) func() error {
		return func() error {
			_, err := d.Unpublish(d.office(), ids, content.LinksRefuse, "", false)
			return err
		}
	}
	many := make([]string, list.MaxPage+1)
	d.refused(t, []refusal{
		{"nothing", unpublish(), []string{"REQUIRED ids"}},
		{"too many", unpublish(many...), []string{"BAD_INPUT ids"}},
		{"twice the same", unpublish(pages("/a"), pages("/a")), []string{"BAD_INPUT ids.1"}},
		{"a draft", unpublish(pages("/a"), pages("/b")), []string{"NOT_PUBLIC ids.1"}},
		{"put away", unpublish(partners("neu")), []string{"NOT_PUBLIC ids.0"}},
		{"unknown and malformed", unpublish(content.NewID(content.Pages), "x"), []string{"NOT_FOUND ids.0", "NOT_FOUND ids.1"}},
		{"what is linked to, all links at once", unpublish(pages("/b"), partners("aerzte")), []string{"NOT_PUBLIC ids.0", "DANGLING_LINK ids.1", "DANGLING_LINK ids.1", "DANGLING_LINK ids.1"}},
		{"by a partner", func() error {
			_, err := d.Unpublish(d.people("aerzte"), []string{measures("kurs")}, content.LinksRefuse, "", false)
			return err
		}, []string{"FORBIDDEN"}},
	})
}

func TestUnpublishLinks(t *testing.T) {
	d := newDesk(t)
	unpublish := func(links content.LinkPolicy, dryRun bool) editing.Result {
		r, err := d.Unpublish(d.office(), []string{agreements("offen")}, links, "weil", dryRun)
		if refused := len(problems(t, err)) > 0; refused != (links == content.LinksRefuse) {
			t.Errorf("%s: %v", links, err)
		}
		return r
	}
	dangling := []string{"kurs agreement offen"}
	d.unchanged(func() {
		wantKeys(t, unpublish(content.LinksRefuse, false), nil, dangling)
		wantKeys(t, unpublish(content.LinksRefuse, true), nil, dangling)
		wantKeys(t, unpublish(content.LinksLeave, true), []string{"offen"}, dangling)
		wantKeys(t, unpublish(content.LinksTogether, true), []string{"offen", "kurs"}, nil)
	})
	wantKeys(t, unpublish(content.LinksLeave, false), []string{"offen"}, dangling)
	d.wantPublic(agreements("offen"), 0)
	d.wantPublic(measures("kurs"), 1)
	if e := d.newest(agreements("offen")).Head(); e.Revision != 1 || e.Stage() != content.Draft {
		t.Errorf("the draft is %+v", e)
	}
	_, err := d.Publish(d.office(), publishing(agreements("offen"), 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	wantKeys(t, unpublish(content.LinksTogether, false), []string{"offen", "kurs"}, nil)
	d.wantPublic(measures("kurs"), 0)
	if diff := cmp.Diff("UNPUBLISHED weil", d.log()[len(d.log())-1]); diff != "" {
		t.Error(diff)
	}
}

// What links to what links to it goes as well, once, and not what merely shares a link.
func TestUnpublishTogether(t *testing.T) {
	d := newDesk(t)
	r, err := d.Unpublish(d.office(), []string{partners("aerzte")}, content.LinksTogether, "", false)
	testkit.Must(t, err)
	entries, _ := keys(r)
	if len(entries) != 4 || entries[0] != "aerzte" {
		t.Errorf("%v are no longer public", entries)
	}
	for _, id := range []string{partners("aerzte"), agreements("offen"), measures("kurs"), events("fest")} {
		d.wantPublic(id, 0)
	}
	d.wantPublic(partners("soest"), 1)
}
