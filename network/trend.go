package network

import (
	"fmt"
	"partnernetz/content"
	"strconv"
)

// FigureSource is what figures are counted from.
type FigureSource string

// YearCount is how many there were in a year.
type YearCount struct{ Year, Count int }

const longestTrend = 100 // years

// AsOf is the day that the figures are true of.
func (s *Statistics) AsOf() content.Date { return content.DayOf(s.View.Today()) }

// Source tells what the figures are counted from.
func (s *Statistics) Source() FigureSource { return "ENTRIES" }

// IsMember reports whether the partner is a member on a day. One of whom nobody knows since when has always been.
func (p *Partner) IsMember(day content.Date) bool {
	return (p.MemberSince == nil || *p.MemberSince <= day) && (p.MemberUntil == nil || day <= *p.MemberUntil)
}

// Bodies counts the bodies that the members on a day are, each once: in place of a cooperation its members, if any is among all.
func Bodies(all []*Partner, day content.Date) int {
	there, bodies := map[string]bool{}, map[string]bool{}
	for _, p := range all {
		there[p.ID] = true
	}
	for _, p := range all {
		if !p.IsMember(day) {
			continue
		}
		cooperates := false
		for _, id := range p.MemberIDs {
			if there[id] {
				cooperates, bodies[id] = true, true
			}
		}
		if !cooperates {
			bodies[p.ID] = true
		}
	}
	return len(bodies)
}

// PartnersByYear counts the members at the end of each year, and of the last year on a day.
func PartnersByYear(all []*Partner, day content.Date) []*YearCount {
	var days []*content.Date
	for _, p := range all {
		days = append(days, p.MemberSince, p.MemberUntil)
	}
	return byYear(days, day, func(_, last content.Date) (n int) {
		for _, p := range all {
			if p.IsMember(last) {
				n++
			}
		}
		return n
	})
}

// AgreementsByYear counts the agreements that are in force on some day of each year, of the last one until a day.
func AgreementsByYear(all []*Agreement, day content.Date) []*YearCount {
	var days []*content.Date
	for _, a := range all {
		days = append(days, a.ValidFrom)
	}
	return byYear(days, day, func(first, last content.Date) (n int) {
		for _, a := range all {
			if a.InForce(first, last) {
				n++
			}
		}
		return n
	})
}

// byYear counts for each year, from that of the first of some days to that of the last day.
func byYear(days []*content.Date, last content.Date, count func(first, last content.Date) int) []*YearCount {
	until := yearOf(last)
	from := until
	for _, d := range days {
		if d != nil {
			from = min(from, max(yearOf(*d), until-longestTrend+1))
		}
	}
	years := []*YearCount{}
	for y := from; y <= until; y++ {
		end := min(last, content.Date(fmt.Sprintf("%04d-12-31", y)))
		years = append(years, &YearCount{y, count(content.Date(fmt.Sprintf("%04d-01-01", y)), end)})
	}
	return years
}

func yearOf(d content.Date) int {
	year, _ := strconv.Atoi(string(d)[:min(4, len(d))])
	return year
}
