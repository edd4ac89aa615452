package editing_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/testkit"
)

func archiving(pairs ...any) (asked []*content.ArchiveInput) {
	for i := 0; i < len(pairs); i += 2 {
		asked = append(asked, &content.ArchiveInput{ID: pairs[i].(string), ExpectedRevision: pairs[i+1].(int)})
	}
	return asked
}

func TestArchive(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, agreements("offen"), 1, &network.UpdateAgreementInput{Title: is("Offener")})
	testkit.Must(t, err)
	asked := archiving(agreements("offen"), 2, pages("/b"), 1)
	d.unchanged(func() {
		r, err := d.Archive(d.office(), asked, content.LinksRefuse, "", false)
		if diff := cmp.Diff([]string{"DANGLING_LINK entries.0.id"}, problems(t, err)); diff != "" {
			t.Error(diff)
		}
		wantKeys(t, r, nil, []string{"kurs agreement offen"})
		r, err = d.Archive(d.office(), asked, content.LinksLeave, "", true)
		testkit.Must(t, err)
		wantKeys(t, r, []string{"offen", "/b"}, []string{"kurs agreement offen"})
		r, err = d.Archive(d.office(), asked, content.LinksTogether, "", true)
		testkit.Must(t, err)
		wantKeys(t, r, []string{"offen", "/b", "kurs"}, nil)
	})
	r, err := d.Archive(d.office(), asked, content.LinksTogether, "Schluss", false)
	testkit.Must(t, err)
	wantKeys(t, r, []string{"offen", "/b", "kurs"}, nil)
	for id, revision := range map[string]int{agreements("offen"): 3, pages("/b"): 2, measures("kurs"): 2} {
		d.wantPublic(id, 0)
		last := d.history(id)[0]
		if last.Revision() != revision || last.Stage() != content.Archived || last.Action != content.PutAway || *last.Note != "Schluss" || len(last.Changes()) > 0 {
			t.Errorf("the last revision of %s is %+v", id, last)
		}
	}
	if drafts, err := d.store.Measures.ByKey(t.Context(), content.Everything(), "kurs"); err != nil || drafts != nil {
		t.Errorf("among drafts there is %v (%v)", drafts, err)
	}
}

func TestArchiveRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	many := archiving()
	for range list.MaxPage + 1 {
		many = append(many, archiving(content.NewID(content.Pages), 1)...)
	}
	archive := func(asked ...*content.ArchiveInput) func() error {
		return func() error {
			_, err := d.Archive(d.office(), asked, content.LinksRefuse, "", false)
			return err
		}
	}
	d.refused(t, []refusal{
		{"nothing", archive(), []string{"REQUIRED entries"}},
		{"too many", archive(many...), []string{"BAD_INPUT entries"}},
		{"twice the same", archive(archiving(pages("/b"), 1, pages("/b"), 1)...), []string{"BAD_INPUT entries.1.id"}},
		{"based on another revision", archive(archiving(pages("/b"), 2)...), []string{"CONFLICT entries.0.expectedRevision"}},
		{"again", archive(archiving(partners("neu"), 2)...), []string{"ARCHIVED entries.0.id"}},
		{"unknown and malformed", archive(archiving(content.NewID(content.Pages), 1, "x", 1)...), []string{"NOT_FOUND entries.0.id", "NOT_FOUND entries.1.id"}},
		{"all at once", archive(archiving(agreements("offen"), 7, "x", 1)...), []string{"CONFLICT entries.0.expectedRevision", "NOT_FOUND entries.1.id", "DANGLING_LINK entries.0.id"}},
		{"by a partner", func() error {
			_, err := d.Archive(d.people("aerzte"), archiving(measures("kurs"), 1), content.LinksRefuse, "", false)
			return err
		}, []string{"FORBIDDEN"}},
	})
}

// Of several who put the same away at once, one does.
func TestArchiveAtOnce(t *testing.T) {
	d := newDesk(t)
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = archived(d, pages("/a"), 1) })
	}
	wg.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if diff := cmp.Diff([]string{"ARCHIVED entries.0.id"}, problems(t, err)); diff != "" {
			t.Error(diff)
		}
	}
	if done != 1 || d.newest(pages("/a")).Head().Revision != 2 {
		t.Errorf("%d have put it away", done)
	}
}
