package network

import (
	"context"
	"fmt"
	"partnernetz/content"
	"partnernetz/content/list"
	"slices"
	"strings"
)

// Media is a file with what readers need to know of it. Its file never changes; another one is another entry.
type Media struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string       `bson:"slug" yaml:"slug,omitempty"`
	PartnerID    string       `bson:"partner,omitempty" yaml:"partner,omitempty"` // whose own people may change it; empty for the office alone
	File         File         `bson:"file" yaml:"-"`
	Source       string       `bson:"-" yaml:"file,omitempty"` // in files of content: where the file is, from there
	Alts         content.Text `bson:"alt,omitempty" yaml:"alt,omitempty"`
	Decorative   bool         `bson:"decorative,omitempty" yaml:"decorative,omitempty"`
	StoredFocus  *Focus       `bson:"focalPoint,omitempty" yaml:"focalPoint,omitempty"` // nil for the middle
	CreditLine   string       `bson:"credit,omitempty" yaml:"credit,omitempty"`
	MadeFor      string       `bson:"release,omitempty" yaml:"-"` // the id of the release that it was made for, with which it comes and goes; empty for what was uploaded
}

// Image is a rendition as readers get it.
type Image struct {
	URL           string
	Width, Height int
	ContentType   string
	Srcset        string
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make it an [Entry].
func (*Media) EntryKind() content.Kind { return content.MediaFiles }

// Key is the slug.
func (m *Media) Key() string { return m.Slug }

// SetSlug gives it a key that was made from the name of its file.
func (m *Media) SetSlug(s string) { m.Slug = s }

// SetOwner gives it to a partner.
func (m *Media) SetOwner(partner string) { m.PartnerID = partner }

// Headline is the name of the file, which is the same in every language.
func (m *Media) Headline() content.Text { return content.Unlocalised(&m.File.Name) }

// Languages are those of the alternative text. What has none, such as a document, is the same in every language.
func (m *Media) Languages() []content.Locale {
	if there := m.Alts.Languages(); len(there) > 0 {
		return there
	}
	return content.Locales()
}

// Searchable has nothing but what is the same in every language.
func (*Media) Searchable() map[string]content.Text { return nil }

// Sortable has the values of MediaOrderField.
func (m *Media) Sortable() map[string]any {
	return map[string]any{"FILENAME": m.File.Name, "BYTE_SIZE": int(m.File.Size), "UPDATED_AT": m.UpdatedAt}
}

const maxCredit = 500 // characters

// ServedAt is where the file is.
func (m *Media) ServedAt() string { return m.File.Path() }

// Picture is what is to be known of it as an image.
func (m *Media) Picture() content.Picture {
	return content.Picture{IsImage: m.File.IsImage(), Filename: m.File.Name, Alts: m.Alts, Decorative: m.Decorative}
}

// Validate finds what is wrong with it. The file has been examined before.
func (m *Media) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", m.Slug)
	c.Text("alt", m.Alts, false)
	if !m.Decorative && m.File.IsImage() && len(m.Alts.Locales()) == 0 {
		c.Add("alt", content.Required, "Was auf dem Bild zu sehen ist, fehlt. Bitte einen Alternativtext angeben, oder decorative: true, wenn das Bild nichts sagt, was nicht im Text steht.",
			"what the image shows is missing; give an alternative text, or decorative: true if it says nothing that the text does not")
	}
	if m.Decorative && len(m.Alts.Locales()) > 0 {
		c.Add("decorative", content.BadInput, "Ein Bild mit Alternativtext ist nicht nur Schmuck. Bitte nur eines von beiden angeben.",
			"an image with an alternative text is not decorative; give one of the two")
	}
	if f := m.Focus(); f.X < 0 || f.X > 100 || f.Y < 0 || f.Y > 100 {
		c.Add("focalPoint", content.BadInput, "Der Bildmittelpunkt liegt von 0 bis 100 Prozent von links und von oben.", "the focal point is from 0 to 100 percent from the left and from the top")
	}
	c.Line("credit", m.CreditLine)
	if len([]rune(m.CreditLine)) > maxCredit {
		c.Add("credit", content.BadInput, fmt.Sprintf("Der Nachweis hat mehr als %d Zeichen.", maxCredit), fmt.Sprintf("the credit has more than %d characters", maxCredit))
	}
	return c.Problems
}

// Becomes demands that what was made for a release stays as it is.
func (m *Media) Becomes(next content.Entry) content.Problems {
	if m.MadeFor == "" || len(content.Changes(m, next)) == 0 {
		return nil
	}
	return content.Problems{{Code: content.IllegalTransition,
		DE: "Diese Datei gehört zu einer Ausgabe und ändert sich nicht.", EN: "this file belongs to a release and does not change"}}
}

