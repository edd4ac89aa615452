package transfer

import (
	"errors"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxDepth is how deep lists and records may lie in each other. Content has no more than ten levels; the YAML library needs
// memory by the square of the depth.
const maxDepth = 100

const tooDeep = "lists and records lie too deep in each other here"

// notRead are the signs of YAML that content does not need, and that make large files of small ones.
var notRead = map[token.Type]string{token.TagType: "!", token.AnchorType: "&", token.AliasType: "*"}

// readYAML finds the records of a YAML file, which are the items of a list.
func readYAML(file string, raw []byte) (records []source, problems Problems) {
	tokens := lexer.Tokenize(string(raw))
	if line := deepLine(tokens); line > 0 {
		return nil, Problems{bad(file, line, tooDeep)}
	}
	for _, t := range tokens {
		if sign := notRead[t.Type]; sign != "" {
			problems = append(problems, bad(file, t.Position.Line, "this begins with "+sign+", which has a meaning in YAML that is not read here; put the text in quotes"))
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	doc, err := parser.Parse(tokens, 0)
	if err != nil {
		p := bad(file, 1, err.Error())
		if at := yaml.Error(nil); errors.As(err, &at) && at.GetToken() != nil { // its own text spans several lines
			p = bad(file, at.GetToken().Position.Line, at.GetMessage())
		}
		return nil, Problems{p}
	}
	for _, d := range doc.Docs {
		if d.Body == nil {
			continue
		}
		items, ok := d.Body.(*ast.SequenceNode)
		if !ok {
			problems = append(problems, bad(file, lineOf(d.Body), "the file must be a list: each record begins with a hyphen"))
			continue
		}
		for _, n := range items.Values {
			v, wrong := valueOf(n)
			if wrong != nil {
				problems = append(problems, bad(file, wrong.line, wrong.why))
				continue
			}
			records = append(records, source{file: file, value: v})
		}
	}
	return records, problems
}

// deepLine returns the line at which something lies too deep for the YAML library; 0 if nothing does.
func deepLine(tokens token.Tokens) int {
	var columns []int         // of what is open, by indentation
	brackets, between := 0, 0 // and how much stands between brackets and commas, where names and anchors open something too
	for _, t := range tokens {
		between++
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets, between = brackets+1, 0
		case token.SequenceEndType, token.MappingEndType:
			brackets, between = brackets-1, 0
		case token.CollectEntryType:
			between = 0
		case token.CommentType:
			between--
		}
		if brackets <= 0 {
			for len(columns) > 0 && columns[len(columns)-1] >= t.Position.Column {
				columns = columns[:len(columns)-1]
			}
			columns = append(columns, t.Position.Column)
		}
		if brackets > maxDepth || brackets > 0 && between > maxDepth || len(columns) > 3*maxDepth { // a name, its colon and its value have a column each
			return t.Position.Line
		}
	}
	return 0
}

// notContent is what YAML can say and content cannot.
type notContent struct {
	line int
	why  string
}

// valueOf turns a node of the YAML library into a value. Of what has no marks around it, it takes what is written.
func valueOf(n ast.Node) (v value, wrong *notContent) {
	v.line = lineOf(n)
	switch n := n.(type) {
	case *ast.NullNode:
		if t := n.GetToken(); t.Type != token.ImplicitNullType {
			v.shape, v.text, v.bare = word, t.Value, true
		}
	case *ast.StringNode:
		t := n.GetToken().Type
		v.shape, v.text, v.bare = word, n.Value, t != token.SingleQuoteType && t != token.DoubleQuoteType
	case *ast.LiteralNode:
		v.shape, v.text = word, n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		v.shape, v.text, v.bare = word, n.GetToken().Value, true
	case *ast.SequenceNode:
		v.shape = list
		for _, item := range n.Values {
			i, wrong := valueOf(item)
			if wrong != nil {
				return v, wrong
			}
			v.items = append(v.items, i)
		}
	case *ast.MappingNode:
		v.shape = record
		for _, f := range n.Values {
			if wrong := v.take(f); wrong != nil {
				return v, wrong
			}
		}
	case *ast.MappingValueNode:
		v.shape = record
		wrong = v.take(n)
	default:
		return v, &notContent{v.line, "this is no text, list or record"}
	}
	return v, wrong
}

// take adds a field to a record.
func (v *value) take(n *ast.MappingValueNode) *notContent {
	key := n.Key.GetToken()
	if _, ok := n.Key.(ast.ScalarNode); !ok || n.Key.IsMergeKey() {
		return &notContent{lineOf(n), "this is no name of a field"}
	}
	if why := v.mayHave(key.Value); why != "" {
		return &notContent{key.Position.Line, why}
	}
	of, wrong := valueOf(n.Value)
	if len(v.fields) == 0 {
		v.line = key.Position.Line
	}
	v.fields = append(v.fields, field{key.Value, key.Position.Line, of})
	return wrong
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil {
		return t.Position.Line
	}
	return 1
}
