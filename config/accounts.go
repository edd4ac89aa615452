package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"partnernetz/auth"
)

// The shortest and the longest session that can be set.
const (
	minSessionTime = time.Minute
	maxSessionTime = 30 * 24 * time.Hour
)

// validateAccounts finds what is wrong with the settings of accounts. The values are in no message, as one of them is secret.
func (c *Config) validateAccounts() []error {
	var errs []error
	if c.SessionTime < minSessionTime || c.SessionTime > maxSessionTime {
		errs = append(errs, fmt.Errorf("SESSION_TIME must be from 1m to 720h, not %s", c.SessionTime))
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	if u, err := url.Parse(c.PublicURL); c.PublicURL != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Scheme+"://"+u.Host != c.PublicURL || u.Host == "") {
		errs = append(errs, errors.New("PUBLIC_URL must be an address such as https://netz.example.org, without a path"))
	}
	switch {
	case c.AdminEmail == "" && c.AdminPassword == "":
		return errs
	case c.AdminEmail == "":
		return append(errs, errors.New("ADMIN_PASSWORD needs ADMIN_EMAIL; set both, or leave both out for a link to set up the first account"))
	case c.AdminPassword == "":
		return append(errs, errors.New("ADMIN_EMAIL needs ADMIN_PASSWORD; set both, or leave both out for a link to set up the first account"))
	}
	if ps := auth.FirstAccount(c.AdminEmail).Validate(); len(ps) > 0 {
		errs = append(errs, fmt.Errorf("ADMIN_EMAIL: %s", ps[0].EN))
	}
	if ps := auth.CheckPassword(c.AdminPassword, c.AdminEmail); len(ps) > 0 {
		errs = append(errs, fmt.Errorf("ADMIN_PASSWORD: %s", ps[0].EN))
	}
	return errs
}
