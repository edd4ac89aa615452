package editing_test

import (
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// A file that is handed to another partner is shown by no preview link of before, and its new owner does not bring back what is
// public of the former owner.
func TestHandedOver(t *testing.T) {
	d := newDesk(t)
	m, err := d.upload(d.office(), t, 21, network.UploadMediaInput{Alt: is("Grau"), Partner: is(partners("aerzte"))})
	testkit.Must(t, err)
	_, err = d.Publish(d.office(), publishing(m.ID, 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	token, _, err := d.Preview(d.people("aerzte"), m.ID, 1)
	testkit.Must(t, err)
	_, err = d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	_, err = update(d.office(), d, m.ID, 1, &network.UpdateMediaInput{Partner: is(partners("soest"))})
	testkit.Must(t, err)
	if _, err := d.Viewer(t.Context(), token); codeOf(err) != auth.TokenExpired {
		t.Errorf("the link of before shows it: %v", err)
	}
	_, err = d.Discard(d.people("soest"), m.ID, 2, false)
	wantRefused(t, err, "OTHER_PARTNER id")
	_, err = d.Discard(d.office(), m.ID, 2, false)
	testkit.Must(t, err)
}
