package editing

import (
	"context"
	"strings"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// Transition brings an agreement into another status, as its next draft. Whether an agreement is in force is for those to say who
// publish.
func (e *Editor) Transition(ctx context.Context, id string, expected int, t network.Transition) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		found, err := w.find("id", id, false)
		if err != nil || found == nil {
			return nil, err
		}
		before, ok := found.(*network.Agreement)
		if !ok {
			w.add(content.Missing("id"))
			return nil, nil
		}
		after := content.Clone(before)
		w.expect("expectedRevision", before, expected)
		w.remark("reason", t.Reason)
		w.add(after.Come(t)...)
		problems, err := w.rules().Check(before, after)
		if err != nil {
			return nil, err
		}
		w.add(argued(problems)...)
		if err := w.save("id", after, w.stamp(content.Updated, t.Reason)); err != nil {
			return nil, err
		}
		if err := w.record(audit.Updated, t.Reason, id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// argued returns problems of an agreement at the arguments that they come from. What has nothing to do with these stands at the
// field of the draft that has to be put right first; what a remark or a day has wrong was said already.
func argued(problems content.Problems) (at content.Problems) {
	for _, p := range problems {
		if p.Path == "supersededBy" {
			p.Path = "by"
		}
		if !strings.HasPrefix(p.Path, "transitions.") {
			at = append(at, p)
		}
	}
	return at
}
