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

// PreviewToken makes a token that shows the draft of one entry until a moment. It is signed, and not kept anywhere.
func PreviewToken(key []byte, entry string, until time.Time) string {
	payload := entry + "." + strconv.FormatInt(until.Unix(), 36)
	return PreviewPrefix + base64.RawURLEncoding.EncodeToString([]byte(payload)) + "." + sign(key, payload)
}

// ReadPreviewToken returns the caller that a token stands for. It is not ok if the token was not made with the key. A token that
// was, but is past its time, is ok and expired.
func ReadPreviewToken(key []byte, token string, now time.Time) (c Caller, expired, ok bool) {
	encoded, signature, _ := strings.Cut(strings.TrimPrefix(token, PreviewPrefix), ".")
	payload, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || !hmac.Equal([]byte(signature), []byte(sign(key, string(payload)))) {
		return Caller{}, false, false
	}
	entry, until, _ := strings.Cut(string(payload), ".")
	seconds, _ := strconv.ParseInt(until, 36, 64) // PreviewToken has written it
	return Caller{Name: "preview", Entry: entry}, !now.Before(time.Unix(seconds, 0)), true
}

func sign(key []byte, payload string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
