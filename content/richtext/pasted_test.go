package richtext_test

import (
	"slices"
	"strings"
	"testing"

	"partnernetz/content/richtext"
)

// item is a paragraph that Word shows as an item of a list.
func item(level, marker, words string) string {
	return "<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;mso-add-space:auto;\ntext-indent:-18.0pt;mso-list:l0 " + level + " lfo1'><![if !supportLists]><span\n" +
		"style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:\nIgnore'>" + marker + "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>" + words + "<o:p></o:p></p>\n\n"
}

// pasted are texts as programs put them into the clipboard, and what becomes of them.
var pasted = []struct{ name, source, from, want string }{
	{"Word", "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n<h2>Ziele<o:p></o:p></h2>\n\n<p class=MsoNormal>Die Ziel&shy;vereinbarung wurde <b\nstyle='mso-bidi-font-weight:normal'>bis\n31. Mai 2027</b> verl&auml;ngert.<o:p></o:p></p>\n\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n\nEin Satz.",
		"Word", "## Ziele\n\nDie Ziel\u00advereinbarung wurde **bis 31. Mai 2027** verlängert.\n\nEin Satz."},
	{"lists of Word", item("level1", "·", "Erster\nPunkt") + item("level2", "o", "darunter <i>eins</i>") + item("level2", "o", "darunter zwei") + item("level1", "§", "Zweiter Punkt") + "<p class=MsoNormal>Ende</p>",
		"Word", "- Erster Punkt\n  - darunter *eins*\n  - darunter zwei\n- Zweiter Punkt\n\nEnde"},
	{"numbered lists of Word", item("level1", "1.", "eins") + item("level1", "2.", "zwei") + item("level2", "a)", "Buchstabe") + item("level1", "3.", "drei"),
		"Word", "1. eins\n2. zwei\n   - a) Buchstabe\n3. drei"},
	{"within a paragraph", "Siehe <o:p></o:p>die <st1:place>Stadt</st1:place><![if !supportEmptyParas]>&nbsp;<![endif]>", "Word", "Siehe die Stadt&nbsp;"},
	{"Outlook", "<div class=WordSection1><p class=MsoNormal>Hallo zusammen,<br><br>das Treffen ist <strong>am 3. Mai</strong>.<br>\nBitte melden: <a href=\"mailto:netz@example.org\">netz@example.org</a></p><div><hr></div></div>",
		"Word", "Hallo zusammen,\n\ndas Treffen ist **am 3. Mai**.\\\nBitte melden: [netz@example.org](mailto:netz@example.org)\n\n---"},
	{"mail in tables", "<table><tr><td><table><tr><td>links</td><td><p>rechts</p><ul><li>Punkt</li></ul></td></tr></table></td></tr></table>", "", "links\n\nrechts\n\n- Punkt"},
	{"LibreOffice", "<p class=\"western\" style=\"margin-bottom: 0cm\"><font face=\"Arial\"><font size=\"2\" style=\"font-size: 11pt\"><b>Wichtig:</b> heute</font></font></p>\n<ol>\n\t<li><p>eins</p>\n\t<li><p>zwei</p>\n</ol>",
		"LibreOffice", "**Wichtig:** heute\n\n1. eins\n2. zwei"},
	{"Google Docs", "<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1a\"><p dir=\"ltr\"><span style=\"font-size:11pt;font-weight:700;\">Fett</span><span style=\"font-weight:400\"> und </span><span style=\"font-style:italic\">schräg</span><a href=\"https://nrw.de/a b\" style=\"text-decoration:none;\"><span> hier </span></a></p><br /><ul><li dir=\"ltr\"><p role=\"presentation\"><span>Punkt</span></p></li><ul><li><p>darunter</p></li></ul></ul></b>",
		"Google Docs", "**Fett** und *schräg* [hier](https://nrw.de/a%20b)\n\n- Punkt\n  - darunter"},
	{"Excel", "<table border=0><colgroup><col width=80><col width=80></colgroup>\n<tr height=20>\n<td class=xl65 height=20>Name</td>\n<td>Zahl | Jahr</td>\n</tr>\n<tr>\n<td class=xl65><b>Soest</b></td>\n<td align=right>1.000</td>\n</tr>\n</table>",
		"Excel", "| Name | Zahl \\| Jahr |\n| --- | --- |\n| **Soest** | 1.000 |"},
	{"a table with cells across", "<table><thead><tr><th><b>A</b></th><th>B</th><th>C</th></tr></thead><tbody><tr><td colspan=2>zwei<br>Zeilen</td><td><p>c</p><p>d</p></td></tr><tr><td>e</td></tr></tbody></table>", "", "| A | B | C |\n| --- | --- | --- |\n| zwei Zeilen |  | c d |\n| e |  |  |"},
	{"browser", "<div>eins</div><div><br></div><div>zwei&nbsp;drei &nbsp;vier</div><div>• Punkt</div>", "", "eins\n\nzwei\u00a0drei vier\n\n• Punkt"},
	{"bullets as text", "<p>•&nbsp; eins</p><p>·\tzwei</p><p>drei</p>", "", "- eins\n- zwei\n\ndrei"},
	{"a quotation", "<blockquote>a<br>b<br><br>c</blockquote>d", "", "> a\\\n> b\n>\n> c\n\nd"},
	{"in a quotation", "> <p>zitiert</p>\n> <p>noch</p>\n\ndanach", "", "> zitiert\n>\n> noch\n\ndanach"},
	{"in lists", "- <b>Punkt</b> eins<br>zwei\n- drei", "", "- **Punkt** eins\\\n  zwei\n- drei"},
	{"in a heading and a table", "# Die <i>Ziele</i><br>heute\n\n|a|b|\n|-|-|\n|c<br>d|<b>e</b>|", "", "# Die *Ziele* heute\n\n|a|b|\n|-|-|\n|c d|**e**|"},
	{"emphasis where no star may be", "<b>Ja:</b>nein un<b>auf</b>fällig un<i>auf</i>f <b> A </b>und<b></b> <b>Kolleg*innen</b> <b>Wich</b><b>tig</b><b>.</b>", "", "**Ja**:nein un**auf**fällig unauff **A** und **Kolleg*innen** **Wichtig.**"},
	{"links", "<a href=\"#_Toc1\">oben</a> <a name=x>da</a> <a href=\"javascript:x\">so</a> <a href=\"/ziel\"></a><a href=\"/a(b)\"><b>c</b> [d]</a>", "", `oben da so [**c** \[d\]](/a%28b%29)`},
	{"what is no element", "Sehr <Name>, &lt;b&gt; 1 < 2 <b>fett</b>", "", `Sehr \<Name\>, &lt;b&gt; 1 < 2 **fett**`},
	{"what is left open", "<p>a\n\n<!-- b\n\nc", "", "a\n\n\\<!-- b\n\nc"},
	{"deep headings in cells", "<table><tr><td><h2>Titel</h2><p>a</p></td><td>b</td></tr></table>", "", "## Titel\n\na\n\nb"},
	{"code", "`<p>` <b>a</b>\n\n~~~\n<p>\n~~~", "", "`<p>` **a**\n\n~~~\n<p>\n~~~"},
	{"Markdown in HTML", "<div>\n- a\n- b\n1. c\n\n**d**\n\n</div>", "", "- a\n- b\n1. c\n\n**d**"},
	{"Windows", "<p>a</p>\r\n\r\n<b>b</b><br>\r\nc\r\n- d\r\n- e\r\n", "", "a\n\n**b**\\\nc\n- d\n- e"},
	{"bars", "<h2>A|B</h2><table><tr><td>a|b<td>c\\|d</table>", "", "## A|B\n\n| a\\|b | c\\|d |\n| --- | --- |"},
	{"style", "<style>p { color: red }</style><p>da</p>", "", "da"},
}

