// Package config reads the settings of the program.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Config has all settings. Each can be set by the environment or by a flag; with the defaults the program works.
type Config struct {
	Port        string   `env:"PORT" default:"8080" help:"The port to listen on."`
	DataDir     string   `env:"DATA_DIR" default:"./data" type:"path" help:"The folder of the embedded engine."`
	MongoDBURI  string   `env:"MONGODB_URI" name:"mongodb-uri" help:"The MongoDB to use instead of the embedded engine: a replica set; one node will do."`
	MediaURL    string   `env:"MEDIA_URL" name:"media-url" help:"The bucket to keep files in, such as s3://bucket?region=eu-central-1, instead of the folder media in DATA_DIR."`
	Seed        string   `env:"SEED" default:"" help:"What an empty database is filled with: demo, network (facts only) or none. If unset: demo, or none with a MongoDB."`
	CORSOrigins []string `env:"CORS_ORIGINS" name:"cors-origins" default:"*" help:"The websites that may query from a browser, such as https://www.example.org, separated by commas; * for all."`
	Proxies     []string `env:"TRUSTED_PROXIES" name:"trusted-proxies" help:"The proxies in front, as addresses or ranges such as 10.0.0.0/8, separated by commas. Only these are believed in what they say about where a request comes from."`
	PublicURL   string   `env:"PUBLIC_URL" name:"public-url" help:"Where people reach this program, such as https://netz.example.org. If unset: http://localhost and the port."`
	SMTPURL     string   `env:"SMTP_URL" name:"smtp-url" help:"The server that takes mails, such as smtp://user:password@mail.example.org:587 or smtps://mail.example.org. If unset, mails stay in the outbox."`
	MailFrom    string   `env:"MAIL_FROM" help:"The e-mail address that mails are from, such as Partnernetz <netz@example.org>."`
	MaxAnswer   string   `env:"MAX_ANSWER" default:"8MiB" help:"How large an answer may be, such as 8MiB or 8388608."`
	PeopleLeast string   `env:"PEOPLE_THRESHOLD" name:"people-threshold" default:"5" help:"The least number of people that the public is told of, in reports and figures: 1 tells of everybody."`
	LogLevel    string   `env:"LOG_LEVEL" default:"info" help:"The lowest level that is logged: debug, info, warn or error."`
	LogFormat   string   `env:"LOG_FORMAT" default:"text" help:"The format of the log: text or json."`

	AdminEmail    string        `env:"ADMIN_EMAIL" help:"The e-mail address of the first account, an admin, if there is no account yet."`
	AdminPassword string        `env:"ADMIN_PASSWORD" help:"The password of the first account. Without both, a link to set up that account is shown at the start."`
	SessionTime   time.Duration `env:"SESSION_TIME" default:"12h" help:"How long a session lasts, such as 90m or 12h."`
}

// DropEmpty unsets variables that are empty: compose files and CI systems write PORT= for a variable that is not set.
func DropEmpty() {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		if name := f.Tag.Get("env"); os.Getenv(name) == "" {
			_ = os.Unsetenv(name) // fails for impossible names only
		}
	}
}

// Validate finds everything that is wrong, at once. Each error names the variable and says what values are allowed.
func (c *Config) Validate() error {
	var errs []error
	if _, err := strconv.ParseUint(c.Port, 10, 16); err != nil {
		errs = append(errs, fmt.Errorf("PORT must be a number from 0 to 65535, not %q", c.Port))
	}
	errs = append(errs,
		oneOf("SEED", c.Seed, "", "demo", "network", "none"),
		oneOf("LOG_LEVEL", c.LogLevel, "debug", "info", "warn", "error"),
		oneOf("LOG_FORMAT", c.LogFormat, "text", "json"))
	errs = append(errs, c.validateAccounts()...)
	errs = append(errs, c.validateMail()...)
	for i, o := range c.CORSOrigins {
		o = strings.TrimSpace(o)
		c.CORSOrigins[i] = o
		u, err := url.Parse(o)
		if o != "*" && (err != nil || u.Scheme == "" || u.Scheme+"://"+u.Host != o || u.Host == "") {
			errs = append(errs, fmt.Errorf("CORS_ORIGINS must be * or origins such as https://www.example.org, separated by commas and without a path, not %q", o))
		}
	}
	if _, err := c.TrustedProxies(); err != nil {
		errs = append(errs, err)
	}
	if _, err := c.AnswerBytes(); err != nil {
		errs = append(errs, err)
	}
	if _, err := c.PeopleThreshold(); err != nil {
		errs = append(errs, err)
	}
	if _, err := c.Bucket(); err != nil {
		errs = append(errs, err)
	}
	if c.Seed == "" {
		c.Seed = "demo"
		if c.MongoDBURI != "" {
			c.Seed = "none"
		}
	}
	return errors.Join(errs...)
}

// TrustedProxies returns the networks of the proxies in front. After Validate there is no error.
func (c *Config) TrustedProxies() (networks []netip.Prefix, _ error) {
	for _, s := range c.Proxies {
		s = strings.TrimSpace(s)
		network, err := netip.ParsePrefix(s)
		if a, isAddress := netip.ParseAddr(s); isAddress == nil {
			a = a.Unmap()
			network, err = a.Prefix(a.BitLen())
		}
		if err != nil || network.Addr().Is4In6() {
			return nil, fmt.Errorf("TRUSTED_PROXIES must be addresses or ranges such as 192.0.2.7 or 10.0.0.0/8, separated by commas, not %q", s)
		}
		networks = append(networks, network)
	}
	return networks, nil
}

func oneOf(variable, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	named := slices.DeleteFunc(allowed, func(s string) bool { return s == "" })
	last := len(named) - 1
	return fmt.Errorf("%s must be %s or %s, not %q", variable, strings.Join(named[:last], ", "), named[last], value)
}

// Logger makes the logger according to the settings. It writes to standard error.
func (c *Config) Logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // Validate has checked it
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
