package auth

import (
	"slices"

	"partnernetz/content"
)

// Permission is something that a caller may do. Roles give permissions; an API token may have fewer than its account.
type Permission string

// The permissions.
const (
	ReadDrafts     Permission = "READ_DRAFTS"     // see drafts: the office all, partners only their own
	Edit           Permission = "EDIT"            // change drafts: the office all, partners only their own
	Publish        Permission = "PUBLISH"         // make public, take back, put away, schedule
	ReadAudit      Permission = "READ_AUDIT"      // read the log of who did what
	ManageAccounts Permission = "MANAGE_ACCOUNTS" // invite people, give them roles, disable them
)

// Permissions lists all permissions.
func Permissions() []Permission {
	return []Permission{ReadDrafts, Edit, Publish, ReadAudit, ManageAccounts}
}

// given returns the permissions of a role.
func given(r Role) []Permission {
	switch r {
	case Admin:
		return Permissions()
	case Editor:
		return []Permission{ReadDrafts, Edit, Publish}
	case Partner:
		return []Permission{ReadDrafts, Edit}
	}
	return nil
}

// May reports whether the caller has a permission. [CanEdit] says whether it holds for an entry.
func (c Caller) May(p Permission) bool { return slices.Contains(c.Permissions(), p) }

// Permissions returns what the caller may do.
func (c Caller) Permissions() []Permission {
	permissions := []Permission{}
	for _, p := range Permissions() {
		has := slices.ContainsFunc(c.Roles, func(r Role) bool { return slices.Contains(given(r), p) })
		if has && (c.Limit == nil || slices.Contains(c.Limit, p)) {
			permissions = append(permissions, p)
		}
	}
	return permissions
}

// Check refuses a caller without a permission, with code UNAUTHENTICATED or FORBIDDEN.
func Check(c Caller, p Permission) error {
	switch {
	case c.May(p):
		return nil
	case c.Public():
		return content.Errorf(content.Unauthenticated, "this is only for those who are signed in; send a session or an API token")
	}
	return content.Errorf(content.Forbidden, "this takes the permission %s, which you do not have", p)
}

// CheckView refuses a view that the caller may not use, with code UNAUTHENTICATED or FORBIDDEN. Which drafts the caller sees in
// the view depends on the scope.
func CheckView(c Caller, v content.View) error {
	if v.Stage == content.Published || c.Entry != "" && v.Stage == content.Draft {
		return nil
	}
	if c.Public() {
		return content.Errorf(content.Unauthenticated, "drafts are only for those who may edit them; sign in, or send an API token")
	}
	return Check(c, ReadDrafts)
}

// CanEdit reports whether the caller may change drafts of the entry.
func CanEdit(c Caller, e content.Entry) bool {
	if !c.May(Edit) {
		return false
	}
	s := c.Scope()
	return s.Has(content.ForOffice) || s.Partner != "" && s.Partner == content.Owner(e)
}

// CanCreate reports whether the caller may save the entry as a new one. People of a partner cannot make partners.
func CanCreate(c Caller, e content.Entry) bool {
	return CanEdit(c, e) && (e.EntryKind() != content.Partners || c.Scope().Has(content.ForOffice))
}
