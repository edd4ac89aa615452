// Package config reads what can be set from outside.
package config

import (
	"fmt"
	"log/slog"
	"net/url"
	"os"
)

// Config is all that can be set, by the environment or a flag. Every default works.
type Config struct {
	Port        int      `env:"PORT" default:"8080" help:"The port to listen on."`
	DataDir     string   `env:"DATA_DIR" default:"./data" type:"path" help:"The folder of the embedded engine."`
	MongoDBURI  string   `env:"MONGODB_URI" name:"mongodb-uri" help:"The MongoDB to use instead of the embedded engine: a replica set; one node will do."`
	Seed        string   `env:"SEED" enum:",demo,network,none" default:"" help:"What an empty database is filled with: demo, network (facts only) or none. Without it demo, but none with a MongoDB."`
	CORSOrigins []string `env:"CORS_ORIGINS" name:"cors-origins" default:"*" help:"The websites that may query from a browser, such as https://www.example.org, separated by commas; * for all."`
	LogLevel    string   `env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"The least that is logged: debug, info, warn or error."`
	LogFormat   string   `env:"LOG_FORMAT" enum:"text,json" default:"text" help:"How it is logged: text or json."`
}

// Validate finds what the types of the fields do not. Each error names the variable.
func (c *Config) Validate() error {
	if c.Port < 0 || c.Port > 65535 {
		return fmt.Errorf("PORT must be 0 to 65535, not %d", c.Port)
	}
	for _, o := range c.CORSOrigins {
		u, err := url.Parse(o)
		if o != "*" && (err != nil || u.Scheme == "" || u.Host == "" || u.Path != "") {
			return fmt.Errorf("CORS_ORIGINS must be * or origins such as https://www.example.org, not %q", o)
		}
	}
	if c.Seed == "" {
		c.Seed = "demo"
		if c.MongoDBURI != "" {
			c.Seed = "none"
		}
	}
	return nil
}

// Logger makes the logger that is asked for. It writes to standard error.
func (c *Config) Logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // one of the enum
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
