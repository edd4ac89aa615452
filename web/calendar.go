package web

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"partnernetz/cache"
	"partnernetz/coding"
	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
)

// calendars serves what the public can read of events, for programs that subscribe to them. A calendar is made anew when
// something public has changed, and then once.
type calendars struct {
	store *store.Store

	mu   sync.Mutex
	kept map[content.Locale]keptCalendar
}

type keptCalendar struct {
	generation uint64
	file       *coding.Body
}

// ServeHTTP answers with all events in the language of the parameter `language`, German unless it is named. A text that lacks the
// language is in German, and says so.
func (c *calendars) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	locale := content.DE
	if wanted := r.URL.Query().Get("language"); wanted != "" {
		if locale = content.Locale(wanted); !locale.Known() {
			say(w, http.StatusBadRequest, "language is one of de, en, de-simple")
			return
		}
	}
	ctx, cancel := context.WithTimeout(r.Context(), operationTime)
	defer cancel()
	made, err := c.of(ctx, locale)
	if err != nil {
		slog.Error("making the calendar", "error", err)
		w.Header().Set("Retry-After", "60")
		say(w, http.StatusServiceUnavailable, "the calendar cannot be made right now")
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/calendar; charset=utf-8")
	header.Set("Content-Disposition", `inline; filename="partnernetz.ics"`)
	header.Set("Cache-Control", "public, no-cache")
	made.file.Send(w, r)
}

// of returns the calendar in a language.
func (c *calendars) of(ctx context.Context, locale content.Locale) (keptCalendar, error) {
	view := content.PublicView()
	view.Locale = locale
	generation, ok := c.store.Generation(view) // before anything is read
	c.mu.Lock()
	defer c.mu.Unlock() // so that of many who ask at once one makes it
	if kept, there := c.kept[locale]; there && ok && kept.generation == generation {
		return kept, nil
	}
	file, err := c.write(ctx, view)
	if err != nil {
		return keptCalendar{}, err
	}
	made := keptCalendar{generation, coding.NewBody(file, cache.Tag(file))}
	if ok {
		c.kept[locale] = made
	}
	return made, nil
}

// write makes the file of a view.
func (c *calendars) write(ctx context.Context, v content.View) ([]byte, error) {
	events, err := c.store.Events.All(ctx, v)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(events, func(a, b *network.Event) int { return cmp.Or(a.StartsAt.Compare(b.StartsAt), cmp.Compare(a.ID, b.ID)) })
	loaders := dataloader.New(c.store)
	made, err := network.EventCalendar(v, events, func(e *network.Event) (string, error) { return loaders.Plain(ctx, e.Description()) })
	if err != nil {
		return nil, err
	}
	return made.Bytes(content.Berlin), nil
}
