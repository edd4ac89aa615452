package check

import (
	"fmt"
	"strings"

	"partnernetz/content"
	"partnernetz/content/richtext"
)

// checkPasted finds HTML in Markdown, of which readers see the words alone.
func checkPasted(in *Inspection) {
	for _, t := range in.texts {
		for l := range t.headings {
			if p := richtext.PastedIn(t.text[l]); p != nil {
				de, en := whatIs(p)
				in.addAt(p.Line, PastedHTML, t.field, l,
					fmt.Sprintf("Ab Zeile %d steht HTML im Text (%s). Davon sind nur die Wörter zu sehen. cleanTexts macht daraus Markdown, auch aus Überschriften, Listen und Tabellen.", p.Line, de),
					fmt.Sprintf("from line %d on there is HTML in the text (%s), of which only the words are shown; cleanTexts makes Markdown of it, of headings, lists and tables too", p.Line, en))
			}
		}
	}
}

// maxTags is how many elements a message names.
const maxTags = 5

// whatIs names what was found, in German and in English.
func whatIs(p *richtext.Pasted) (de, en string) {
	if len(p.Tags) == 0 {
		de, en = "Kommentare", "comments"
	} else {
		de = "<" + strings.Join(p.Tags[:min(len(p.Tags), maxTags)], ">, <") + ">"
		if len(p.Tags) > maxTags {
			de += " …"
		}
		en = de
	}
	if p.From != "" {
		de, en = de+"; wohl aus "+p.From, en+"; from "+p.From+", it seems"
	}
	return de, en
}

// CleanTexts makes Markdown of the HTML in all texts of an entry that are Markdown. Others stay as they are.
func CleanTexts(e content.Entry) {
	content.MapTexts(e, func(path, text string) string {
		if IsMarkdown(path[:strings.LastIndex(path, ".")]) {
			return richtext.Clean(text)
		}
		return text
	})
}
