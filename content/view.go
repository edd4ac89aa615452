package content

import (
	"context"
	"time"
)

// Stage says which revision of an entry a view selects.
type Stage string

// The stages.
const (
	Published Stage = "PUBLISHED" // the one that is public, now or at View.AsOf
	Draft     Stage = "DRAFT"     // the newest saved one, unless the entry was put away
	Archived  Stage = "ARCHIVED"  // the newest saved one of entries that were put away
)

// Stages lists all stages.
func Stages() []Stage { return []Stage{Published, Draft, Archived} }

// View selects at most one revision of every entry, and the language to show it in. It is decided once for an
// operation, and it is part of the key of everything that is loaded or cached.
type View struct {
	Stage    Stage
	Locale   Locale
	Fallback bool      // whether a text that lacks the language is shown in German
	AsOf     time.Time // the moment whose public revisions are shown; zero for now
	Scope    Scope     // what of it is there for the reader
	Release  string    // the id of the release whose revisions are shown, in place of those of a moment; empty for none
}

// Everything is the view of all newest revisions with the eyes of the office.
func Everything() View {
	return View{Stage: Draft, Locale: DE, Fallback: true, Scope: Scope{Audience: ForOffice, Drafts: true}}
}

// PublicView is what an operation sees that does not say otherwise.
func PublicView() View { return View{Stage: Published, Locale: DE, Fallback: true} }

// NewView makes the view that the arguments of @view ask for; nil is the default. The error has code BAD_INPUT.
func NewView(scope Scope, stage *Stage, locale *Locale, fallback *bool, asOf *time.Time) (View, error) {
	v := PublicView()
	v.Scope = scope
	if stage != nil {
		v.Stage = *stage
	}
	if locale != nil {
		v.Locale = *locale
	}
	if fallback != nil {
		v.Fallback = *fallback
	}
	if asOf != nil {
		if v.Stage != Published {
			return v, Errorf(BadInput, "asOf shows what was public; it does not go with stage %s", v.Stage)
		}
		v.AsOf = asOf.UTC().Truncate(time.Millisecond)
	}
	return v, nil
}

// CanBeReleased is an error of code BAD_INPUT if the view is of a stage or of a moment, which a release is not.
func (v View) CanBeReleased() error {
	switch {
	case v.Stage != Published:
		return Errorf(BadInput, "release shows what a release has; it does not go with stage %s", v.Stage)
	case !v.AsOf.IsZero():
		return Errorf(BadInput, "release shows what a release has; it does not go with asOf")
	}
	return nil
}

// In returns the view of a release that was frozen at a moment, which is the present of that view.
func (v View) In(release string, frozen time.Time) View {
	v.Release, v.AsOf = release, frozen.UTC().Truncate(time.Millisecond)
	return v
}

// Previews reports whether it is the view of a preview link: of the drafts that are shown, and of all else what is public.
func (v View) Previews() bool { return v.Stage == Draft && v.Scope.Entry != "" }

// Edits reports whether it is a view of drafts that the reader may edit, which those of a preview link are not.
func (v View) Edits() bool { return (v.Stage == Draft || v.Stage == Archived) && v.Scope.Entry == "" }

// Resolve returns what the view shows of a text, and in which language. The text is empty, and the language
// that of the view, if it shows nothing. Output, filters, orders and search all go by it.
func (v View) Resolve(t Text) (string, Locale) {
	if s := t[v.Locale]; s != "" || !v.Fallback {
		return s, v.Locale
	}
	if s := t[DE]; s != "" {
		return s, DE
	}
	return "", v.Locale
}

// InAnyLanguage is the view with fallback. Proper names are shown in it, since the names of organisations, people and places
// hold in every language, and what there is is counted in it, in whatever language that is.
func (v View) InAnyLanguage() View {
	v.Fallback = true
	return v
}

// Title returns what the view shows as the title or name of an entry, and in which language.
func (v View) Title(e Entry) (string, Locale) {
	if e.EntryKind().Traits().NamedProperly() {
		v = v.InAnyLanguage()
	}
	return v.Resolve(e.Headline())
}

type viewKey struct{}

// WithView returns a context in which reads go through the view.
func WithView(ctx context.Context, v View) context.Context {
	return context.WithValue(ctx, viewKey{}, v)
}

// ViewFrom returns the view of the operation.
func ViewFrom(ctx context.Context) View {
	if v, ok := ctx.Value(viewKey{}).(View); ok {
		return v
	}
	return PublicView()
}
