// Command partnernetz serves the content of the partner network over GraphQL.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"partnernetz/auth"
	"partnernetz/command"
	"partnernetz/config"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/search"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/web"
)

type commands struct {
	config.Config `embed:""`
	Serve         serve          `cmd:"" default:"1" help:"Serve GraphQL and the query page. This is what happens without a command."`
	Import        command.Import `cmd:"" help:"Bring content in from files; nothing is written if anything is wrong."`
	Export        command.Export `cmd:"" help:"Write content to files."`
	Demo          command.Demo   `cmd:"" help:"Deal with demonstration content."`
	Audit         command.Audit  `cmd:"" help:"Deal with the log of who did what."`
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
	parser := kong.Must(&c, kong.Name("partnernetz"), kong.Description("The content of the partner network over GraphQL."),
		kong.BindTo(ctx, (*context.Context)(nil)))
	parsed, err := parser.Parse(args)
	if err != nil {
		return err
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
	library, err := keep(ctx, &c.Config)
	if err != nil {
		return err
	}
	defer library.Close()
	return parsed.Run(&c.Config, s, library)
}

// keep opens the library of files.
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

type serve struct{}

const drainTime = 20 * time.Second // for requests under way when the server is told to stop

// Run serves until the context ends, and then lets what is under way come to its end.
func (serve) Run(ctx context.Context, c *config.Config, s *store.Store, library *media.Library) error {
	slog.Info("collector", "settings", config.TuneCollector())
	listener, err := net.Listen("tcp", ":"+c.Port) // first, so that nothing is written if the port is taken
	if err != nil {
		return fmt.Errorf("listening on PORT %s: %w", c.Port, err)
	}
	defer listener.Close()
	if r, err := seed.Fill(ctx, s, library, c.Seed, command.Progress("seeding")); err != nil {
		return err
	} else if r.New > 0 {
		slog.Info("filled the empty database", "seed", c.Seed, "entries", r.New)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	local := fmt.Sprintf("http://localhost:%d", port)
	public := strings.TrimSuffix(cmp.Or(c.PublicURL, local), "/")
	accounts := auth.NewAccounts(s.Directory(), auth.Settings{SessionTime: c.SessionTime, PublicURL: public})
	setUp, err := accounts.First(ctx, c.AdminEmail, c.AdminPassword)
	if err != nil {
		return err
	}
	proxies, err := c.TrustedProxies()
	if err != nil {
		return err
	}
	editor := editing.New(s, time.Now)
	go editor.KeepSchedules(ctx)
	go library.KeepTidy(ctx, s.HasFile)
	go search.Of(s).Warm(ctx)
	server := web.NewServer(s, web.Options{Origins: c.CORSOrigins, Accounts: accounts, Editor: editor, Proxies: proxies, PublicURL: public, Media: library})
	drained := make(chan error, 1)
	go func() {
		<-ctx.Done()
		slog.Info("shutting down; requests under way are answered first")
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
		defer cancel()
		err := server.Shutdown(patience)
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("requests were still under way %s after the signal to stop, and were cut off", drainTime)
		}
		drained <- err
	}()
	fmt.Printf("Partnernetz is ready.\n  query page  %s/\n  GraphQL     %s/graphql\n", local, local)
	if setUp != "" {
		fmt.Printf("There is no account yet. This link sets up the first one, an admin; it works once and for 24 hours:\n  %s\n", setUp)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-drained
}
