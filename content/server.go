package content

import "context"

type serverKey struct{}

// WithServer returns a context in which addresses of files begin with that of the server, without a slash at its end.
func WithServer(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, serverKey{}, address)
}

func serverFrom(ctx context.Context) string {
	address, _ := ctx.Value(serverKey{}).(string)
	return address
}
