package editing_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
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
	_, err = update(d.office(), d, measures("idee"), 1, &content.UpdateMeasureInput{Title: is("Idee 2")})
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
	m, _ := seen(measures("idee")).(*content.Measure)
	if m == nil || m.Title() != "Idee 2" {
		t.Fatalf("it shows %v", m)
	}
	for _, id := range []string{agreements("plan"), partners("neu"), measures("kurs"), pages("/b")} {
		if e := seen(id); e != nil {
			t.Errorf("it shows %s too", e.Key())
		}
	}
	if all, err := d.store.Measures.All(t.Context(), v); err != nil || len(all) != 1 {
		t.Errorf("it lists %d drafts (%v)", len(all), err)
	}
	if list, err := m.Revisions(t.Context(), nil, nil, nil, nil); list != nil || err != nil {
		t.Errorf("its history is %v (%v)", list, err)
	}
	d.scheduled(measures("idee"), 1, time.Hour, 0)
	if s, err := m.Schedule(t.Context()); s != nil || err != nil {
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
	if _, err := update(auth.With(t.Context(), caller), d, measures("idee"), 2, &content.UpdateMeasureInput{}); codeOf(err) != content.Forbidden {
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
