package graph

import (
	"context"
	"errors"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/auth"
	"partnernetz/content"
)

// mayUpload refuses those who may not send files before they do: anybody else could fill the disk, and a form of any website
// can have a browser send files with the cookie of an editor.
func mayUpload(ctx context.Context) *gqlerror.Error {
	if err := forged(ctx); err != nil {
		return err
	}
	var refused *content.Error
	if errors.As(auth.Check(auth.From(ctx), auth.Edit), &refused) {
		return coded(&gqlerror.Error{}, refused.Message, string(refused.Code))
	}
	return nil
}
