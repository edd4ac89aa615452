package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// The prefixes of secrets, so that a leaked secret is recognised for what it is.
const (
	sessionSecret = "pns_"
	tokenSecret   = "pnt_"
	linkSecret    = "pnl_"
)

// Session is the time from signing in to signing out. Like tokens and links it is found by the hash of a secret that only its
// holder has: somebody who reads the database can use none of them.
type Session struct {
	ID        string    `bson:"_id"` // the hash of the secret
	AccountID string    `bson:"account"`
	CreatedAt time.Time `bson:"createdAt"`
	ExpiresAt time.Time `bson:"expiresAt"`
}

// Token lets a program act for an account, with some of its permissions.
type Token struct {
	Hash        string       `bson:"_id"` // of the secret
	ID          string       `bson:"id"`
	AccountID   string       `bson:"account"`
	Name        string       `bson:"name"`
	Permissions []Permission `bson:"permissions"`
	CreatedAt   time.Time    `bson:"createdAt"`
	ExpiresAt   time.Time    `bson:"expiresAt"`
	LastUsedAt  *time.Time   `bson:"lastUsedAt"` // to the minute
	Shares      int          `bson:"weight"`     // see Weight; 0 for tokens from before there were weights
}

// Purpose says what a link is for.
type Purpose string

// The purposes.
const (
	SetUp      Purpose = "SET_UP"     // makes the first admin
	Invitation Purpose = "INVITATION" // sets the first password of an account
	Reset      Purpose = "RESET"      // sets another one
)

// Link sets a password once.
type Link struct {
	ID        string    `bson:"_id"` // the hash of the secret
	Purpose   Purpose   `bson:"purpose"`
	AccountID string    `bson:"account"` // empty for SetUp, which makes one
	ExpiresAt time.Time `bson:"expiresAt"`
}

// NewSecret makes a secret of 260 random bits behind a prefix, and the hash that is kept of it. As the secret is random, it needs
// no slow hash.
func NewSecret(prefix string) (secret, hash string) {
	secret = prefix + rand.Text() + rand.Text()
	return secret, Hash(secret)
}

// NewSession makes a session of an account, and its secret.
func NewSession(account string, from time.Time, lasts time.Duration) (secret string, s *Session) {
	secret, hash := NewSecret(sessionSecret)
	from = from.UTC().Truncate(time.Millisecond) // as the database keeps it
	return secret, &Session{ID: hash, AccountID: account, CreatedAt: from, ExpiresAt: from.Add(lasts)}
}

// Hash returns the hash that a secret is found by.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
