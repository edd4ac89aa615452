package media

import (
	"context"
	"log/slog"
	"time"
)

// tidyEvery is how often files without an entry are looked for. What is removed is twice as old, so no upload under way; see
// freshFor.
const tidyEvery = time.Hour

// KeepTidy removes files that nothing refers to, at once and then every hour until the context ends. See [Library.Sweep].
func (l *Library) KeepTidy(ctx context.Context, known func(ctx context.Context, sum string) (bool, error)) {
	again := time.NewTicker(tidyEvery)
	defer again.Stop()
	for {
		n, err := l.Sweep(ctx, time.Now().Add(-2*tidyEvery), known)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			slog.WarnContext(ctx, "removing files that nothing refers to", "error", err)
		case n > 0:
			slog.InfoContext(ctx, "removed files that nothing refers to", "files", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}
