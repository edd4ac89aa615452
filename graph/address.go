package graph

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/graph/scalar"
	"partnernetz/graph/transport"
)

// address is the view that the address of a request names, such as /graphql?locale=EN, for operations that do not say: many
// gateways and clients drop @view without a word, or cannot send it. What is nil was not named.
type address struct {
	stage    *content.Stage
	locale   *content.Locale
	fallback *bool
	asOf     *time.Time
	release  *string
}

type addressKey struct{}

// inAddress puts the view that an address names into the context. It is for transport.HTTP.Address.
func inAddress(ctx context.Context, values url.Values) (context.Context, *gqlerror.Error) {
	var a address
	for _, parameter := range []struct {
		name, wanted string
		read         func(string) bool
	}{
		{"stage", "PUBLISHED, DRAFT or ARCHIVED", func(s string) bool {
			a.stage = new(content.Stage(s))
			return slices.Contains(content.Stages(), *a.stage)
		}},
		{"locale", "DE, EN or DE_SIMPLE", func(s string) bool {
			a.locale = new(content.Locale)
			return a.locale.UnmarshalGQL(s) == nil
		}},
		{"fallback", "true or false", func(s string) bool {
			a.fallback = new(s == "true")
			return *a.fallback || s == "false"
		}},
		{"asOf", "a moment such as 2024-06-07T12:00:00Z, with %2B for a plus", func(s string) bool {
			moment, err := scalar.UnmarshalDateTime(s)
			a.asOf = &moment
			return err == nil
		}},
		{"release", "the label of a release, such as 2024", func(s string) bool {
			a.release = &s
			return s != ""
		}},
	} {
		switch given := values[parameter.name]; {
		case len(given) > 1: // somebody on the way might look at the other one
			return ctx, coded(&gqlerror.Error{}, parameter.name+" stands more than once in the address", transport.CodeMalformedRequest)
		case len(given) == 1 && !parameter.read(given[0]):
			return ctx, coded(&gqlerror.Error{}, parameter.name+" in the address has to be "+parameter.wanted, string(content.BadInput))
		}
	}
	return context.WithValue(ctx, addressKey{}, a), nil
}

// viewOf is the view of an operation that names some arguments, or none: what it does not name goes by the address, and else
// is usual.
func (r *Resolver) viewOf(ctx context.Context, named address) (content.View, error) {
	a, _ := ctx.Value(addressKey{}).(address)
	v, err := content.NewView(auth.From(ctx).Scope(), cmp.Or(named.stage, a.stage), cmp.Or(named.locale, a.locale),
		cmp.Or(named.fallback, a.fallback), cmp.Or(named.asOf, a.asOf))
	if release := cmp.Or(named.release, a.release); err == nil && release != nil {
		return r.Editor.Released(ctx, v, *release)
	}
	return v, err
}
