package content

import "context"

type serverKey struct{}

// WithServer returns a context in which addresses of files begin with that of the server, without a slash at its end.
func WithServer(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, serverKey{}, address)
}

// ServerFrom returns the address of the server; empty where nobody has said it.
func ServerFrom(ctx context.Context) string {
	address, _ := ctx.Value(serverKey{}).(string)
	return address
}
