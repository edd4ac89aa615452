package pdf

// noteList shows the notes that were numbered since the last one, each with a way back to where its number stands.
func (s *setter) noteList(f frame) (all []box) {
	f.look = small
	for len(s.notes) > 0 {
		n := s.notes[0]
		s.notes = s.notes[1:]
		of := f.of.tag("Note")
		of.id = "note-" + n.number
		in := f.indent(22)
		back := of.tag("Lbl").tag("Link")
		shown := &run{words: n.number, look: f.look, of: back, anchor: noteAnchor(n.number),
			link: &link{element: back, to: backTo(n.number), says: s.vocabulary.Back + ", " + s.vocabulary.Note + " " + n.number}}
		shown.look.color = linked
		boxes := orNothing(s.paragraph(s.runs(n.text, of.tag("P"), f.look, nil), in, false))
		s.label(boxes, shown, f)
		all = append(all, spaced(boxes, 4)...)
	}
	return all
}
