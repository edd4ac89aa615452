package limit

import (
	"cmp"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// tokens counts tokens as the parser does, up to the end or the first invalid one.
func tokens(query string) int {
	lex := lexer.New(&ast.Source{Input: query})
	for n := 0; ; n++ {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return n
		}
	}
}

func (d Document) check(doc *ast.QueryDocument) *gqlerror.Error {
	if n, limit := len(doc.Operations), cmp.Or(d.Operations, DefaultOperations); n > limit {
		return refuse(CodeTooLarge, "The document has %d operations, the limit is %d.", n, limit)
	}
	if n, limit := len(doc.Fragments), cmp.Or(d.Fragments, DefaultFragments); n > limit {
		return refuse(CodeTooLarge, "The document has %d fragments, the limit is %d.", n, limit)
	}
	c := newCounter(doc)
	for _, op := range doc.Operations {
		if err := d.compare(c, op.SelectionSet, c.operation(op)); err != nil {
			return err
		}
	}
	// Fragments that no operation uses are an error, but only validation will
	// report it, after walking them too.
	for _, def := range doc.Fragments {
		if err := d.compare(c, def.SelectionSet, c.definition(def)); err != nil {
			return err
		}
	}
	depth := cmp.Or(d.Depth, DefaultDepth)
	if limit := cmp.Or(d.Checks, DefaultChecks); !affordable(doc, limit, depth) {
		return refuse(CodeTooLarge,
			"Too many fields of the same name or fragments within fragments: "+
				"checking the document takes more than %d steps.", limit)
	}
	return nil
}

func (d Document) compare(c *counter, set ast.SelectionSet, n count) *gqlerror.Error {
	rules := []struct {
		code, what string
		limit      int
		of         func(count) int
	}{
		{CodeTooDeep, "nested braces", cmp.Or(d.Depth, DefaultDepth), func(n count) int { return n.depth }},
		{CodeTooLarge, "fields", cmp.Or(d.Fields, DefaultFields), func(n count) int { return n.fields }},
		{CodeTooLarge, "aliases", cmp.Or(d.Aliases, DefaultAliases), func(n count) int { return n.aliases }},
		{CodeTooLarge, "directives", cmp.Or(d.Directives, DefaultDirectives), func(n count) int { return n.directives }},
	}
	for _, rule := range rules {
		if found := rule.of(n); found > rule.limit {
			where := heaviest(set, scale{
				weigh: func(s ast.Selection) int { return rule.of(c.selection(s)) },
				body:  c.body,
				label: func(f *ast.Field) string { return f.Alias },
			})
			return refuse(rule.code, "The operation has %s %s, the limit is %d; most are in %s.",
				number(found), rule.what, rule.limit, where)
		}
	}
	return nil
}
