package auth_test

import (
	"errors"
	"fmt"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

func code(err error) content.Code {
	if known, ok := errors.AsType[*content.Error](err); ok {
		return known.Code
	}
	return ""
}

// Who may do what, as a table: roles give permissions, an API token takes some away, and a partner edits only its own entries.
func TestPolicy(t *testing.T) {
	const own, other = "par_own", "par_other"
	mine, foreign := &network.Measure{PartnerID: own}, &network.Measure{PartnerID: other}
	organisation, page := &network.Partner{Meta: content.Meta{ID: own}}, &network.Page{}
	for _, test := range []struct {
		name                                        string
		caller                                      auth.Caller
		permissions                                 string
		mine, foreign, organisation, page, creation bool
	}{
		{"public", auth.Caller{}, "[]", false, false, false, false, false},
		{"admin", auth.Caller{Roles: []auth.Role{auth.Admin}}, "[READ_DRAFTS EDIT PUBLISH READ_AUDIT MANAGE_ACCOUNTS]", true, true, true, true, true},
		{"editor", auth.Caller{Roles: []auth.Role{auth.Editor}}, "[READ_DRAFTS EDIT PUBLISH]", true, true, true, true, true},
		{"partner", auth.Caller{Roles: []auth.Role{auth.Partner}, PartnerID: own}, "[READ_DRAFTS EDIT]", true, false, true, false, false},
		{"partner of none", auth.Caller{Roles: []auth.Role{auth.Partner}}, "[READ_DRAFTS EDIT]", false, false, false, false, false},
		{"partner in the office", auth.Caller{Roles: []auth.Role{auth.Editor, auth.Partner}, PartnerID: own}, "[READ_DRAFTS EDIT PUBLISH]", true, true, true, true, true},
		{"reading token of an admin", auth.Caller{Roles: []auth.Role{auth.Admin}, Limit: []auth.Permission{auth.ReadDrafts}}, "[READ_DRAFTS]", false, false, false, false, false},
		{"publishing token of a partner", auth.Caller{Roles: []auth.Role{auth.Partner}, PartnerID: own, Limit: auth.Grantable()}, "[READ_DRAFTS EDIT]", true, false, true, false, false},
		{"token without anything", auth.Caller{Roles: []auth.Role{auth.Admin}, Limit: []auth.Permission{}}, "[]", false, false, false, false, false},
		{"preview", auth.Caller{Entry: "mea_x"}, "[]", false, false, false, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fmt.Sprint(test.caller.Permissions()); got != test.permissions {
				t.Errorf("the permissions are %s, want %s", got, test.permissions)
			}
			for what, is := range map[string][2]bool{
				"its own":          {auth.CanEdit(test.caller, mine), test.mine},
				"another's":        {auth.CanEdit(test.caller, foreign), test.foreign},
				"the organisation": {auth.CanEdit(test.caller, organisation), test.organisation},
				"a page":           {auth.CanEdit(test.caller, page), test.page},
				"a new partner":    {auth.CanCreate(test.caller, organisation), test.creation},
			} {
				if is[0] != is[1] {
					t.Errorf("editing %s: %t", what, is[0])
				}
			}
			want := content.Code("")
			if test.caller.Public() {
				want = content.Unauthenticated
			} else if !test.caller.May(auth.ManageAccounts) {
				want = content.Forbidden
			}
			if got := code(auth.Check(test.caller, auth.ManageAccounts)); got != want {
				t.Errorf("looking after accounts is refused with %q, want %q", got, want)
			}
		})
	}
}

// What a password may be depends on its length first. The name in the e-mail address adds nothing to it.
func TestCheckPassword(t *testing.T) {
	for password, good := range map[string]bool{
		"sieben Zwetschgen": true, "äöüäöüßßßxyz": true, "erika-mustermann-X": false, "Erika.Muster+12345678901x": true,
		"kurz": false, "elfzeichen!": false, "": false, "aaaaaaaaaaaaaaaa": false, "abababababababab": false,
		"123456789012": false, "qwertzuiopasd": false, "PasswordPassword": false, "erika.mustererika.muster": false,
		string(make([]byte, 201)): false,
	} {
		email := "Erika.Muster@example.org"
		if password == "erika-mustermann-X" {
			email = "erika-mustermann@example.org"
		}
		if ps := auth.CheckPassword(password, email); (len(ps) == 0) != good {
			t.Errorf("%q: %v", password, ps)
		} else if !good && (ps[0].Code != auth.WeakPassword || ps[0].DE == "" || ps[0].EN == "") {
			t.Errorf("%q: %+v", password, ps[0])
		}
	}
}

// Everything that is wrong with an account is said at once.
func TestValidateAccount(t *testing.T) {
	for want, a := range map[string]auth.Account{
		"[]":                        {Email: "a@b.de", Name: "A", Roles: []auth.Role{auth.Editor}},
		"[email name roles]":        {Email: "A <a@b.de>"},
		"[partner]":                 {Email: "a@b.de", Name: "A", Roles: []auth.Role{auth.Partner}},
		"[email roles partner]":     {Name: "A", PartnerID: "par_x"},
		"[email name partner]":      {Email: "a", Roles: []auth.Role{auth.Editor}, PartnerID: "par_x"},
		"[email partner] and so on": {Email: "a@b.de\nBcc: c@d.de", Name: "A", Roles: []auth.Role{auth.Partner}},
	} {
		paths := []string{}
		for _, p := range a.Validate() {
			paths = append(paths, p.Path)
		}
		if got := fmt.Sprint(paths); got != want && got+" and so on" != want {
			t.Errorf("%+v: %s, want %s", a, got, want)
		}
	}
}
