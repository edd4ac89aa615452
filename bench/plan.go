package main

import "time"

// way is one way of asking.
type way struct {
	name     string
	request  func(question) []byte
	bare     bool          // asks the handler that only writes
	executed bool          // makes each answer anew
	publish  time.Duration // how often something is published meanwhile; 0 for never
}

var (
	bare      = way{name: "bare handler", request: question.plain, bare: true}
	served    = way{name: "as served", request: question.plain}
	executed  = way{name: "executed", request: question.numbered, executed: true}
	published = way{name: "published every 100 ms", request: question.plain, publish: 100 * time.Millisecond}
)

// plan is what is measured in each round, in this order, and what it should come to.
func plan(small, larger, largest, wire *scene) ([]*row, error) {
	asked, err := questions(overview, "MeasureExplorer", "PageByPath", "PartnerList")
	if err != nil {
		return nil, err
	}
	faster := map[string]float64{overview: 14, "MeasureExplorer": 5, "PageByPath": 4, "PartnerList": 9, "PartnerDetail": 4}
	var rows []*row
	add := func(r *row) *row { rows = append(rows, r); return r }
	made := map[string]*row{} // the executed ones of the small scene, by question
	for _, q := range asked {
		alone := add(&row{scene: small, question: q, way: bare})
		made[q.name] = add(&row{scene: small, question: q, way: executed, beside: alone, faster: faster[q.name]})
	}
	made[overview].proportion = 30
	for _, s := range []*scene{larger, largest} {
		add(&row{scene: s, question: asked[0].first(seedPartners), way: executed, beside: made[overview], proportion: 1.3})
	}
	for _, q := range asked {
		if wire != nil {
			add(&row{scene: wire, question: q, way: executed, beside: made[q.name], faster: 4})
		}
	}
	publishing := func(alone *row, proportion float64) {
		kept := add(&row{scene: alone.scene, question: asked[0], way: served, beside: alone, proportion: 0.85})
		add(&row{scene: alone.scene, question: asked[0], way: published, beside: kept, proportion: proportion})
	}
	publishing(made[overview].beside, 0.85)
	publishing(add(&row{scene: larger, question: asked[0], way: bare}), 0.75)
	return rows, nil
}
