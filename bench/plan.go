package main

import "time"

// way is one way of asking.
type way struct {
	name     string
	request  func(question) []byte
	bare     bool          // asks the handler that only writes
	executed bool          // has each answer made anew
	publish  time.Duration // how often something is published meanwhile; 0 for never
}

var (
	bare      = way{name: "bare handler", request: question.plain, bare: true}
	served    = way{name: "as served", request: question.plain}
	executed  = way{name: "executed", request: question.numbered, executed: true}
	published = way{name: "published every 100 ms", request: question.plain, publish: 100 * time.Millisecond}
)

// plan returns what is measured in each round, in this order, with the aims. The first scene is the smallest, the second has
// ten times as much content.
func plan(scenes []*scene) ([]*row, error) {
	asked, err := questions(overview, "MeasureExplorer", "PageByPath", "PartnerList")
	if err != nil {
		return nil, err
	}
	faster := map[string]float64{overview: 14, "MeasureExplorer": 5, "PageByPath": 4, "PartnerList": 9, "PartnerDetail": 4}
	var rows []*row
	add := func(r *row) *row { rows = append(rows, r); return r }
	made := map[string]*row{} // the rows of the small scene that are executed, by question
	for _, q := range asked {
		alone := add(&row{scene: scenes[0], question: q, way: bare})
		made[q.name] = add(&row{scene: scenes[0], question: q, way: executed, beside: alone, faster: faster[q.name]})
	}
	made[overview].proportion = 30
	for _, s := range scenes[1:] {
		if s.mongo == "" {
			add(&row{scene: s, question: asked[0].first(seedPartners), way: executed, beside: made[overview], proportion: 1.3})
			continue
		}
		for _, q := range asked {
			add(&row{scene: s, question: q, way: executed, beside: made[q.name], faster: 4})
		}
	}
	publishing := func(alone *row, proportion float64) {
		kept := add(&row{scene: alone.scene, question: asked[0], way: served, beside: alone, proportion: 0.85})
		add(&row{scene: alone.scene, question: asked[0], way: published, beside: kept, proportion: proportion})
	}
	publishing(made[overview].beside, 0.85)
	publishing(add(&row{scene: scenes[1], question: asked[0], way: bare}), 0.75)
	return rows, nil
}
