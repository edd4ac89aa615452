package network

import (
	"maps"
	"partnernetz/content"
	"partnernetz/content/richtext"
	"slices"
)

// VideoLanguage is a language that is spoken or signed in a video.
type VideoLanguage string

// The languages.
const (
	SpokenGerman  VideoLanguage = "DE"
	SpokenEnglish VideoLanguage = "EN"
	SignedGerman  VideoLanguage = "DGS" // Deutsche Gebärdensprache
)

// VideoLanguages lists all of them with their tags.
func VideoLanguages() map[VideoLanguage]string {
	return map[VideoLanguage]string{SpokenGerman: "de", SpokenEnglish: "en", SignedGerman: "gsg"}
}

// VideoBlock is a video with what those need who do not hear it, do not see it, or do not know sign language.
type VideoBlock struct {
	mediaBlock
	Label            string
	LabelLanguageTag *string
	Transcript       *richtext.Text
}

// CaptionsID is the file with the captions; empty if there are none.
func (v *VideoBlock) CaptionsID() string { return v.b.CaptionsID }

// Language is the one that is spoken or signed.
func (v *VideoBlock) Language() VideoLanguage { return v.b.Language }

// LanguageTag is the tag of that language.
func (v *VideoBlock) LanguageTag() string { return VideoLanguages()[v.b.Language] }

// VideoBlockInput is a video.
type VideoBlockInput struct {
	Media             string
	Captions          *string
	Language          VideoLanguage
	Label, Transcript content.Maybe[string]
	Translations      []*VideoTranslationInput
}

// VideoTranslationInput is the words about a video in one language.
type VideoTranslationInput struct {
	Locale            content.Locale
	Label, Transcript content.Maybe[string]
}

func (in *VideoBlockInput) apply(l content.Locale, b *StoredBlock) {
	b.MediaID, b.CaptionsID, b.Language = in.Media, orEmpty(in.Captions), in.Language
	for _, t := range append([]*VideoTranslationInput{{l, in.Label, in.Transcript}}, in.Translations...) {
		content.SetText(&b.Labels, t.Locale, t.Label)
		content.SetText(&b.Texts, t.Locale, t.Transcript)
	}
}

func (b StoredBlock) writtenVideo(l content.Locale) *VideoBlockInput {
	in := &VideoBlockInput{Media: b.MediaID, Captions: content.OrNil(b.CaptionsID), Language: b.Language, Label: content.Kept(b.Labels[l]), Transcript: content.Kept(b.Texts[l])}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &VideoTranslationInput{o, content.Kept(b.Labels[o]), content.Kept(b.Texts[o])})
	}
	return in
}

// validateVideo finds what is wrong with a video. One that is spoken needs captions; what is signed, the transcript says.
func (b StoredBlock) validateVideo(c *content.Validator, at string) {
	c.Required(at+".media", b.MediaID)
	content.OneOf(c, at+".language", b.Language, slices.Collect(maps.Keys(VideoLanguages())))
	if b.Language != SignedGerman {
		c.Required(at+".captions", b.CaptionsID)
	}
	if b.noVideo {
		c.Add(at+".media", content.BadInput, "Diese Datei ist kein Video.", "this file is not a video")
	}
	if b.noCaptions {
		c.Add(at+".captions", content.BadInput, "Diese Datei hat keine Untertitel: Sie ist nicht WebVTT.", "this file has no captions: it is not WebVTT")
	}
}
