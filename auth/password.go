package auth

import (
	"context"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"partnernetz/content"
)

// How long a password may be, in characters. Rules for anything but the length make people choose worse passwords.
const (
	minPassword = 12
	maxPassword = 200
	minDistinct = 4 // different characters
)

// parameters are those that OWASP recommends for argon2id: 19 MiB and some 20 ms for each try.
var parameters = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is a hash that no password has, with the same parameters as all others.
var nobody = fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", parameters.Memory, parameters.Iterations, parameters.Parallelism,
	base64.RawStdEncoding.EncodeToString(make([]byte, parameters.SaltLength)), base64.RawStdEncoding.EncodeToString(make([]byte, parameters.KeyLength)))

// passwords computes hashes, no more at a time than there are processors: each takes 19 MiB, and more at a time would fill the
// memory and be done no sooner.
type passwords struct {
	slots    chan struct{}
	computed atomic.Int64
}

func newPasswords() *passwords { return &passwords{slots: make(chan struct{}, runtime.GOMAXPROCS(0))} }

// hash returns the hash of a password, which is kept in its place.
func (p *passwords) hash(ctx context.Context, password string) (hash string, err error) {
	err = p.compute(ctx, func() (err error) {
		hash, err = argon2id.CreateHash(norm.NFKC.String(password), parameters)
		return err
	})
	return hash, err
}

// match reports whether the password is that of the account. If there is no account, or it has no password, match takes as long
// to say no.
func (p *passwords) match(ctx context.Context, a *Account, password string) (ok bool, err error) {
	hash := nobody
	if a != nil && a.Password != "" {
		hash = a.Password
	}
	err = p.compute(ctx, func() (err error) {
		ok, err = argon2id.ComparePasswordAndHash(norm.NFKC.String(password), hash)
		return err
	})
	return ok && hash != nobody, err
}

func (p *passwords) compute(ctx context.Context, fn func() error) error {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
		p.computed.Add(1)
		return fn()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CheckPassword finds what is wrong with a password for an account of this e-mail address.
func CheckPassword(password, email string) content.Problems {
	weak := func(de, en string) content.Problems {
		return content.Problems{{Path: "password", Code: WeakPassword, DE: de, EN: en}}
	}
	plain := strings.ToLower(norm.NFKC.String(password))
	length, distinct := utf8.RuneCountInString(plain), map[rune]bool{}
	for _, r := range plain {
		distinct[r] = true
	}
	local, _, _ := strings.Cut(plainEmail(email), "@")
	switch {
	case length < minPassword:
		return weak("Ein Passwort hat mindestens 12 Zeichen.", "a password has at least 12 characters")
	case length > maxPassword:
		return weak("Ein Passwort hat höchstens 200 Zeichen.", "a password has at most 200 characters")
	case len(distinct) < minDistinct:
		return weak("Das Passwort besteht fast nur aus gleichen Zeichen.", "the password consists almost only of the same characters")
	case len(local) > 2 && utf8.RuneCountInString(strings.ReplaceAll(plain, local, "")) < minPassword:
		return weak("Neben dem Namen aus der E-Mail-Adresse hat ein Passwort mindestens 12 weitere Zeichen.",
			"a password has at least 12 characters besides the name in the e-mail address")
	case strings.Contains("012345678901234567890 abcdefghijklmnopqrstuvwxyz qwertzuiopasdfghjklyxcvbnm qwertyuiopasdfghjklzxcvbnm", plain),
		strings.Contains("passwordpassword passwortpasswort password1234 passwort1234 password12345 passwort12345", plain):
		return weak("Dieses Passwort würde jeder zuerst versuchen.", "this password is one that anybody would try first")
	}
	return nil
}
