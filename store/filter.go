package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/list"
)

// where turns a condition on entries of this type into a filter. Conditions that the database cannot test by itself,
// because they look into other entries or into text, are tested first and become lists of values; each costs a command.
func (c *Collection[T]) where(ctx context.Context, v content.View, cond list.Condition) (bson.D, error) {
	switch cond.Op {
	case list.And, list.Or, list.Not:
		return c.combined(ctx, v, cond)
	case list.InSelect:
		values, err := c.store.byKind[cond.Select.Kind].values(ctx, v, *cond.Select)
		return field(cond.Operand.Path, "$in", values), err
	case list.Matches:
		ids, err := c.store.matching(ctx, v, c.kind, cond.Value.(string))
		return field("id", "$in", ids), err
	case list.Used:
		ids, err := c.store.referred(ctx, v)
		return field("id", map[bool]string{true: "$in", false: "$nin"}[cond.Value.(bool)], ids), err
	case list.Contains:
		ids, err := c.containing(ctx, v, cond)
		return field("id", "$in", ids), err
	}
	path, value := cond.Operand.Path, cond.Value
	if cond.Operand.Sort != "" {
		path, value = textPath(v, cond)
	}
	switch cond.Op {
	case list.In:
		if len(value.([]any)) == 0 {
			return nothing(), nil
		}
	case list.IsNull:
		if value.(bool) {
			return field(path, "$eq", nil), nil
		}
		return field(path, "$ne", nil), nil
	}
	return field(path, "$"+string(cond.Op), value), nil
}

// textPath is where a localised text can be compared: exactly as it is shown, or by the language's order.
func textPath(v content.View, cond list.Condition) (string, any) {
	switch cond.Op {
	case list.Gt, list.Gte, list.Lt, list.Lte:
		return fmt.Sprintf("keys.%s.%s", v.Locale, cond.Operand.Sort), list.CollationKey(v.Locale, cond.Value.(string))
	}
	return shownPath(v, cond.Operand), cond.Value
}

func shownPath(v content.View, o list.Operand) string {
	return fmt.Sprintf("shown.%s.%s", v.Locale, o.Path)
}

func (c *Collection[T]) combined(ctx context.Context, v content.View, cond list.Condition) (bson.D, error) {
	parts := make(bson.A, len(cond.Of))
	for i, of := range cond.Of {
		part, err := c.where(ctx, v, of)
		if err != nil {
			return nil, err
		}
		parts[i] = part
	}
	switch {
	case cond.Op == list.Not:
		return bson.D{{Key: "$nor", Value: parts}}, nil
	case len(parts) > 0:
		return bson.D{{Key: "$" + string(cond.Op), Value: parts}}, nil
	case cond.Op == list.Or:
		return nothing(), nil
	}
	return bson.D{}, nil
}

// field tests a field. The operator is always written out, so that no value is ever taken for one.
func field(path, op string, value any) bson.D {
	return bson.D{{Key: path, Value: bson.D{{Key: op, Value: value}}}}
}

func nothing() bson.D { return field("id", "$in", bson.A{}) }

// values returns what the entries that a select finds have at its path.
func (c *Collection[T]) values(ctx context.Context, v content.View, s list.Select) (bson.A, error) {
	where, err := c.where(ctx, v, s.Where)
	if err != nil {
		return nil, err
	}
	found, err := c.look(ctx, v, where, []string{s.Path})
	values, seen := bson.A{}, map[string]bool{}
	for _, doc := range found {
		if id := textAt(doc, s.Path); !seen[id] {
			seen[id] = true
			values = append(values, id)
		}
	}
	return values, err
}

// containing returns the ids of the entries whose text has a part, compared as content.FoldPart does.
func (c *Collection[T]) containing(ctx context.Context, v content.View, cond list.Condition) (bson.A, error) {
	path := cond.Operand.Path
	whole, _, _ := strings.Cut(path, ".") // which may be a list, into which the embedded engine does not project
	if cond.Operand.Sort != "" {
		path = shownPath(v, cond.Operand)
		whole = path
	}
	if err := spend(ctx); err != nil { // twice as much as another read: every text is looked through
		return nil, err
	}
	found, err := c.look(ctx, v, field(path, "$gt", ""), []string{"id", whole}) // not $ne, which of a list would want each
	ids, part := bson.A{}, content.FoldPart(cond.Value.(string))
	for _, doc := range found {
		if slices.ContainsFunc(textsOf(doc, path), func(text string) bool { return strings.Contains(content.Fold(text), part) }) {
			ids = append(ids, textAt(doc, "id"))
		}
	}
	return ids, err
}
