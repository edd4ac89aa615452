#!/bin/sh
# The policy for content of users, and AllowLists, let the number of an item through and not that of a list: the list that a
# CommonMark renderer makes of "3. three" begins with 1.
# Versions: bluemonday v1.0.27, goldmark v1.7.13, Go 1.26.
# Good guess from: CommonMark 0.31.2, "Lists": the start number of an ordered list is that of its first item; and the policy's purpose,
# to clean the HTML that Markdown makes. https://spec.commonmark.org/0.31.2/#start-number and https://github.com/microcosm-cc/bluemonday
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=
go mod init finding 2>/dev/null
cat > main.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
)

func main() {
	var html bytes.Buffer
	if err := goldmark.Convert([]byte("3. three\n4. four"), &html); err != nil {
		panic(err)
	}
	clean := func(s string) string {
		return strings.ReplaceAll(bluemonday.UGCPolicy().Sanitize(s), "\n", "")
	}
	fmt.Println(clean(html.String()), clean(`<ol><li value="3">three</li></ol>`))
}
GO
go get github.com/microcosm-cc/bluemonday@v1.0.27 github.com/yuin/goldmark@v1.7.13 2>/dev/null
seen=$(go run .)
echo "bluemonday v1.0.27"
echo 'guess: <ol start="3"><li>three</li><li>four</li></ol> <ol><li value="3">three</li></ol>'
echo "seen:  $seen"
[ "$seen" = '<ol><li>three</li><li>four</li></ol> <ol><li value="3">three</li></ol>' ]
