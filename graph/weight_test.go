package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

// Admins give tokens a weight, which the token list shows and whoever is known by the token has. Others give none.
func TestTokensHaveWeight(t *testing.T) {
	public, admin := withAdmin(t, "none")
	const create = `mutation($weight: Int) { createToken(input: {name: "Website", permissions: [READ_DRAFTS], weight: $weight}) { secret token { weight } errors { code path } } }`
	partner := public.As(t, auth.Partner, content.NewID(content.Partners))
	for _, c := range []struct {
		who    *testkit.Server
		weight any
		want   string
	}{
		{admin, nil, "1"}, {admin, 1, "1"}, {admin, 100, "100"}, {partner, nil, "1"}, {partner, 1, "1"},
		{admin, 0, "BAD_INPUT input.weight"}, {admin, -1, "BAD_INPUT input.weight"}, {admin, 101, "BAD_INPUT input.weight"},
		{partner, 2, "FORBIDDEN input.weight"},
	} {
		a := c.who.Query(t, create, map[string]any{"weight": c.weight})
		got := problemsOf(t, a, "createToken")
		if secret, ok := valueAt(a, "createToken.secret").(string); ok {
			caller, err := public.Accounts.Authenticate(t.Context(), secret)
			testkit.Must(t, err)
			if got = fmt.Sprint(valueAt(a, "createToken.token.weight")); got != fmt.Sprint(caller.Weight) {
				t.Errorf("it is shown %s, and the caller has %d", got, caller.Weight)
			}
		}
		if got != c.want {
			t.Errorf("weight %v is answered %s, want %s", c.weight, got, c.want)
		}
	}
	if got := fmt.Sprint(valueAt(admin.Query(t, `{ viewer { tokens { weight } } }`, nil), "viewer.tokens")); strings.Count(got, "weight:1]") != 2 || strings.Count(got, "weight:100]") != 1 {
		t.Errorf("the list shows %s", got)
	}
}
