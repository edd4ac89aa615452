package check

import (
	"fmt"
	"net/url"
	"partnernetz/content"
	"partnernetz/content/richtext"
	"regexp"
	"slices"
	"strings"
)

// checkAddresses follows the links of an entry to what is public. Those to entries by id are left to the publication, save
// for what stands behind the #.
func checkAddresses(in *Inspection) {
	for _, a := range in.addresses {
		to := destinationOf(a.value)
		switch target, moved := in.target(to); {
		case to.nowhere:
			in.add(DeadLink, a.field, a.locale,
				fmt.Sprintf("Der Link auf „%s“ führt nirgendwohin. Eine Adresse beginnt mit https://, mailto: oder /.", clipped(a.value)),
				fmt.Sprintf("the link to %q leads nowhere; an address begins with https://, mailto: or /", clipped(a.value)))
		case to.path != "" && target == nil:
			in.add(DeadLink, a.field, a.locale,
				fmt.Sprintf("Unter %s ist nichts öffentlich. Bitte die Adresse berichtigen, den Link löschen oder das Ziel mit veröffentlichen.", clipped(to.path)),
				fmt.Sprintf("nothing public stands at %s; correct the address, delete the link, or publish its target as well", clipped(to.path)))
		case moved:
			in.add(MovedLink, a.field, a.locale,
				fmt.Sprintf("Was unter %s stand, steht jetzt unter %s. Bitte die neue Adresse eintragen.", to.path, content.PathOf(target)),
				fmt.Sprintf("what stood at %s stands at %s now; write the new address", to.path, content.PathOf(target)))
		case target != nil && to.anchor != "" && !in.hasAnchor(target, a.locale, to.anchor):
			in.add(DeadAnchor, a.field, a.locale,
				fmt.Sprintf("Die Überschrift #%s gibt es dort nicht, wohin der Link führt; er führt an den Anfang. Bitte den Teil hinter # berichtigen.", clipped(to.anchor)),
				fmt.Sprintf("there is no heading #%s where the link leads, so it leads to the beginning; correct the part behind #", clipped(to.anchor)))
		}
	}
}

// linkTarget is where an address leads within the content; to nothing of it, if it is empty.
type linkTarget struct {
	path, id, anchor string
	here             bool // in the entry itself
	nowhere          bool // nowhere at all
}

var fileAddress = regexp.MustCompile(`^/(media|images)/|\.[^/]*$`)

// destinationOf reads an address. Where files are is not known here, and only anchors of headings are.
func destinationOf(address string) (to linkTarget) {
	if id, isEntry := strings.CutPrefix(address, content.EntryScheme); isEntry {
		to.id, to.anchor, _ = strings.Cut(id, "#")
		_, err := content.KindOf(to.id)
		to.nowhere = err != nil
	} else if u, err := url.Parse(content.SafeAddress(address)); err != nil || u.Scheme == "" && u.Host == "" {
		to.path, to.anchor, to.here = strings.TrimSuffix(u.Path, "/"), u.Fragment, u.Path == "" && u.Fragment != ""
		if u.Path == "/" {
			to.path = "/"
		}
		to.nowhere = !to.here && !strings.HasPrefix(u.Path, "/")
		if to.nowhere || fileAddress.MatchString(to.path) {
			to.path = ""
		}
	}
	if !strings.HasPrefix(to.anchor, richtext.AnchorPrefix) {
		to.anchor = ""
	}
	return to
}

// target is where a link leads once the entry is public; nil if there is nothing. moved says that it stood there before.
func (in *Inspection) target(to linkTarget) (target content.Entry, moved bool) {
	switch {
	case to.here || to.id == in.entry.Head().ID && to.id != "" || to.path == content.PathOf(in.entry) && to.path != "":
		return in.entry, false
	case to.id != "":
		return in.world.ByID[to.id], false
	case to.path == "":
		return nil, false
	}
	there := in.world.At[to.path]
	if there == nil {
		there, moved = in.world.Moved[to.path], true
	}
	if there != nil && there.Head().ID == in.entry.Head().ID {
		return in.entry, true
	}
	return there, moved && there != nil
}

// hasAnchor reports whether a heading of an entry has an anchor in a language as it is shown, or in any for a link that is
// the same in all. Where a heading has a figure, its anchor is not known.
func (in *Inspection) hasAnchor(e content.Entry, l content.Locale, anchor string) bool {
	if in.targets[e] == nil {
		in.targets[e] = Inspect(e)
	}
	return slices.ContainsFunc(content.Locales(), func(there content.Locale) bool {
		if l != "" && l != there {
			return false
		}
		anchors := in.targets[e].anchorsIn(there)
		return anchors[anchor] || anchors[unknownAnchor]
	})
}

const unknownAnchor = ""

// anchorsIn returns the anchors of the entry as it is shown in a language, German where the language is not there. They are
// counted over all texts of a page; those of other entries stand for themselves.
func (in *Inspection) anchorsIn(l content.Locale) map[string]bool {
	if in.anchors[l] != nil {
		return in.anchors[l]
	}
	_, paged := in.entry.(content.Paged)
	view, above := content.View{Locale: l, Fallback: true}, map[string]int{}
	in.anchors[l] = map[string]bool{}
	for _, t := range in.texts {
		if !paged {
			above = map[string]int{}
		}
		_, served := view.Resolve(t.text)
		for _, h := range t.headings[served] {
			in.anchors[l][richtext.NameAnchor(h.Text, above)] = true
			in.anchors[l][unknownAnchor] = in.anchors[l][unknownAnchor] || richtext.HasFigure(h.Text)
		}
	}
	return in.anchors[l]
}

// clipped is what somebody wrote, short enough for a message.
func clipped(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}
