package auth

import "partnernetz/content"

// The codes of what can go wrong with accounts, beside those of the content.
const (
	BadCredentials content.Code = "BAD_CREDENTIALS" // the e-mail address or the password is wrong, without saying which
	RateLimited    content.Code = "RATE_LIMITED"    // too many failures; even the right password is refused
	WeakPassword   content.Code = "WEAK_PASSWORD"   // one that could be guessed
	EmailInUse     content.Code = "EMAIL_IN_USE"    // another account has the address
	LinkInvalid    content.Code = "LINK_INVALID"    // used, expired, taken back, or never there
	LastAdmin      content.Code = "LAST_ADMIN"      // nobody would be left to run the system
	TokenExpired   content.Code = "TOKEN_EXPIRED"   // a session or API token has expired
	CSRF           content.Code = "CSRF"            // a mutation with only a cookie, which any website could have made a browser send
)
