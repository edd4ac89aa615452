package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
)

// usage is what the serving process has used since it started.
type usage struct {
	Processor    time.Duration // of user and system together, the embedded engine included
	Commands     int64         // to the database
	Allocations  uint64
	Allocated    uint64 // bytes
	Publications int64
	Resident     int64 // bytes of memory now; 0 where the system does not tell
}

// control is how the measuring process speaks with the serving one.
type control struct {
	store        *store.Store
	db           *store.Database
	changing     *network.Partner // what is published over and over
	answer       []byte           // what the bare handler writes
	publications atomic.Int64
	stop         func() // stops publishing; nil if nothing is being published
}

// handler is for a single caller, who asks for one thing after the other.
func (c *control) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /usage", func(w http.ResponseWriter, _ *http.Request) {
		u, err := c.usage()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(u)
	})
	mux.HandleFunc("PUT /answer", func(w http.ResponseWriter, r *http.Request) {
		var err error
		if c.answer, err = io.ReadAll(r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	mux.HandleFunc("PUT /publishing", func(w http.ResponseWriter, r *http.Request) {
		every, err := time.ParseDuration(r.FormValue("every"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		c.stopPublishing()
		if every > 0 {
			c.startPublishing(every)
		}
	})
	return mux
}

func (c *control) usage() (u usage, err error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return u, err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return usage{
		Processor:    time.Duration(r.Utime.Nano() + r.Stime.Nano()),
		Commands:     c.db.Commands(),
		Allocations:  m.Mallocs,
		Allocated:    m.TotalAlloc,
		Publications: c.publications.Load(),
		Resident:     resident(),
	}, nil
}

// resident returns what Linux says about the memory of the process.
func resident() int64 {
	var size, pages int64
	statm, _ := os.ReadFile("/proc/self/statm")
	_, _ = fmt.Sscan(string(statm), &size, &pages)
	return pages * int64(os.Getpagesize())
}

func (c *control) startPublishing(every time.Duration) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	c.stop = func() { cancel(); <-done }
	go func() {
		defer close(done)
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if err := c.publish(context.WithoutCancel(ctx)); err != nil {
				slog.Error("publishing", "error", err) // the number of publications shows it too
				return
			}
		}
	}()
}

func (c *control) stopPublishing() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// publish changes a partner that the answer shows, in a field that the answer does not show, so that the answer has to be
// made anew but stays the same.
func (c *control) publish(ctx context.Context) error {
	p, now := *c.changing, time.Now().UTC()
	p.Descriptions = content.Text{content.DE: fmt.Sprint("Stand ", now)}
	saved, err := c.store.Partners.Save(ctx, store.Stamp{At: now, Author: author}, &p)
	if err != nil {
		return err
	}
	c.changing = saved[0]
	ref := store.Ref{ID: p.ID, Revision: c.changing.Revision}
	if err := c.store.Partners.Publish(ctx, store.Publication{Ref: ref, At: now}); err != nil {
		return err
	}
	c.publications.Add(1)
	return nil
}
