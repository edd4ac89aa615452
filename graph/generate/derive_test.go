package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a file says by itself stays; what nothing asks for is not made; what is asked for and missing is. What is updated has a
// form with all that the input has.
func TestDerive(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("entry.graphqls", `
interface Entry {
  "Names the \"entry\"."
  id: ID!
  "Its language."
  locale: String!
  "What links to it."
  usedIn(
    "How many."
    first: Int
  ): [Entry!]!
}
type Query {
  "All notes."
  notes(filter: NoteFilter): NoteConnection!
}`)
	write("note.graphqls", `
type Note implements Entry {
  "The language of its title."
  locale: String!
  colour: Colour
}
enum Colour { RED }
enum Size { LARGE }
input NoteFilter { colour: ColourFilter }
type NoteConnection { nodes: [Note!]! }
type Plain { payload: NotePayload }
input UpdateNoteInput {
  "Its parts."
  parts: [PartInput!]
  "How large it is."
  size: Size! = LARGE
}
input PartInput {
  "Names a part that is there."
  id: ID
  "What is in it."
  parts: [PartInput!]
  "What it leads to."
  to: ID
}
input CreateNoteInput { words: String }`)
	write(derivedFile, `this was made before, and does not count`)
	for range 2 { // what was made changes nothing
		if err := derive(folder); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(folder, derivedFile))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/derived.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	write("note.graphqls", `type Note {`)
	if derive(folder) == nil {
		t.Error("a file that is no schema passes")
	}
}
