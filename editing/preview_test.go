package editing_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/testkit"
)

func codeOf(err error) content.Code {
	if e, ok := errors.AsType[*content.Error](err); ok {
		return e.Code
	}
	return ""
}

// A preview shows the newest draft of one entry until it expires: no other draft, nothing public that the public does not see,
// and none of the history.
func TestPreview(t *testing.T) {
	d := newDesk(t)
	token, until, err := d.Preview(d.office(), measures("idee"), 2)
	testkit.Must(t, err)
	if !until.Equal(d.now.Add(2 * time.Hour)) {
		t.Errorf("it is good until %s", until)
	}
	_, err = update(d.office(), d, measures("idee"), 1, &network.UpdateMeasureInput{Title: is("Idee 2")})
	testkit.Must(t, err)
	caller, err := d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	if len(caller.Permissions()) > 0 {
		t.Errorf("it gives %v", caller.Permissions())
	}
	v := content.Everything()
	v.Scope = caller.Scope()
	testkit.Must(t, auth.CheckView(caller, v))
	seen := func(id string) content.Entry {
		t.Helper()
		kind, _ := content.KindOf(id)
		found, err := d.store.Of(kind).Some(t.Context(), v, []string{id})
		testkit.Must(t, err)
		return found[id]
	}
	m, _ := seen(measures("idee")).(*network.Measure)
	if m == nil || m.Title() != "Idee 2" {
		t.Fatalf("it shows %v", m)
	}
	for _, id := range []string{agreements("plan"), partners("neu"), pages("/b")} {
		if e := seen(id); e != nil {
			t.Errorf("it shows %s too", e.Key())
		}
	}
	_, err = update(d.office(), d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Geheim")})
	testkit.Must(t, err)
	if kurs, _ := seen(measures("kurs")).(*network.Measure); kurs == nil || kurs.Title() != "Kurs" || kurs.Stage() != content.Published { // of all else what is public
		t.Errorf("of another it shows %v", kurs)
	}
	if all, err := d.store.Measures.All(t.Context(), v); err != nil || len(all) != 2 {
		t.Errorf("it lists %d measures (%v)", len(all), err)
	}
	q, err := network.QueryMeasures(v, nil, []*network.MeasureOrder{{Field: "TITLE", Direction: list.Descending}}, list.Window{First: ptr(1)})
	testkit.Must(t, err)
	found, err := d.store.Measures.List(t.Context(), q)
	testkit.Must(t, err)
	total, err := found.TotalCount(t.Context())
	more, _ := found.HasNext(t.Context())
	if len(found.Nodes) != 1 || found.Nodes[0].Title() != "Kurs" || total != 2 || !more || err != nil {
		t.Errorf("in order it lists %v of %d (%v)", found.Nodes, total, err)
	}
	if found, err := dataloader.New(d.store).Revisions(t.Context(), m, list.Window{}); found != nil || err != nil {
		t.Errorf("its history is %v (%v)", found, err)
	}
	d.scheduled(measures("idee"), 1, time.Hour, 0)
	if s, err := dataloader.New(d.store).Schedule(t.Context(), m); s != nil || err != nil {
		t.Errorf("its schedule is %v (%v)", s, err)
	}
	v.Stage = content.Archived
	if code := codeOf(auth.CheckView(caller, v)); code != content.Forbidden {
		t.Errorf("it shows what was put away: %s", code)
	}
	testkit.Must(t, archived(d, measures("idee"), 2))
	v.Stage = content.Draft
	if e := seen(measures("idee")); e != nil {
		t.Errorf("after it was put away it shows %v", e)
	}
	if _, err := update(auth.With(t.Context(), caller), d, measures("idee"), 2, &network.UpdateMeasureInput{}); codeOf(err) != content.Forbidden {
		t.Errorf("it may be written with: %v", err)
	}
}

func TestPreviewTokens(t *testing.T) {
	d, elsewhere := newDesk(t), newDesk(t)
	token, _, err := d.Preview(d.office(), pages("/b"), 1)
	testkit.Must(t, err)
	foreign, _, err := elsewhere.Preview(elsewhere.office(), pages("/b"), 1)
	testkit.Must(t, err)
	encoded, signature, _ := strings.Cut(strings.TrimPrefix(token, auth.PreviewPrefix), ".")
	payload, err := base64.RawURLEncoding.DecodeString(encoded)
	testkit.Must(t, err)
	with := func(payload, signature string) string {
		return auth.PreviewPrefix + base64.RawURLEncoding.EncodeToString([]byte(payload)) + "." + signature
	}
	entry, until, _ := strings.Cut(string(payload), ".")
	for name, bad := range map[string]string{
		"empty":               "",
		"a prefix":            auth.PreviewPrefix,
		"no signature":        with(string(payload), ""),
		"another entry":       with(pages("/a")+"."+until, signature),
		"another time":        with(entry+".zzzzzz", signature),
		"half a signature":    with(string(payload), signature[:20]),
		"another signature":   with(string(payload), strings.Repeat("A", len(signature))),
		"something behind it": token + "A",
		"of another server":   foreign,
		"no base64":           auth.PreviewPrefix + "%%." + signature,
	} {
		if _, err := d.Viewer(t.Context(), bad); codeOf(err) != content.Unauthenticated {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range encoded {
		swapped := auth.PreviewPrefix + encoded[:i] + string(encoded[i]^1) + encoded[i+1:] + "." + signature
		if c, err := d.Viewer(t.Context(), swapped); err == nil && c.Entry != pages("/b") {
			t.Errorf("with another character %d it shows %s", i, c.Entry)
		}
	}
	d.later(time.Hour - time.Millisecond)
	_, err = d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	d.later(time.Millisecond)
	if _, err := d.Viewer(t.Context(), token); codeOf(err) != auth.TokenExpired {
		t.Errorf("after an hour: %v", err)
	}
}

func TestPreviewRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	_, err := d.store.Secret(t.Context(), "preview")
	testkit.Must(t, err)
	people := d.people("aerzte")
	preview := func(id string, hours int) func() error {
		return func() error { _, _, err := d.Preview(people, id, hours); return err }
	}
	d.refused(t, []refusal{
		{"no time", preview(measures("kurs"), 0), []string{"BAD_INPUT hours"}},
		{"too long, and malformed", preview("x", 2161), []string{"NOT_FOUND id", "BAD_INPUT hours"}},
		{"another's", preview(measures("idee"), 1), []string{"NOT_FOUND id"}},
		{"put away", func() error { _, _, err := d.Preview(d.office(), partners("neu"), 1); return err }, []string{"ARCHIVED id"}},
		{"by the public", func() error { _, _, err := d.Preview(t.Context(), measures("kurs"), 1); return err }, []string{"UNAUTHENTICATED"}},
	})
	_, _, err = d.Preview(people, measures("kurs"), 2160)
	testkit.Must(t, err)
}

// The preview of a page shows the drafts of its images too, and of no others.
func TestPreviewOfImages(t *testing.T) {
	d := newDesk(t)
	used, err := d.upload(d.office(), t, 21, network.UploadMediaInput{Alt: is("Grau")})
	testkit.Must(t, err)
	other, err := d.upload(d.office(), t, 22, network.UploadMediaInput{Alt: is("Grau")})
	testkit.Must(t, err)
	_, err = update(d.office(), d, pages("/b"), 1, &network.UpdatePageInput{Blocks: is([]*network.BlockInput{
		{Image: &network.ImageBlockInput{Media: used.ID}}, {Partners: &network.PartnerListBlockInput{}},
		{Text: &network.TextBlockInput{Text: is("[Geheim](entry:" + other.ID + ")")}}})}) // which shows nothing
	testkit.Must(t, err)
	token, _, err := d.Preview(d.office(), pages("/b"), 1)
	testkit.Must(t, err)
	caller, err := d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	v := content.Everything()
	v.Scope = caller.Scope()
	p, err := d.store.Pages.ByKey(t.Context(), v, "/b")
	testkit.Must(t, err)
	blocks := p.Blocks()
	if m, err := dataloader.New(d.store).BlockMedia(t.Context(), blocks[0].(*network.ImageBlock)); m == nil || m.ID != used.ID || err != nil {
		t.Errorf("the image is %v (%v)", m, err)
	}
	if ps, err := dataloader.New(d.store).BlockPartners(t.Context(), blocks[1].(*network.PartnerListBlock)); len(ps) != 2 || err != nil {
		t.Errorf("it lists %d partners (%v)", len(ps), err)
	}
	if all, err := d.store.Media.All(t.Context(), v); len(all) != 1 || err != nil {
		t.Errorf("it shows %d files (%v), one of which is %s", len(all), err, other.ID)
	}
	testkit.Must(t, archived(d, pages("/b"), 2))
	if caller, err = d.Viewer(t.Context(), token); err != nil || caller.Files != "" {
		t.Errorf("after it was put away it shows %q (%v)", caller.Files, err)
	}
}

// What is public of the entry itself is not shown beside its draft.
func TestPreviewOfPublicEntry(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Neuer Kurs")})
	testkit.Must(t, err)
	token, _, err := d.Preview(d.office(), measures("kurs"), 1)
	testkit.Must(t, err)
	caller, err := d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	v := content.Everything()
	v.Scope = caller.Scope()
	if all, err := d.store.Measures.All(t.Context(), v); err != nil || len(all) != 1 || all[0].Title() != "Neuer Kurs" {
		t.Errorf("it lists %d measures (%v)", len(all), err)
	}
}
