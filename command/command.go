// Package command has the commands of the command line besides serving.
package command

import (
	"context"
	"fmt"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"partnernetz/audit"
	"partnernetz/seed"
	"partnernetz/store"
)

func record(ctx context.Context, s *store.Store, action audit.Action, detail string) error {
	return s.Record(ctx, audit.Event{Actor: audit.CommandLine, Action: action, Detail: detail})
}

// Demo deals with demonstration content.
type Demo struct {
	Remove struct{} `cmd:"" help:"Remove all demonstration content, with its history."`
}

// Run removes demonstration content.
func (c *Demo) Run(ctx context.Context, s *store.Store) error {
	n := 0
	err := s.Transaction(ctx, func(ctx context.Context) (err error) {
		if n, err = seed.RemoveDemo(ctx, s); err != nil || n == 0 {
			return err
		}
		return record(ctx, s, audit.DemoRemoved, fmt.Sprintf("%d entries", n))
	})
	if err == nil {
		fmt.Printf("removed: %d entries\n", n)
	}
	return err
}

// Progress returns a function that shows progress on a terminal; nil if standard error is not a terminal.
func Progress(what string) func(done, all int) {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, all int) {
		if bar == nil {
			bar = progressbar.NewOptions(all, progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
				progressbar.OptionSetWriter(os.Stderr), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done) // it does not matter if the bar cannot be drawn
	}
}
