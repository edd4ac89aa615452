package transfer

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

func encodeYAML(records []any) ([]byte, error) {
	node, err := yaml.ValueToNode(records, yaml.UseLiteralStyleIfMultiline(true))
	if err != nil {
		return nil, err
	}
	ast.Walk(quoter{}, node)
	return []byte(node.String() + "\n"), nil
}

func encodeNDJSON(records []any) ([]byte, error) {
	var lines bytes.Buffer
	for _, r := range records {
		raw, err := encodeYAML([]any{r})
		if err != nil {
			return nil, err
		}
		var fields []map[string]any
		if err := yaml.Unmarshal(raw, &fields); err != nil {
			return nil, err
		}
		if err := json.NewEncoder(&lines).Encode(fields[0]); err != nil {
			return nil, err
		}
	}
	return lines.Bytes(), nil
}

// quoter puts quotes around the texts that the YAML library writes without, though it would read them as something else.
type quoter struct{}

func (q quoter) Visit(n ast.Node) ast.Visitor {
	if s, ok := n.(*ast.StringNode); ok && !clean(s.Value) {
		s.Value = strconv.Quote(s.Value)
	}
	return q
}

// clean tells whether text, as the library is about to write it, will be read as the same text.
func clean(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool { return r != '\n' && !unicode.In(r, unicode.Zs) && !unicode.IsPrint(r) }) >= 0 {
		return false
	}
	if strings.Contains(s, "\n") { // a block of lines
		return strings.TrimSpace(s) == strings.TrimSuffix(s, "\n") && s != "\n"
	}
	if strings.HasPrefix(s, `"`) { // in quotes already
		return true
	}
	var read []any
	err := yaml.Unmarshal([]byte("- "+s), &read)
	return err == nil && len(read) == 1 && read[0] == s
}
