package document

// Block is a piece of a part that stands by itself. Where a block has a Language, an empty one means that of what it is in.
type Block interface{ block() }

// Heading begins a section. No level may be left out: below 1 comes 2.
type Heading struct {
	Level    int // 1 to 4
	Text     []Inline
	Anchor   string // by which links find it; empty for one made of the text
	Language string
	Unlisted bool // it stands in no contents and no bookmarks
}

// Paragraph is a paragraph.
type Paragraph struct {
	Text     []Inline
	Language string
	Tone     Tone
}

// Tone is how much a paragraph wants to be noticed.
type Tone int

// The tones of a paragraph.
const (
	Normal Tone = iota
	Lead        // it tells in advance what follows
	Small       // it is for whoever looks for it: a source, an imprint
)

// List is a list of items.
type List struct {
	Ordered  bool
	Start    int // the number of the first item; 0 means 1
	Items    []Item
	Language string
}

// Item is what stands behind one bullet or number.
type Item []Block

// Table is a table with a head and rows. The head is repeated where the table goes over to another page. A table whose first cells
// say what the rows are about may be without a head.
type Table struct {
	Caption    []Inline // what the table shows; empty if what is above says it
	Columns    []Column // one for each cell of a row
	Head       []Cell
	Rows       [][]Cell
	RowHeaders bool // the first cell of each row says what the row is about
	Language   string
}

// Column is how a column of a table is set.
type Column struct {
	Width float64 // its share of the width of a page, beside those of the other columns; 0 lets its words decide, as screens always do
	Right bool    // numbers stand below each other
}

// Cell is a cell of a table.
type Cell []Inline

// Figure is a picture with its caption.
type Figure struct {
	Picture
	Caption  []Inline
	Width    float64 // its share of the width of the text, up to 1; 0 for as large as it is, if it fits
	Language string
}

// Quotation is what somebody else said.
type Quotation struct {
	Blocks   []Block
	Source   []Inline // who said it, and where
	Language string
}

// Preformatted is text whose lines and blanks matter.
type Preformatted struct{ Text string }

// Columns sets blocks in two columns that end at the same height.
type Columns struct{ Blocks []Block }

// Contents lists the headings of the document, each with its page or as a link.
type Contents struct{ Levels int } // how many levels of headings; 0 for two

// Notes is where the notes stand that no Notes before has shown. A document without one has them at its end.
type Notes struct{}

// PageBreak begins a new page.
type PageBreak struct{}

// Rule is a line that separates what follows from what is above.
type Rule struct{}

func (Heading) block()      {}
func (Paragraph) block()    {}
func (List) block()         {}
func (Table) block()        {}
func (Figure) block()       {}
func (Quotation) block()    {}
func (Preformatted) block() {}
func (Columns) block()      {}
func (Contents) block()     {}
func (Notes) block()        {}
func (PageBreak) block()    {}
func (Rule) block()         {}
