// Command generate completes the schema by what is alike for all types of entries, makes the code that gqlgen makes of the
// schema, and one file more beside that: the writers of answers (see partnernetz/graph/writer).
package main

import (
	_ "embed"
	"errors"
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
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate() error {
	if err := derive("../schema"); err != nil {
		return err
	}
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	restore, err := setAside(filepath.Dir(cfg.Exec.Filename))
	if err != nil {
		return err
	}
	err = api.Generate(cfg, api.AddPlugin(writers{}))
	_ = os.Remove(filepath.Join(cfg.Resolver.Dir(), "derived.resolvers.go")) // nothing is in it: entryResolver has what all types of entries have
	if err != nil {
		return errors.Join(err, restore())
	}
	return nil
}

// setAside takes the files of a folder away, so that gqlgen does not report that what it made before does not fit together while
// a part of it is made anew. What it returns puts the files back, for when nothing could be made.
func setAside(folder string) (restore func() error, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	kept := map[string][]byte{}
	for _, file := range files {
		if kept[file], err = os.ReadFile(file); err == nil {
			err = os.Remove(file)
		}
		if err != nil {
			return nil, err
		}
	}
	return func() (err error) {
		for file, text := range kept {
			err = errors.Join(err, os.WriteFile(file, text, 0o644))
		}
		return err
	}, nil
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
