package content

// Statistics are counts over all that a view has. Each is made when asked for.
type Statistics struct{ View View }

// Tally counts entries by value: by field, by value.
type Tally map[string]map[string]int

// allEntries is the field of a tally that counts every entry, under the empty value.
const allEntries = ""

// NewTally makes a tally that counts a number of entries, by no field yet.
func NewTally(n int) Tally { return Tally{allEntries: {"": n}} }

// Total is how many entries were counted.
func (t Tally) Total() int { return t[allEntries][""] }

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
func (t Tally) PartnersBySector() []*SectorCount {
	return counts(t["sector"], Sectors(), func(v Sector, n int) *SectorCount { return &SectorCount{v, n} })
}

// MeasuresByArea returns the measures of each area, in the order of the areas.
func (t Tally) MeasuresByArea() []*MeasureAreaCount {
	return counts(t["area"], MeasureAreas(), func(v MeasureArea, n int) *MeasureAreaCount { return &MeasureAreaCount{v, n} })
}

// MeasuresByStatus returns the measures of each status, in the order of the statuses.
func (t Tally) MeasuresByStatus() []*MeasureStatusCount {
	return counts(t["status"], MeasureStatuses(), func(v MeasureStatus, n int) *MeasureStatusCount { return &MeasureStatusCount{v, n} })
}

func counts[V ~string, C any](byValue map[string]int, values []V, count func(V, int) C) []C {
	list := make([]C, len(values))
	for i, v := range values {
		list[i] = count(v, byValue[string(v)])
	}
	return list
}
