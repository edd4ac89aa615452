package command

import (
	"context"
	"fmt"

	"partnernetz/media"
	"partnernetz/store"
	"partnernetz/transfer"
)

// Export writes content to files.
type Export struct {
	Dir    string   `arg:"" type:"path" help:"The folder to write to. Files with the same names are replaced."`
	Drafts bool     `help:"Write the newest revision of every entry instead of the public one."`
	NDJSON bool     `name:"ndjson" xor:"form" help:"Write JSON, one entry a line, instead of YAML."`
	CSV    bool     `name:"csv" xor:"form" help:"Write tables for a spreadsheet instead of YAML; take --type, as some types cannot be tables."`
	Types  []string `name:"type" help:"Write these types only, such as partners,events."`
}

// Run exports.
func (c *Export) Run(ctx context.Context, s *store.Store, library *media.Library) error {
	o := transfer.ExportOptions{Drafts: c.Drafts}
	switch {
	case c.NDJSON:
		o.Form = transfer.NDJSON
	case c.CSV:
		o.Form = transfer.CSV
	}
	for _, name := range c.Types {
		k, err := transfer.KindNamed(name)
		if err != nil {
			return fmt.Errorf("--type: %w", err)
		}
		o.Kinds = append(o.Kinds, k)
	}
	n, err := transfer.Export(ctx, s, library, c.Dir, o)
	if err == nil {
		fmt.Printf("exported: %d entries\n", n)
	}
	return err
}