func TestClean(t *testing.T) {
	for _, tt := range pasted {
		found := richtext.PastedIn(tt.source)
		if found == nil || found.From != tt.from || found.Line < 1 {
			t.Errorf("%s: found %+v", tt.name, found)
		}
		if got := richtext.Clean(tt.source); got != tt.want {
			t.Errorf("%s: it is\n%q, want\n%q", tt.name, got, tt.want)
		}
		checkCleaned(t, tt.source)
	}
}

// What is no HTML stays byte for byte.
func TestCleanLeavesMarkdown(t *testing.T) {
	for _, source := range append([]string{"", "a\r\n  b  \n\n\n* c\n", "Sehr <Name>", "`<p>`", "<https://nrw.de> <a@b.de>", "1 < 2", `\<p\>`, "~~~\n<p>\n~~~"}, "{{partnerCount}} &nbsp;") {
		if got := richtext.Clean(source); got != source || richtext.PastedIn(source) != nil {
			t.Errorf("%q became %q, with %v", source, got, richtext.PastedIn(source))
		}
	}
}

// What is found is where it is.
func TestPastedIn(t *testing.T) {
	got := richtext.PastedIn("eins\n\nzwei <b>drei</b><br>\n<b>vier</b> <!-- x -->")
	if got == nil || got.Line != 3 || !slices.Equal(got.Tags, []string{"b", "br"}) {
		t.Errorf("found %+v", got)
	}
}

// checkCleaned knows that what is clean has the words that the text had, no HTML, and stays clean.
func checkCleaned(t *testing.T, source string) {
	t.Helper()
	cleaned := richtext.Clean(source)
	if again := richtext.Clean(cleaned); again != cleaned {
		t.Errorf("%q becomes %q, and then %q", source, cleaned, again)
	}
	if left := richtext.PastedIn(cleaned); left != nil && cleaned != source {
		t.Errorf("%q becomes %q, where %v is left", source, cleaned, left)
	}
	text := func(s string) string { return letters(richtext.Render(s, richtext.Known{}).Text()) }
	bullet := strings.NewReplacer(">o<span style='font:", "><span style='font:") // which is no letter
	if lost := missing(text(bullet.Replace(source)), text(cleaned)); lost != "" {
		t.Errorf("%q becomes %q: from %q on it is lost", source, cleaned, lost)
	}
}

// FuzzClean looks for HTML that loses words when it is cleaned, or that stays.
func FuzzClean(f *testing.F) {
	for _, p := range pasted {
		f.Add(p.source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if strings.ToValidUTF8(source, "") == source && !strings.Contains(source, "mso-list") {
			checkCleaned(t, source)
		}
	})
}
