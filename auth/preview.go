package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// PreviewPrefix begins every preview token.
const PreviewPrefix = "pnp_"

// Preview is what a preview token shows: the draft of an entry, until a moment, as long as the entry belongs to the same partner.
type Preview struct {
	Entry string
	Owner string // the partner's id; empty for the office
	Until time.Time
	bound bool // whether the token names the owner, which tokens of older versions do not
}

// Of reports whether the token still shows the entry, now that the entry belongs to owner.
func (p Preview) Of(owner string) bool { return !p.bound || p.Owner == owner }

// Token makes a token, which is signed, and not kept anywhere.
func (p Preview) Token(key []byte) string {
	payload := p.Entry + "." + strconv.FormatInt(p.Until.Unix(), 36) + "." + p.Owner
	return PreviewPrefix + base64.RawURLEncoding.EncodeToString([]byte(payload)) + "." + sign(key, payload)
}

// ReadPreviewToken returns what a token shows. It is not ok if the token was not made with the key.
func ReadPreviewToken(key []byte, token string) (p Preview, ok bool) {
	encoded, signature, _ := strings.Cut(strings.TrimPrefix(token, PreviewPrefix), ".")
	payload, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || !hmac.Equal([]byte(signature), []byte(sign(key, string(payload)))) {
		return p, false
	}
	entry, rest, _ := strings.Cut(string(payload), ".")
	until, owner, bound := strings.Cut(rest, ".")
	seconds, _ := strconv.ParseInt(until, 36, 64) // Token has written it
	return Preview{Entry: entry, Owner: owner, Until: time.Unix(seconds, 0), bound: bound}, true
}

func sign(key []byte, payload string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
