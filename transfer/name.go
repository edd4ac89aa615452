package transfer

import (
	"regexp"
	"strings"

	"partnernetz/content"
)

// In files, what is linked to is named by its key; where that could be of any kind, the kind and a slash stand before it,
// as in [words](entry:pages//mitmachen).
var (
	named = regexp.MustCompile(`(\](?:\(|:)\s*<?entry:)([a-z_]+/[^)>#\s]+)`)
	byID  = regexp.MustCompile(`(\](?:\(|:)\s*<?entry:)([a-z]{3}_[a-z2-7]{26})`)
)

// idOf returns the id of what a name stands for in a file.
func (r *importer) idOf(link content.Reference, name string) (string, bool) {
	kind := link.Kind
	if link.To == "" {
		of, key, _ := strings.Cut(name, "/")
		kind, name = content.Kind(of), key
	}
	id, ok := r.known[kind][name]
	return id, ok
}

// inText is a link in a text.
var inText = content.Reference{}

// identifyTexts puts ids in place of the names in links of texts.
func (st *step) identifyTexts(s source, e content.Entry) {
	content.MapTexts(e, func(path, text string) string {
		return named.ReplaceAllStringFunc(text, func(link string) string {
			m := named.FindStringSubmatch(link)
			id, ok := st.idOf(inText, m[2])
			if !ok {
				st.add(s, path, content.NotFound, "there is no entry of this name: "+m[2])
				return link
			}
			return m[1] + id
		})
	})
}

// nameTexts puts names in place of the ids in links of texts. What has no name here keeps its id.
func (x *exporter) nameTexts(e content.Entry) {
	content.MapTexts(e, func(_, text string) string {
		return byID.ReplaceAllStringFunc(text, func(link string) string {
			m := byID.FindStringSubmatch(link)
			if name, ok := x.nameOf(inText, m[2]); ok {
				return m[1] + name
			}
			return link
		})
	})
}

// nameOf returns what the entry of an id is named by where a link leads to it.
func (x *exporter) nameOf(link content.Reference, id string) (string, bool) {
	key, ok := x.keys[id]
	if kind, err := content.KindOf(id); link.To == "" && err == nil {
		return string(kind) + "/" + key, ok
	}
	return key, ok
}
