package network_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// came makes transitions, such as "ACTIVE 2023-01-01".
func came(transitions ...string) (all []network.StoredTransition) {
	for _, s := range transitions {
		status, on, _ := strings.Cut(s, " ")
		all = append(all, network.StoredTransition{Status: network.AgreementStatus(status), On: content.Date(on)})
	}
	return all
}

func TestLifecycle(t *testing.T) {
	for name, tt := range map[string]struct {
		status      network.AgreementStatus
		transitions []network.StoredTransition
		want        string
	}{
		"nothing is known":          {"PAUSED", nil, ""},
		"all of it":                 {"ENDED", came("ACTIVE 2023-01-01", "PAUSED 2023-02-01", "ACTIVE 2023-03-01", "ENDED 2023-04-01"), ""},
		"on one day":                {"PAUSED", came("ACTIVE 2023-01-01", "PAUSED 2023-01-01"), ""},
		"only the end":              {"ENDED", came("ENDED 2023-04-01"), ""},
		"another status":            {"ACTIVE", came("ENDED 2023-04-01"), "status BAD_INPUT"},
		"after the end":             {"ACTIVE", came("ENDED 2023-04-01", "ACTIVE 2023-05-01"), "transitions.1.status ILLEGAL_TRANSITION"},
		"twice":                     {"ACTIVE", came("ACTIVE 2023-04-01", "ACTIVE 2023-05-01"), "transitions.1.status ILLEGAL_TRANSITION"},
		"before the one before":     {"PAUSED", came("ACTIVE 2023-04-01", "PAUSED 2023-03-31"), "transitions.1.on BAD_INPUT"},
		"on a day that there is no": {"PAUSED", came("PAUSED 2023-02-30"), "transitions.0.on BAD_INPUT"},
	} {
		a := agreement()
		a.Status, a.StoredTransitions = tt.status, tt.transitions
		var got []string
		for _, problem := range a.Validate() {
			got = append(got, problem.Path+" "+string(problem.Code))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

// The term is that of 2023 unless it is said to be open.
func TestInForce(t *testing.T) {
	first, last := content.Date("2023-01-01"), content.Date("2023-12-31")
	for name, tt := range map[string]struct {
		status      network.AgreementStatus
		transitions []network.StoredTransition
		open        bool
		from, to    content.Date
		want        bool
	}{
		"in the term":                      {"ACTIVE", nil, false, "2023-05-31", "2024-05-30", true},
		"on its last day":                  {"ACTIVE", nil, false, "2023-12-31", "2024-12-30", true},
		"after it":                         {"ACTIVE", nil, false, "2024-01-01", "2024-12-31", false},
		"on its first day":                 {"ACTIVE", nil, false, "2022-01-02", "2023-01-01", true},
		"before it":                        {"ACTIVE", nil, false, "2022-01-01", "2022-12-31", false},
		"without an end":                   {"ACTIVE", nil, true, "2030-01-01", "2030-12-31", true},
		"worked out":                       {"NEGOTIATING", nil, false, "2023-01-01", "2023-12-31", false},
		"paused, nobody knows when":        {"PAUSED", nil, false, "2023-01-01", "2023-12-31", false},
		"over":                             {"ENDED", nil, false, "2023-06-01", "2024-05-31", true},
		"over, nobody knows when":          {"ENDED", nil, true, "2023-06-01", "2024-05-31", false},
		"over, the day before":             {"ENDED", came("ENDED 2023-06-01"), false, "2023-05-31", "2024-05-30", true},
		"over, on the day":                 {"ENDED", came("ENDED 2023-06-01"), false, "2023-06-01", "2024-05-31", false},
		"superseded within the term":       {"SUPERSEDED", came("ACTIVE 2023-01-01", "SUPERSEDED 2023-03-01"), false, "2023-03-01", "2023-12-31", false},
		"begun later than agreed":          {"ACTIVE", came("ACTIVE 2023-06-01"), false, "2023-01-01", "2023-05-31", false},
		"begun earlier than agreed":        {"ACTIVE", came("ACTIVE 2022-06-01"), false, "2022-06-01", "2022-12-31", false},
		"during the pause":                 {"ACTIVE", came("PAUSED 2023-03-01", "ACTIVE 2023-05-01"), false, "2023-03-01", "2023-04-30", false},
		"on a day of the pause and after":  {"ACTIVE", came("PAUSED 2023-03-01", "ACTIVE 2023-05-01"), false, "2023-04-30", "2023-05-01", true},
		"paused on the day that it began":  {"PAUSED", came("ACTIVE 2023-03-01", "PAUSED 2023-03-01"), false, "2023-01-01", "2023-12-31", false},
		"the period ends before it begins": {"ACTIVE", nil, true, "2024-01-01", "2023-01-01", false},
	} {
		a := &network.Agreement{Status: tt.status, StoredTransitions: tt.transitions}
		if !tt.open {
			a.ValidFrom, a.ValidUntil = &first, &last
		}
		if got := a.InForce(tt.from, tt.to); got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
