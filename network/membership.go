package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"slices"
	"strconv"
)

// validateMembership finds what is wrong with when a partner is one, and whom it belongs together with.
func (p *Partner) validateMembership(c *content.Validator) {
	c.Period("memberSince", "memberUntil", p.MemberSince, p.MemberUntil)
	if p.MergedIntoID != "" && p.MemberUntil == nil {
		c.Add("memberUntil", content.Required, "Ein Partner, der in einem anderen aufgegangen ist, braucht einen letzten Tag der Mitgliedschaft.",
			"a partner that was merged into another needs a last day of its membership")
	}
	if p.MergedIntoID != "" && p.MergedIntoID == p.ID {
		c.Problems = append(c.Problems, content.InCircle("mergedInto"))
	}
	for i, id := range p.MemberIDs {
		at := "members." + strconv.Itoa(i)
		if id != "" && id == p.ID {
			c.Problems = append(c.Problems, content.InCircle(at))
		}
		if slices.Contains(p.MemberIDs[:i], id) {
			c.Add(at, content.BadInput, "Dieses Mitglied steht zweimal da.", "this member is here twice")
		}
	}
}

// Above is the partner that it was merged into.
func (p *Partner) Above() (field, id string) { return "mergedInto", p.MergedIntoID }

// Cooperations returns the cooperations among partners that it is a member of.
func (p *Partner) Cooperations(all []*Partner) []*Partner {
	return selected(all, func(q *Partner) bool { return slices.Contains(q.MemberIDs, p.ID) })
}

// Merged returns those among partners that were merged into it.
func (p *Partner) Merged(all []*Partner) []*Partner {
	return selected(all, func(q *Partner) bool { return q.MergedIntoID == p.ID })
}

func selected(all []*Partner, is func(*Partner) bool) []*Partner {
	some := []*Partner{}
	for _, p := range all {
		if is(p) {
			some = append(some, p)
		}
	}
	return some
}

// membersOn holds for the partners that are members on a day; for all if there is none. One of whom nobody knows since when has
// always been.
func membersOn(day *content.Date) list.Condition {
	if day == nil {
		return list.All()
	}
	unknown := true
	since, until := list.Path("memberSince"), list.Path("memberUntil")
	none := list.DateFilter{IsNull: &unknown}
	return list.All(
		list.Condition{Op: list.Or, Of: []list.Condition{none.On(since), (&list.DateFilter{Lte: day}).On(since)}},
		list.Condition{Op: list.Or, Of: []list.Condition{none.On(until), (&list.DateFilter{Gte: day}).On(until)}})
}
