package richtext_test

import (
	"fmt"
	"partnernetz/content/richtext"
	"strings"
	"testing"
)

func tree(t *testing.T, source string) string {
	t.Helper()
	var b strings.Builder
	for _, n := range richtext.Render(source, richtext.Known{}).Nodes() {
		fmt.Fprintf(&b, "%s%s", strings.Repeat(".", n.Depth), n.Kind)
		if n.Level != nil {
			fmt.Fprint(&b, " ", *n.Level)
		}
		if n.Text != nil {
			fmt.Fprintf(&b, " %q", *n.Text)
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

// The tree has each part once, ahead of what is in it, with the words as they are read.
func TestNodes(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"nothing", "", ""},
		{"a heading", "## A &amp; \\*B\\*", "HEADING 2\n.TEXT \"A & *B*\""},
		{"lines", "a\nb  \nc", "PARAGRAPH\n.TEXT \"a \"\n.TEXT \"b\\n\"\n.TEXT \"c\""},
		{"forms", "**a *b***", "PARAGRAPH\n.STRONG\n..TEXT \"a \"\n..EMPHASIS\n...TEXT \"b\""},
		{"code", "`a &amp; <b>`", "PARAGRAPH\n.CODE\n..TEXT \"a &amp; <b>\""},
		{"code over two lines", "`a\nb`", "PARAGRAPH\n.CODE\n..TEXT \"a \"\n..TEXT \"b\""},
		{"lines of code", "```go\na < b\n\nc\n```", "CODE_BLOCK \"a < b\\n\\nc\\n\""},
		{"lists", "- a\n- b\n  1. c", "LIST\n.LIST_ITEM\n..PARAGRAPH\n...TEXT \"a\"\n.LIST_ITEM\n..PARAGRAPH\n...TEXT \"b\"\n..ORDERED_LIST\n...LIST_ITEM\n....PARAGRAPH\n.....TEXT \"c\""},
		{"a quote and a rule", "> a\n\n---", "QUOTE\n.PARAGRAPH\n..TEXT \"a\"\nRULE"},
		{"a table", "|a|b|\n|-|-|\n|c||", "TABLE\n.TABLE_ROW\n..TABLE_CELL\n...TEXT \"a\"\n..TABLE_CELL\n...TEXT \"b\"\n.TABLE_ROW\n..TABLE_CELL\n...TEXT \"c\"\n..TABLE_CELL"},
		{"an address by itself", "<https://a.de>", "PARAGRAPH\n.LINK\n..TEXT \"https://a.de\""},
		{"a link", "[a **b**](/x)", "PARAGRAPH\n.LINK\n..TEXT \"a \"\n..STRONG\n...TEXT \"b\""},
		{"an image", "a ![b *c*](/x.png) d", "PARAGRAPH\n.TEXT \"a \"\n.TEXT \"b \"\n.EMPHASIS\n..TEXT \"c\"\n.TEXT \" d\""},
		{"HTML", "<div>a</div>\n\nb <i>c</i>", "PARAGRAPH\n.TEXT \"a\"\nPARAGRAPH\n.TEXT \"b c\""},
		{"what no HTML can have", "a\x00b", "PARAGRAPH\n.TEXT \"a\ufffdb\""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tree(t, tt.source); got != tt.want {
				t.Errorf("%q is\n%s\nwant\n%s", tt.source, got, tt.want)
			}
		})
	}
}

// Each heading has an anchor of its own, which the HTML has too.
func TestHeadings(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"levels", "# A\n\nx\n===\n\n###### F", "1 A h-a|1 x h-x|6 F h-f|"},
		{"the same words", "# A\n# A\n## a\n# A 2\n# A", "1 A h-a|1 A h-a-2|2 a h-a-3|1 A 2 h-a-2-2|1 A h-a-4|"},
		{"the same words after all", "# A 2\n# A\n# A", "1 A 2 h-a-2|1 A h-a|1 A h-a-3|"},
		{"no letters", "# 🙂\n# !\n#", "1 🙂 h-abschnitt|1 ! h-abschnitt-2|1  h-abschnitt-3|"},
		{"umlauts and forms", "## **Über** `uns` &amp; [Sie](/x)", "2 Über uns & Sie h-ueber-uns-sie|"},
		{"an image", "# a ![b](/c.png)", "1 a b h-a-b|"},
		{"words parted for the eye", "# Ver\u00adein\u00adba\u00adrung\n# Bundes·tag\n# Rhein-Sieg", "1 Ver\u00adein\u00adba\u00adrung h-vereinbarung|1 Bundes·tag h-bundestag|1 Rhein-Sieg h-rhein-sieg|"},
		{"other letters", "# Łódź\n# 日本\n# Raum 日本", "1 Łódź h-lodz|1 日本 h-abschnitt|1 Raum 日本 h-raum|"},
		{"within a quote", "> # A\n\n- # B", "1 A h-a|1 B h-b|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, got := richtext.Render(tt.source, richtext.Known{}), ""
			h := r.HTML()
			for _, x := range r.Headings() {
				got += fmt.Sprintf("%d %s %s|", x.Level, x.Text, x.Anchor)
				if !strings.Contains(h, fmt.Sprintf(`<h%d id="%s">`, x.Level, x.Anchor)) {
					t.Errorf("%s is not in %s", x.Anchor, h)
				}
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
