// Package web is the HTTP around GraphQL: routes, CORS, and limits on connections.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/rs/cors"

	"partnernetz/auth"
	"partnernetz/cache"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/graph"
	"partnernetz/media"
	"partnernetz/playground"
	"partnernetz/store"
)

// Limits that keep slow or greedy clients from holding on to the server. An operation has less time than the whole answer, so
// that a caller who asks for too much still gets an error.
const (
	headerTime    = 5 * time.Second  // for the header of a request to arrive
	readTime      = 15 * time.Second // for a whole request to arrive
	operationTime = 10 * time.Second // for an operation to be carried out
	writeTime     = 30 * time.Second // from the end of the header to the end of the answer
	idleTime      = 60 * time.Second // between two requests of a connection
	maxHeader     = 32 << 10         // bytes
)

// Options are what can be set about the server.
type Options struct {
	Origins   []string        // websites that may query from a browser
	Accounts  *auth.Accounts  // accounts of callers who may do more than the public
	Proxies   Proxies         // proxies that are believed in what they say about where a request comes from
	Editor    *editing.Editor // through which content is changed
	PublicURL string          // where people reach the server, without a slash at the end
	Media     *media.Library  // where files are kept
	MaxAnswer int             // bytes of an answer; 0 for the default
}

// NewServer makes the server of a store.
func NewServer(s *store.Store, o Options) *http.Server {
	return &http.Server{
		Handler:           NewHandler(s, o),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug), // mistakes of clients are for debugging only
	}
}

// NewHandler makes the handler of a store.
func NewHandler(s *store.Store, o Options) http.Handler {
	answers := cache.New(public{s}, anonymous)
	mux := http.NewServeMux()
	resolver := &graph.Resolver{Store: s, Editor: o.Editor, Auth: o.Accounts, Library: o.Media, PublicURL: o.PublicURL}
	arriving := &uploads{of: map[string]int{}}
	answer := o.identify(arriving.bounded(graph.NewHandler(resolver, graph.Limits{Time: operationTime, Answer: o.MaxAnswer}, answers.Answered)))
	mux.Handle("/graphql", crossOrigin(o.Origins).Handler(answers.Wrap(answer)))
	mux.Handle("HEAD /graphql", crossOrigin(o.Origins).Handler(asGet(answers.Wrap(answer))))
	mux.Handle("GET /statistics.csv", crossOrigin(o.Origins).Handler(statistics(answers.Wrap(answer))))
	mux.Handle("GET /measure-progress.csv", crossOrigin(o.Origins).Handler(measureProgress(answers.Wrap(answer))))
	mux.Handle("GET /schema.graphql", crossOrigin(o.Origins).Handler(schema()))
	mux.Handle("GET /calendar.ics", crossOrigin(o.Origins).Handler(&calendars{store: s, kept: map[content.Locale]keptCalendar{}}))
	mux.Handle("POST /media", upload(answer))
	mux.HandleFunc("/media", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "POST")
		say(w, http.StatusMethodNotAllowed, "send files here by POST")
	})
	serve := o.Media.Handler(&files{store: s})
	mux.Handle("/media/", serve)
	mux.Handle("/images/", serve)
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	mux.HandleFunc("/readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, r, s, o.Editor) })
	mux.Handle("/", playground.Handler())
	nosniff, noReferrer := []string{"nosniff"}, []string{"no-referrer"} // shared by all answers
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["X-Content-Type-Options"] = nosniff
		w.Header()["Referrer-Policy"] = noReferrer
		mux.ServeHTTP(w, r)
	})
}

// ready tells whether all requests can be answered, including changes. Schedules that are late do not make the server
// unready: the answer names them, with status 200 all the same.
func ready(w http.ResponseWriter, r *http.Request, s *store.Store, editor *editing.Editor) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	err := s.Ready(ctx)
	late := 0
	if err == nil {
		late, err = editor.Overdue(ctx)
	}
	var known *content.Error
	switch {
	case errors.As(err, &known):
		say(w, http.StatusServiceUnavailable, known.Message)
	case err != nil:
		slog.Warn("the database does not answer", "error", err)
		say(w, http.StatusServiceUnavailable, "the database does not answer")
	case late > 0:
		say(w, http.StatusOK, fmt.Sprintf("ready\noverdue schedules: %d", late))
	default:
		say(w, http.StatusOK, "ready")
	}
}

// asGet has a HEAD answered as a GET is; the server leaves the body out.
func asGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		get := r.WithContext(r.Context())
		get.Method = http.MethodGet
		next.ServeHTTP(w, get)
	})
}

// clientHeaders are what well-known clients send along, which browsers ask about before: Apollo, and tracing by W3C and Sentry.
var clientHeaders = []string{"Apollo-Require-Preflight", "ApolloGraphQL-Client-Name", "ApolloGraphQL-Client-Version", "X-Apollo-Operation-Name",
	"Traceparent", "Tracestate", "Baggage", "Sentry-Trace"}

// crossOrigin lets pages of the origins query from a browser. It answers preflights. Cookies are never allowed, nor is the
// header that has to go with them.
func crossOrigin(origins []string) *cors.Cors {
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: append([]string{"Accept", "Content-Type", "Authorization", "If-None-Match"}, clientHeaders...),
		ExposedHeaders: []string{"ETag"},
		MaxAge:         int((2 * time.Hour).Seconds()), // the most that browsers honour
	})
}

func say(w http.ResponseWriter, status int, what string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, what+"\n")
}
