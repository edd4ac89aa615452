package content_test

import (
	"bytes"
	"strings"
	"testing"

	"partnernetz/content"
)

// An id of every kind tells its kind, whether made by chance or from a key.
func TestKindOf(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range content.Kinds() {
		for _, id := range []string{content.NewID(k), content.NewID(k), content.KeyID(k, "stadt-koeln")} {
			if got, err := content.KindOf(id); got != k || err != nil {
				t.Errorf("KindOf(%q) = %q, %v", id, got, err)
			}
			if seen[id] {
				t.Errorf("%s was given twice", id)
			}
			seen[id] = true
		}
	}
}

func TestKindOfMalformed(t *testing.T) {
	good := content.KeyID(content.Partners, "x")
	for _, id := range []string{
		"", "_", "par", "par_", "par_short", good[4:], "xyz_" + good[4:], "PAR_" + good[4:], strings.ToUpper(good), good + "a", good[:29],
		good[:10] + "_" + good[11:], good[:10] + "1" + good[11:], good[:10] + " " + good[11:], good[:29] + "ä", " " + good, good + "\n",
		"par\x00_" + good[4:], `{"$ne":null}`, strings.Repeat("a", 1<<20),
	} {
		if k, err := content.KindOf(id); code(err) != content.BadInput {
			t.Errorf("KindOf(%.40q) = %q, %v; want BAD_INPUT", id, k, err)
		}
	}
}

// Ids made from keys are the same in every database, and for ever.
func TestKeyIDStable(t *testing.T) {
	tests := []struct {
		kind    content.Kind
		key, id string
	}{
		{content.Partners, "stadt-koeln", "par_jgwmgt2p4ehyd3arkzmhbjc6en"},
		{content.Pages, "/", "pag_qenw5amju6k7pgcmo6smrl2xlx"},
	}
	for _, tt := range tests {
		if got := content.KeyID(tt.kind, tt.key); got != tt.id {
			t.Errorf("KeyID(%s, %s) = %s, was %s: links to imported entries would break", tt.kind, tt.key, got, tt.id)
		}
	}
}

func TestLocaleAndDateInTheSchema(t *testing.T) {
	for _, l := range content.Locales() {
		var b bytes.Buffer
		l.MarshalGQL(&b)
		var back content.Locale
		if err := back.UnmarshalGQL(strings.Trim(b.String(), `"`)); err != nil || back != l {
			t.Errorf("%s is written %s and read %s, %v", l, &b, back, err)
		}
	}
	for _, v := range []any{"de", "de-simple", "FR", "", nil, 1} {
		if err := new(content.Locale).UnmarshalGQL(v); code(err) != content.BadInput {
			t.Errorf("Locale %v: %v", v, err)
		}
	}
	for _, v := range []any{"2024-02-30", "2024-6-7", "07.06.2024", "2024-06-07T00:00:00Z", " 2024-06-07", "", nil, 20240607} {
		if err := new(content.Date).UnmarshalGQL(v); code(err) != content.BadInput {
			t.Errorf("Date %v: %v", v, err)
		}
	}
	if d, err := content.ParseDate("2024-02-29"); d != "2024-02-29" || err != nil {
		t.Errorf("29 February 2024: %q, %v", d, err)
	}
}