// Gate demands that what was made for a release becomes public with it.
func (m *Media) Gate() []content.Problem {
	if m.MadeFor == "" {
		return nil
	}
	return []content.Problem{{Code: content.IllegalTransition,
		DE: "Diese Datei gehört zu einer Ausgabe und wird mit ihr öffentlich (publishRelease).", EN: "this file belongs to a release and becomes public with it (publishRelease)"}}
}

// Focus is the point of an image that stays in when it is cut.
func (m *Media) Focus() Focus {
	if m.StoredFocus == nil {
		return Middle()
	}
	return *m.StoredFocus
}

// FocalPoint is Focus; nil for what is no image.
func (m *Media) FocalPoint() *Focus {
	if !m.File.IsImage() {
		return nil
	}
	f := m.Focus()
	return &f
}

// Alt is what the view shows of what an image shows; nil if it is decorative, or no image.
func (m *Media) Alt() *string { return m.ShowOptional(m.Alts) }

// ServedLocale is the language that the alternative text is shown in.
func (m *Media) ServedLocale() content.Locale { return m.ServedIn(m.Alts) }

// Filename is the name that the file is kept by, with the ending of its type.
func (m *Media) Filename() string { return m.File.Name }

// ContentType is the type of the file, as its content tells.
func (m *Media) ContentType() string { return m.File.ContentType }

// ByteSize is how many bytes the file has.
func (m *Media) ByteSize() int { return int(m.File.Size) }

// Checksum is the SHA-256 of the file in hexadecimal.
func (m *Media) Checksum() string { return m.File.Sum }

// Width is that of an image in pixels; nil if it has none.
func (m *Media) Width() *int { return content.OrNil(max(0, m.File.Width)) }

// Height is that of an image in pixels; nil if it has none.
func (m *Media) Height() *int { return content.OrNil(max(0, m.File.Height)) }

// Placeholder is a blurhash; nil for what has no pixels.
func (m *Media) Placeholder() *string {
	if m.File.Placeholder == "" {
		return nil
	}
	return &m.File.Placeholder
}

// Credit is whom the file is from; nil if not said.
func (m *Media) Credit() *string {
	if m.CreditLine == "" {
		return nil
	}
	return &m.CreditLine
}

// URL is where the file is.
func (m *Media) URL(ctx context.Context) string { return content.ServerFrom(ctx) + m.File.Path() }

// Image is the rendition that is at least as wide as asked for, as far as the file allows; nil for what is no image. What
// is sharp at any size is served as it is.
func (m *Media) Image(ctx context.Context, width int, format ImageFormat, ratio ImageRatio) (*Image, error) {
	if width < 1 {
		return nil, content.Errorf(content.BadInput, "an image is at least 1 pixel wide")
	}
	if !m.File.IsImage() || m.File.Width < 1 {
		return nil, nil
	}
	server := content.ServerFrom(ctx)
	if !m.File.HasPixels() {
		url := server + m.File.Path()
		return &Image{url, width, m.File.HeightAt(Original, width), m.File.ContentType, fmt.Sprintf("%s %dw", url, width)}, nil
	}
	r := Rendition{Format: format, Ratio: ratio, Focus: m.Focus()}
	if ratio == Original {
		r.Focus = Middle()
	}
	widths := m.File.Widths(ratio)
	r.Width = widths[len(widths)-1]
	var srcset []string
	for _, w := range slices.Backward(widths) {
		if w >= width {
			r.Width = w
		}
	}
	for _, w := range widths {
		at := r
		at.Width = w
		srcset = append(srcset, fmt.Sprintf("%s%s %dw", server, at.Path(m.File), w))
	}
	return &Image{server + r.Path(m.File), r.Width, m.File.HeightAt(ratio, r.Width), r.ContentType(), strings.Join(srcset, ", ")}, nil
}

// What the schema has for the lists of every type.
type (
	MediaConnection = list.Connection[*Media]
	MediaEdge       = list.Edge[*Media]
	MediaOrderField string
	MediaOrder      = list.Order[MediaOrderField]
)

// MediaFilter selects media.
type MediaFilter struct {
	And, Or     []*MediaFilter
	Not         *MediaFilter
	ID          *list.IDFilter
	Slug        *list.StringFilter
	Filename    *list.StringFilter
	ContentType *list.StringFilter
	Checksum    *list.StringFilter
	ByteSize    *list.IntFilter
	Partner     *PartnerFilter
	Used        *bool
	Demo        *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *MediaFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Filename.On(list.Path("file.name")), f.ContentType.On(list.Path("file.contentType")),
		f.Checksum.On(list.Path("file.sum")), f.ByteSize.On(list.Path("file.size")), f.Demo.On(list.Path("demo")), f.Drafted(),
		list.LinkTo(list.Path("partner"), content.Partners, f.Partner), list.Usage(f.Used))
}

// QueryMedia asks for a list of media, by the names of their files unless ordered otherwise.
func QueryMedia(v content.View, f *MediaFilter, by []*MediaOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Media), f, by, MediaOrder{Field: "FILENAME"}, w)
}
