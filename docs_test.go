package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/testkit"
)

var example = regexp.MustCompile("(?s)```graphql\n(.*?)```\n\n```json\n(.*?)```")

// Every query in the documentation that stands before an answer gives this answer.
func TestExamplesInTheDocumentation(t *testing.T) {
	server := testkit.Start(t, "demo")
	pages, err := filepath.Glob("docs/*.md")
	testkit.Must(t, err)
	found := 0
	for _, page := range append(pages, "README.md") {
		text, err := os.ReadFile(page)
		testkit.Must(t, err)
		for _, block := range example.FindAllSubmatch(text, -1) {
			found++
			var want, got any
			testkit.Must(t, json.Unmarshal(block[2], &want))
			testkit.Must(t, json.Unmarshal(server.Query(t, string(block[1]), nil).Raw, &got))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:\n%s\ndiffers (-documented +answered):\n%s", page, block[1], diff)
			}
		}
	}
	if found < 4 {
		t.Errorf("found only %d examples", found)
	}
}

var setting = regexp.MustCompile("(?s)```js\n(.*?)```")

// Every setting in the documentation of clients is one that the tests of clients run with.
func TestSettingsInTheDocumentation(t *testing.T) {
	text, err := os.ReadFile("docs/clients.md")
	testkit.Must(t, err)
	files, err := filepath.Glob("clients/*.mjs")
	testkit.Must(t, err)
	var tried strings.Builder
	for _, file := range files {
		code, err := os.ReadFile(file)
		testkit.Must(t, err)
		tried.Write(code)
	}
	settings := setting.FindAllSubmatch(text, -1)
	for _, block := range settings {
		if !strings.Contains(tried.String(), string(block[1])) {
			t.Errorf("nobody tried\n%s", block[1])
		}
	}
	if len(settings) < 4 {
		t.Errorf("found only %d settings", len(settings))
	}
}
