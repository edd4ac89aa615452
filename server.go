package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"partnernetz/auth"
	"partnernetz/command"
	"partnernetz/config"
	"partnernetz/content"
	"partnernetz/deliver"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/search"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/web"
)

// serve is what happens without a command.
type serve struct{}

const drainTime = 20 * time.Second // for requests under way when the server is told to stop

// Run serves until the context ends, and then lets requests under way come to their end.
func (serve) Run(ctx context.Context, c *config.Config, s *store.Store, library *media.Library) error {
	slog.Info("starting", "program", command.Built())
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
	editor := editing.New(s, time.Now)
	if editor.PeopleThreshold, err = c.PeopleThreshold(); err != nil {
		return err
	}
	if err := editor.CheckPeopleThreshold(ctx); err != nil {
		return err
	}
	if c.Seed == "demo" {
		if err := release(ctx, s, library, editor.PeopleThreshold); err != nil {
			return err
		}
	}
	port := listener.Addr().(*net.TCPAddr).Port
	local := fmt.Sprintf("http://localhost:%d", port)
	public := strings.TrimSuffix(cmp.Or(c.PublicURL, local), "/")
	accounts := auth.NewAccounts(s.Directory(), auth.Settings{SessionTime: c.SessionTime, PublicURL: public, Mails: c.SMTPURL != ""})
	setUp, err := accounts.First(ctx, c.AdminEmail, c.AdminPassword)
	if err != nil {
		return err
	}
	proxies, err := c.TrustedProxies()
	if err != nil {
		return err
	}
	answer, err := c.AnswerBytes()
	if err != nil {
		return err
	}
	sender, err := c.Sender()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	var kept sync.WaitGroup // work in the background, which ends before the database is closed
	defer kept.Wait()
	defer cancel()
	kept.Go(func() { editor.KeepSchedules(ctx) })
	kept.Go(func() { editor.KeepReminders(ctx) })
	kept.Go(func() { deliver.New(s, sender, time.Now).Keep(ctx) })
	kept.Go(func() { library.KeepTidy(ctx, s) })
	kept.Go(func() { search.Of(s).Warm(ctx) })
	server := web.NewServer(s, web.Options{Origins: c.CORSOrigins, Accounts: accounts, Editor: editor, Proxies: proxies, PublicURL: public, Media: library, MaxAnswer: answer})
	drained := drain(ctx, server)
	ready := fmt.Sprintf("Partnernetz is ready.\n  query page  %s/\n  GraphQL     %s/graphql\n", local, local)
	if setUp != "" {
		ready += fmt.Sprintf("There is no account yet. This link sets up the first one, an admin; it works once and for 24 hours:\n  %s\n", setUp)
	}
	fmt.Print(ready) // all at once, for somebody may wait for its first line
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-drained
}

// release makes the release of the demonstration, if there is none yet. What somebody has written since may keep it from being printed;
// the server does without it then.
func release(ctx context.Context, s *store.Store, library *media.Library, threshold int) error {
	made, err := seed.Release(ctx, s, library, threshold)
	if problems, ok := errors.AsType[content.Problems](err); ok {
		slog.Warn("the demonstration goes without a release", "error", problems)
		return nil
	}
	if made {
		slog.Info("made the release of the demonstration")
	}
	return err
}

// drain stops the server when the context ends, and lets requests under way come to their end. Then it sends how that went.
func drain(ctx context.Context, server *http.Server) <-chan error {
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
	return drained
}
