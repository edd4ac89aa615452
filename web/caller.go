package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/graph/transport"
)

const (
	cookieName = "partnernetz_session"
	// preflightHeader is a header that a browser lets other websites send only after a preflight, which CORS here always
	// refuses. So a request with this header does not come from another website.
	preflightHeader = "GraphQL-Require-Preflight"
	identifyTime    = 5 * time.Second
)

// identify finds out who is asking, before anything else looks at the request: by a bearer token, or else by a cookie. A
// bearer token that is not valid is refused, so that a program notices; a cookie that is not valid is cleared.
func (o Options) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller := auth.Caller{}
		ctx, cancel := context.WithTimeout(r.Context(), identifyTime)
		defer cancel()
		trusted := r.Header.Get(preflightHeader) != ""
		cookie := cookie{w, o.Accounts.Secure() || o.Proxies.Secure(r)}
		if secret, ok := bearer(r); ok {
			var err error
			if caller, err = o.check(ctx, secret); err != nil {
				refuse(w, r, err)
				return
			}
		} else if c, err := r.Cookie(cookieName); err == nil {
			caller, err = o.Accounts.Authenticate(ctx, c.Value)
			if caller.Forgeable = !trusted; err != nil {
				if _, known := errors.AsType[*content.Error](err); !known {
					refuse(w, r, err)
					return
				}
				caller = auth.Caller{}
				cookie.Forget()
			}
		}
		caller.Address = o.Proxies.Client(r)
		ctx = auth.With(r.Context(), caller)
		if trusted {
			ctx = auth.WithBrowser(ctx, cookie)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// anonymous reports whether the request has nothing by which identify could find anybody but the public.
func anonymous(r *http.Request) bool {
	if _, ok := bearer(r); ok {
		return false
	}
	_, err := r.Cookie(cookieName)
	return err != nil
}

// bearer returns the secret of the Authorization header. Other schemes are for a proxy in front. A single word proves nothing, and is
// most likely a token whose scheme was forgotten. It counts as a secret that is not valid: if its owner were taken for one of the
// public, he would see other content without being told.
func bearer(r *http.Request) (string, bool) {
	scheme, secret, more := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(secret), strings.EqualFold(scheme, "Bearer") || scheme != "" && !more
}

func (o Options) check(ctx context.Context, secret string) (auth.Caller, error) {
	if secret == "" {
		return auth.Caller{}, content.Errorf(content.Unauthenticated, "the header has to be Authorization: Bearer TOKEN")
	}
	if strings.HasPrefix(secret, auth.PreviewPrefix) {
		return o.Editor.Viewer(ctx, secret)
	}
	return o.Accounts.Authenticate(ctx, secret)
}

// cookie keeps a session in the caller's browser.
type cookie struct {
	w      http.ResponseWriter
	secure bool // whether it is for encrypted connections only
}

// Keep sets the cookie. No script can read it, and browsers do not send it with requests of other websites.
func (c cookie) Keep(secret string, until time.Time) {
	c.set(secret, max(1, int(time.Until(until).Seconds())))
}

// Forget clears the cookie.
func (c cookie) Forget() { c.set("", -1) }

func (c cookie) set(value string, maxAge int) {
	http.SetCookie(c.w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: c.secure,
	})
}

// refuse answers a request whose secret is not valid, in the form of a GraphQL answer.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, message, extensions := http.StatusInternalServerError, "internal error; the log has the cause under this id", map[string]string{}
	if known, ok := errors.AsType[*content.Error](err); ok {
		status, message, extensions["code"] = http.StatusUnauthorized, known.Message, string(known.Code)
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	} else {
		extensions["code"], extensions["id"] = transport.CodeInternal, rand.Text()
		slog.ErrorContext(r.Context(), "finding out who is asking", "error", err, "id", extensions["id"])
	}
	fail(w, r, status, message, extensions)
}

// fail answers with an error in the form of a GraphQL answer, without asking GraphQL.
func fail(w http.ResponseWriter, r *http.Request, status int, message string, extensions map[string]string) {
	body, _ := json.Marshal(map[string]any{"errors": []any{map[string]any{"message": message, "extensions": extensions}}}) // strings cannot fail
	media := "application/json"
	if accepted := "application/graphql-response+json"; strings.Contains(r.Header.Get("Accept"), accepted) {
		media = accepted
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the caller may have hung up
}
