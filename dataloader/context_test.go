package dataloader_test

import (
	"testing"

	"partnernetz/dataloader"
	"partnernetz/store"
)

func TestContextCarriesLoaders(t *testing.T) {
	l := dataloader.New(&store.Store{})
	if dataloader.For(dataloader.With(ctx, l)) != l {
		t.Error("the context has other loaders")
	}
}
