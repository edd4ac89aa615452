package content

import "context"

// Statistics are counts over all that a view has. Each is made when asked for.
type Statistics struct {
	// Partners, Agreements and Measures count by the values of one field of the kind: all there are under "".
	Partners, Agreements, Measures func(context.Context) (Tally, error)
}

// Tally counts entries by value: by field, by value.
type Tally map[string]map[string]int

// Total is the field of a tally that counts every entry, under the empty value.
const Total = ""

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

// PartnerCount counts the partners.
func (s *Statistics) PartnerCount(ctx context.Context) (int, error) {
	t, err := s.Partners(ctx)
	return t[Total][""], err
}

// AgreementCount counts the agreements.
func (s *Statistics) AgreementCount(ctx context.Context) (int, error) {
	t, err := s.Agreements(ctx)
	return t[Total][""], err
}

// MeasureCount counts the measures.
func (s *Statistics) MeasureCount(ctx context.Context) (int, error) {
	t, err := s.Measures(ctx)
	return t[Total][""], err
}

// PartnersBySector counts the partners of each sector, in the order of the sectors.
func (s *Statistics) PartnersBySector(ctx context.Context) ([]*SectorCount, error) {
	t, err := s.Partners(ctx)
	return counts(t["sector"], Sectors(), func(v Sector, n int) *SectorCount { return &SectorCount{v, n} }), err
}

// MeasuresByArea counts the measures of each area, in the order of the areas.
func (s *Statistics) MeasuresByArea(ctx context.Context) ([]*MeasureAreaCount, error) {
	t, err := s.Measures(ctx)
	return counts(t["area"], MeasureAreas(), func(v MeasureArea, n int) *MeasureAreaCount { return &MeasureAreaCount{v, n} }), err
}

// MeasuresByStatus counts the measures of each status, in the order of the statuses.
func (s *Statistics) MeasuresByStatus(ctx context.Context) ([]*MeasureStatusCount, error) {
	t, err := s.Measures(ctx)
	return counts(t["status"], MeasureStatuses(), func(v MeasureStatus, n int) *MeasureStatusCount { return &MeasureStatusCount{v, n} }), err
}

func counts[V ~string, C any](byValue map[string]int, values []V, count func(V, int) C) []C {
	list := make([]C, len(values))
	for i, v := range values {
		list[i] = count(v, byValue[string(v)])
	}
	return list
}
