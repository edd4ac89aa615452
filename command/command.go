// Package command has the commands of the command line besides serving.
package command

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"partnernetz/audit"
	"partnernetz/media"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/transfer"
)

// Import brings content in from files.
type Import struct {
	Path   string `arg:"" type:"existingpath" help:"A folder with one file for each type, or one such file: partners.yaml, measures.ndjson …"`
	DryRun bool   `help:"Only say what would happen."`
	AsIs   bool   `help:"Publish links that lead to what is not public, and texts that a reader would stumble over, as they are: for content that was published like this elsewhere."`
}

// Run imports.
func (c *Import) Run(ctx context.Context, s *store.Store, library *media.Library) error {
	folder, root := c.Path, "."
	if info, err := os.Stat(c.Path); err != nil {
		return err
	} else if !info.IsDir() {
		folder, root = filepath.Split(c.Path)
	}
	r, err := c.run(ctx, s, library, os.DirFS(folder), root)
	if err != nil {
		return fmt.Errorf("nothing was imported from %s:\n%w", c.Path, err)
	}
	verb := "imported"
	if c.DryRun {
		verb = "would be imported"
	}
	fmt.Printf("%s: %d new, %d changed, %d unchanged\n", verb, r.New, r.Changed, r.Unchanged)
	return nil
}

// run imports, and records that in the audit log if anything has changed.
func (c *Import) run(ctx context.Context, s *store.Store, library *media.Library, files fs.FS, root string) (transfer.Result, error) {
	return transfer.Import(ctx, s, files, root, transfer.Options{
		Author: "import", Library: library, DryRun: c.DryRun, AsIs: c.AsIs, Progress: Progress("importing"),
		Done: func(ctx context.Context, r transfer.Result) error {
			if r.New+r.Changed == 0 {
				return nil
			}
			return record(ctx, s, audit.Imported, fmt.Sprintf("%d new, %d changed, %d unchanged", r.New, r.Changed, r.Unchanged))
		},
	})
}

func record(ctx context.Context, s *store.Store, action audit.Action, detail string) error {
	return s.Record(ctx, audit.Event{Actor: audit.CommandLine, Action: action, Detail: detail})
}

// Export writes content to files.
type Export struct {
	Dir    string `arg:"" type:"path" help:"The folder to write to. Files with the same names are replaced."`
	Drafts bool   `help:"Write the newest revision of every entry instead of the public one."`
	NDJSON bool   `name:"ndjson" help:"Write JSON, one entry a line, instead of YAML."`
}

// Run exports.
func (c *Export) Run(ctx context.Context, s *store.Store, library *media.Library) error {
	n, err := transfer.Export(ctx, s, library, c.Dir, c.Drafts, c.NDJSON)
	if err == nil {
		fmt.Printf("exported: %d entries\n", n)
	}
	return err
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
