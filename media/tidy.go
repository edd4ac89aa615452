package media

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// How often files without an entry are looked for, and how old they must be: older than any upload under way, see freshFor.
const (
	tidyEvery = time.Hour
	leftFor   = 24 * time.Hour
)

// KeepTidy removes files that nothing refers to, at once and then every hour until the context ends. See [Library.Sweep].
func (l *Library) KeepTidy(ctx context.Context, r Register) {
	again := time.NewTicker(tidyEvery)
	defer again.Stop()
	var told error // the error of a bucket that is not ours, which is logged once
	for {
		n, err := l.Sweep(ctx, time.Now().Add(-leftFor), r)
		foreign := errors.Is(err, errOthers) || errors.Is(err, errStrange)
		switch {
		case ctx.Err() != nil:
			return
		case foreign && err == told:
		case foreign:
			slog.ErrorContext(ctx, err.Error())
		case err != nil:
			slog.WarnContext(ctx, "removing files that nothing refers to", "error", err)
		case n > 0:
			slog.InfoContext(ctx, "removed files that nothing refers to", "files", n)
		}
		if told = nil; foreign {
			told = err
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}
