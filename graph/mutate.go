package graph

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/graph/generated"
	"partnernetz/network"
)

// create and update are the one way that entries of every type are written: the input knows how to apply itself to an
// entry, and the editor knows who may, what is wrong, and how to keep it.
func create[T content.Entry](ctx context.Context, r *Resolver, in content.Input[T], note *string) (T, []*content.UserError, error) {
	return written[T](ctx)(r.Editor.Create(ctx, kindOf[T](), given(note), applied(ctx, in)))
}

func update[T content.Entry](ctx context.Context, r *Resolver, id string, expected int, in content.Input[T], note *string) (T, []*content.UserError, error) {
	return written[T](ctx)(r.Editor.Update(ctx, kindOf[T](), id, expected, given(note), applied(ctx, in)))
}

// upload keeps a file with an entry of its own.
func upload(ctx context.Context, r *Resolver, file graphql.Upload, in content.Input[*network.Media], note *string) (*network.Media, []*content.UserError, error) {
	received, err := r.Library.Receive(ctx, file.Filename, file.File)
	if err != nil {
		return written[*network.Media](ctx)(nil, err)
	}
	defer received.Close()
	return written[*network.Media](ctx)(r.Editor.Upload(ctx, received, given(note), applied(ctx, in)))
}

func kindOf[T content.Entry]() content.Kind {
	var none T
	return none.EntryKind()
}

// applied writes the text of an input in the language of the view.
func applied[T content.Entry](ctx context.Context, in content.Input[T]) func(content.Entry) {
	return func(e content.Entry) { in.Apply(content.ViewFrom(ctx).Locale, e.(T)) }
}

func written[T content.Entry](ctx context.Context) func(content.Entry, error) (T, []*content.UserError, error) {
	return func(e content.Entry, err error) (T, []*content.UserError, error) {
		typed, _ := e.(T)
		problems, err := refused(ctx, err)
		return typed, problems, err
	}
}

// reportPayload makes the payload of a change to a report, or to what is said of it.
func reportPayload(ctx context.Context) func(content.Entry, error) (*generated.ReportPayload, error) {
	return func(e content.Entry, err error) (*generated.ReportPayload, error) {
		r, problems, err := written[*network.Report](ctx)(e, err)
		return &generated.ReportPayload{Report: r, Errors: problems}, err
	}
}

// transition brings an agreement into another status.
func transition(ctx context.Context, r *Resolver, id string, expected int, t network.Transition) (*generated.AgreementPayload, error) {
	a, problems, err := written[*network.Agreement](ctx)(r.Editor.Transition(ctx, id, expected, t))
	return &generated.AgreementPayload{Agreement: a, Errors: problems}, err
}

// published makes the payload of a change to several entries.
func published(ctx context.Context) func(editing.Result, error) (*generated.PublicationPayload, error) {
	return func(r editing.Result, err error) (*generated.PublicationPayload, error) {
		problems, err := refused(ctx, err)
		return &generated.PublicationPayload{Entries: r.Entries, Dangling: r.Dangling, Findings: r.Findings, Errors: problems}, err
	}
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// refused takes what is for the caller to put right out of an error. What is left is none of the caller's doing, or a
// missing right.
func refused(ctx context.Context, err error) ([]*content.UserError, error) {
	shown := []*content.UserError{}
	problems, ok := errors.AsType[content.Problems](err)
	if !ok {
		return shown, err
	}
	for _, p := range problems {
		shown = append(shown, &content.UserError{Code: p.Code, Message: p.Message(content.ViewFrom(ctx).Locale), Path: pathOf(p.Path), Conflict: p.Conflict})
	}
	return shown, nil
}

func pathOf(s string) []string {
	if s == "" {
		return []string{}
	}
	return strings.Split(s, ".")
}

// previewLink is the address that a preview token is passed on by. The token stands in the part that browsers send nowhere.
func (r *Resolver) previewLink(token string, until time.Time) *generated.PreviewLink {
	if token == "" {
		return nil
	}
	return &generated.PreviewLink{URL: r.PublicURL + "/preview#" + token, Token: token, ExpiresAt: until}
}
