package document

// EachInline visits inlines from front to back, and what is in them unless visit returns false.
func EachInline(text []Inline, visit func(Inline) bool) {
	for _, i := range text {
		if !visit(i) {
			continue
		}
		switch i := i.(type) {
		case Strong:
			EachInline(i, visit)
		case Emphasis:
			EachInline(i, visit)
		case Span:
			EachInline(i.Text, visit)
		case Link:
			EachInline(i.Text, visit)
		case Note:
			EachInline(i, visit)
		}
	}
}

// walk visits blocks from top to bottom with the language that each is in.
func walk(blocks []Block, outer string, visit func(b Block, language string)) {
	for _, b := range blocks {
		in := language(ownLanguage(b), outer)
		if q, ok := b.(Quotation); ok { // whose source stands below it
			walk(q.Blocks, in, visit)
		}
		visit(b, in)
		switch b := b.(type) {
		case List:
			for _, item := range b.Items {
				walk(item, in, visit)
			}
		case Columns:
			walk(b.Blocks, in, visit)
		}
	}
}

// each visits the blocks of all parts.
func (d *Document) each(visit func(b Block, language string)) {
	for _, p := range d.Parts {
		walk(p.Blocks, language(p.Language, d.Language), visit)
	}
}

func ownLanguage(b Block) string {
	switch b := b.(type) {
	case Heading:
		return b.Language
	case Paragraph:
		return b.Language
	case List:
		return b.Language
	case Table:
		return b.Language
	case Figure:
		return b.Language
	case Quotation:
		return b.Language
	}
	return ""
}

// InLanguage returns blocks in a language, save for those that have one of their own already.
func InLanguage(tag string, blocks ...Block) []Block {
	in := make([]Block, len(blocks))
	for i, b := range blocks {
		switch own := b.(type) {
		case Heading:
			own.Language = language(own.Language, tag)
			b = own
		case Paragraph:
			own.Language = language(own.Language, tag)
			b = own
		case List:
			own.Language = language(own.Language, tag)
			b = own
		case Table:
			own.Language = language(own.Language, tag)
			b = own
		case Figure:
			own.Language = language(own.Language, tag)
			b = own
		case Quotation:
			own.Language = language(own.Language, tag)
			b = own
		case Columns:
			b = Columns{InLanguage(tag, own.Blocks...)}
		}
		in[i] = b
	}
	return in
}

// texts are the runs of words that a block itself has, without those of blocks in it.
func texts(b Block) [][]Inline {
	switch b := b.(type) {
	case Heading:
		return [][]Inline{b.Text}
	case Paragraph:
		return [][]Inline{b.Text}
	case Table:
		all := [][]Inline{b.Caption}
		for _, row := range append([][]Cell{b.Head}, b.Rows...) {
			for _, cell := range row {
				all = append(all, cell)
			}
		}
		return all
	case Figure:
		return [][]Inline{b.Caption}
	case Quotation:
		return [][]Inline{b.Source}
	}
	return nil
}
