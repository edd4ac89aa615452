package command

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"partnernetz/audit"
	"partnernetz/media"
	"partnernetz/store"
	"partnernetz/transfer"
)

// Import brings content in from files.
type Import struct {
	Path   string `arg:"" type:"existingpath" help:"A folder with one file for each type, or one such file: partners.yaml, measures.ndjson, events.csv …"`
	DryRun bool   `help:"Only say what would happen, and show how tables were read."`
	AsIs   bool   `help:"Publish links that lead to what is not public, and texts that a reader would stumble over, as they are: for content that was published like this elsewhere."`
}

// Run imports.
func (c *Import) Run(ctx context.Context, s *store.Store, library *media.Library) error {
	folder, root := c.Path, "."
	if info, err := os.Stat(c.Path); err != nil {
		return err
	} else if !info.IsDir() {
		folder, root = filepath.Dir(c.Path), filepath.Base(c.Path)
	}
	files, err := os.OpenRoot(folder) // which no link leads out of
	if err != nil {
		return err
	}
	defer files.Close()
	r, err := c.run(ctx, s, library, files.FS(), root)
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
		Author: "import", Library: library, DryRun: c.DryRun, AsIs: c.AsIs, Progress: Progress("importing"), Preview: c.show,
		Done: func(ctx context.Context, r transfer.Result) error {
			if r.New+r.Changed == 0 {
				return nil
			}
			return record(ctx, s, audit.Imported, fmt.Sprintf("%d new, %d changed, %d unchanged", r.New, r.Changed, r.Unchanged))
		},
	})
}

const shownNotes = 20 // of a table: there may be one for every row

// show prints how a table was read, and in a dry run its first rows as they would be.
func (c *Import) show(p transfer.Preview) {
	for _, n := range p.Notes[:min(len(p.Notes), shownNotes)] {
		fmt.Println("look at", n)
	}
	if more := len(p.Notes) - shownNotes; more > 0 {
		fmt.Printf("look at %s: %d more like these\n", p.File, more)
	}
	if !c.DryRun {
		return
	}
	fmt.Printf("%s: %s, cells parted by %q, %d columns, %d rows\n", p.File, p.Charset, p.PartedBy, p.Columns, p.Rows)
	for _, r := range p.First {
		fmt.Printf("# line %d: %s\n%s", r.Line, cmp.Or(r.Becomes, "not looked at further"), r.YAML)
	}
}
