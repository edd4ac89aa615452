package check

import (
	"maps"
	"partnernetz/content"
)

// World is what is public, as far as inspected entries lead there by addresses.
type World struct {
	At    map[string]content.Entry // by path
	Moved map[string]content.Entry // by a path at which nothing stands: what stood there last, if it is public elsewhere
	ByID  map[string]content.Entry
}

// NewWorld makes one in which nothing is known to be public.
func NewWorld() World {
	return World{map[string]content.Entry{}, map[string]content.Entry{}, map[string]content.Entry{}}
}

// Destinations returns what a world has to tell for inspections: about the keys at which something may stand, by kind, and
// about entries whose headings links lead to, or that are shown as images.
func Destinations(inspections []*Inspection) (keys map[content.Kind][]string, ids []string) {
	keys = map[content.Kind][]string{}
	seen := map[string]bool{}
	for _, in := range inspections {
		for _, a := range in.addresses {
			to := destinationOf(a.value)
			switch {
			case seen[to.path+to.id]:
			case to.path != "":
				for kind, key := range content.StandingAt(to.path) {
					keys[kind] = append(keys[kind], key)
				}
			case to.id != "" && to.anchor != "" && !to.nowhere:
				ids = append(ids, to.id)
			default:
				continue
			}
			seen[to.path+to.id] = true
		}
		for _, image := range in.images {
			ids = append(ids, image.value)
		}
	}
	return keys, ids
}

// With returns the world as it is once entries have become public.
func (w World) With(entries ...content.Entry) World {
	after := NewWorld()
	maps.Copy(after.At, w.At)
	maps.Copy(after.Moved, w.Moved)
	maps.Copy(after.ByID, w.ByID)
	byID := map[string]content.Entry{}
	for _, e := range entries {
		byID[e.Head().ID] = e
	}
	for path, e := range w.At {
		if now := byID[e.Head().ID]; now != nil && content.PathOf(now) != path {
			delete(after.At, path)
			after.Moved[path] = now
		}
	}
	for path, e := range w.Moved {
		if now := byID[e.Head().ID]; now != nil {
			after.Moved[path] = now
		}
	}
	for id, e := range byID {
		if content.HasPlace(e.EntryKind()) {
			after.At[content.PathOf(e)] = e
		}
		after.ByID[id] = e
	}
	return after
}
