// Command partnernetz serves the content of the partner network over GraphQL.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"partnernetz/command"
	"partnernetz/config"
	"partnernetz/media"
	"partnernetz/store"
)

type commands struct {
	config.Config `embed:""`
	Serve         serve               `cmd:"" default:"1" help:"Serve GraphQL and the query page. This is what happens without a command."`
	Import        command.Import      `cmd:"" help:"Bring content in from files; nothing is written if anything is wrong."`
	Export        command.Export      `cmd:"" help:"Write content to files."`
	Demo          command.Demo        `cmd:"" help:"Deal with demonstration content."`
	Audit         command.Audit       `cmd:"" help:"Deal with the log of who did what."`
	ErasePerson   command.ErasePerson `cmd:"" help:"Take a person out of accounts, revisions, schedules and the audit log."`
	Account       command.Account     `cmd:"" help:"Deal with accounts where nobody can sign in who might."`
	Schema        command.Schema      `cmd:"" help:"Print the GraphQL schema as one document."`
	Health        command.Health      `cmd:"" help:"Ask the program that runs on this machine whether it can answer."`
	Version       command.Version     `cmd:"" help:"Print what runs: versions of the program, its source, Go and the stored content."`
	Built         kong.VersionFlag    `name:"version" help:"The same."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "partnernetz:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var c commands
	config.DropEmpty()
	parser := kong.Must(&c, kong.Name("partnernetz"), kong.Description("The content of the partner network over GraphQL."), kong.Vars{"version": command.Built()},
		kong.BindTo(ctx, (*context.Context)(nil)))
	parsed, err := parser.Parse(args)
	if err != nil {
		return err
	}
	switch parsed.Command() {
	case "schema", "version", "health": // which need no database
		return parsed.Run(&c.Config)
	}
	slog.SetDefault(c.Logger())
	db, err := open(ctx, &c.Config)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	s, err := store.New(ctx, db)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := parsed.BindToProvider(func() (*media.Library, error) { return keep(ctx, &c.Config) }); err != nil {
		return err
	}
	return parsed.Run(&c.Config, s)
}

// keep opens the library of files, for the commands that need it, until the program ends.
func keep(ctx context.Context, c *config.Config) (*media.Library, error) {
	bucket, err := c.Bucket()
	if err != nil {
		return nil, err
	}
	return media.Open(ctx, bucket)
}

func open(ctx context.Context, c *config.Config) (*store.Database, error) {
	if c.MongoDBURI != "" {
		return store.MongoDB(ctx, c.MongoDBURI, true)
	}
	db, err := store.Embedded(c.DataDir)
	if err != nil {
		return nil, fmt.Errorf("opening DATA_DIR %s: %w", c.DataDir, err)
	}
	return db, nil
}
