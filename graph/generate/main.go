// Command generate completes the schema by what is alike for all types of entries, makes the code that gqlgen makes of the
// schema, and one file more beside that: the writers of answers (see partnernetz/graph/writer).
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
)

//go:embed writers.gotpl
var writersTemplate string

func main() {
	log.SetOutput(io.Discard) // what gqlgen binds to what, hundreds of lines
	var cfg *config.Config
	err := derive("../schema")
	if err == nil {
		cfg, err = config.LoadConfigFromDefaultLocations()
	}
	if err == nil {
		err = api.Generate(cfg, api.AddPlugin(writers{}))
	}
	if err == nil { // nothing is in it: entryResolver has what all types of entries have
		err = os.Remove(filepath.Join(cfg.Resolver.Dir(), "derived.resolvers.go"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// writers is the plugin that makes the file.
type writers struct{}

// Name is the name gqlgen knows the plugin by.
func (writers) Name() string { return "writers" }

// GenerateCode makes the file, in the package of gqlgen's own code, whose argument readers, directives and marshalers it calls.
func (writers) GenerateCode(data *codegen.Data) error {
	exec := data.Config.Exec
	return templates.Render(templates.Options{
		PackageName: exec.Package, Filename: filepath.Join(filepath.Dir(exec.Filename), "writers.go"),
		Template: writersTemplate, Data: data, GeneratedHeader: true, Packages: data.Config.Packages,
	})
}
