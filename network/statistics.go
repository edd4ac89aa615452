package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
)

// Statistics are counts over all that a view has. Each is made when asked for.
type Statistics struct{ View content.View }

// Counting holds for the entries of a kind that count: partners while they are members, on the day of the view; all others always.
func Counting(k content.Kind, v content.View) list.Condition {
	if k != content.Partners {
		return list.All()
	}
	day := content.DayOf(v.Today())
	return membersOn(&day)
}

// SectorCount is how many partners a sector has.
type SectorCount struct {
	Sector Sector
	Count  int
}

// MeasureAreaCount is how many measures an area has.
type MeasureAreaCount struct {
	Area  MeasureArea
	Count int
}

// MeasureStatusCount is how many measures have a status.
type MeasureStatusCount struct {
	Status MeasureStatus
	Count  int
}

// PartnersBySector returns the partners of each sector, in the order of the sectors.
func PartnersBySector(t content.Tally) []*SectorCount {
	return countsInOrder(t["sector"], Sectors(), func(v Sector, n int) *SectorCount { return &SectorCount{v, n} })
}

// AgreementStatusCount is how many agreements have a status.
type AgreementStatusCount struct {
	Status AgreementStatus
	Count  int
}

// AgreementsByStatus returns the agreements of each status, in the order of the statuses.
func AgreementsByStatus(t content.Tally) []*AgreementStatusCount {
	return countsInOrder(t["status"], AgreementStatuses(), func(v AgreementStatus, n int) *AgreementStatusCount { return &AgreementStatusCount{v, n} })
}

// MeasuresByArea returns the measures of each area, in the order of the areas.
func MeasuresByArea(t content.Tally) []*MeasureAreaCount {
	return countsInOrder(t["area"], MeasureAreas(), func(v MeasureArea, n int) *MeasureAreaCount { return &MeasureAreaCount{v, n} })
}

// MeasuresByStatus returns the measures of each status, in the order of the statuses.
func MeasuresByStatus(t content.Tally) []*MeasureStatusCount {
	return countsInOrder(t["status"], MeasureStatuses(), func(v MeasureStatus, n int) *MeasureStatusCount { return &MeasureStatusCount{v, n} })
}

func countsInOrder[V ~string, C any](byValue map[string]int, values []V, count func(V, int) C) []C {
	list := make([]C, len(values))
	for i, v := range values {
		list[i] = count(v, byValue[string(v)])
	}
	return list
}
