package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"partnernetz/auth"
	"partnernetz/config"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/web"
)

// addresses is what the serving process writes once it is ready.
type addresses struct {
	GraphQL, Bare, Control string
	Collector              string // the settings of the garbage collector
}

// serve is what the serving process does until its standard input ends: it serves the content, the given number of times, as
// the real server does, and besides the bare handler and the control.
func serve(times int) (err error) {
	ctx := context.Background()
	a := addresses{Collector: config.TuneCollector()}
	uri := os.Getenv(mongoDB)
	db, err := open(ctx, uri)
	if err != nil {
		return err
	}
	defer func() {
		if uri != "" {
			_ = db.Drop(ctx)
		}
		_ = db.Close(ctx)
	}()
	s, err := store.New(ctx, db)
	if err != nil {
		return err
	}
	defer s.Close()
	library, err := media.Open(ctx, "mem://")
	if err != nil {
		return err
	}
	defer library.Close()
	if _, err := seed.Fill(ctx, s, library, "demo", nil); err != nil {
		return err
	}
	changing, err := grow(ctx, s, times)
	if err != nil {
		return err
	}
	c := &control{store: s, db: db, changing: changing}
	defer c.stopPublishing()
	for _, l := range []struct {
		server  *http.Server
		address *string
	}{
		{web.NewServer(s, web.Options{Origins: []string{"*"}, Accounts: auth.NewAccounts(s.Directory(), auth.Settings{}), Editor: editing.New(s, time.Now), Media: library}), &a.GraphQL},
		{&http.Server{Handler: http.HandlerFunc(c.bare)}, &a.Bare},
		{&http.Server{Handler: c.handler()}, &a.Control},
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer l.server.Close()
		*l.address = listener.Addr().String()
		go func() { _ = l.server.Serve(listener) }()
	}
	if err := json.NewEncoder(os.Stdout).Encode(a); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin) // also ends when the measuring process does
	return err
}

// open opens an empty database: the embedded engine, or one of a MongoDB. MONGODB_TRANSACTIONS=off is for servers without
// transactions.
func open(ctx context.Context, uri string) (*store.Database, error) {
	if uri == "" {
		return store.Embedded("")
	}
	u, err := url.Parse(uri)
	if err != nil {
		return nil, fmt.Errorf(mongoDB+": %w", err)
	}
	u.Path = "/bench_" + strings.ToLower(rand.Text()[:12])
	return store.MongoDB(ctx, u.String(), os.Getenv("MONGODB_TRANSACTIONS") != "off")
}

// bare writes the bytes from memory: no server that uses net/http can be faster.
func (c *control) bare(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(c.answer)))
	_, _ = w.Write(c.answer)
}
