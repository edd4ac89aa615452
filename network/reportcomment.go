package network

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
)

// ReportComment is what somebody says of a field of a report, with what others say to it. It is no part of the report, and is kept
// beside it.
type ReportComment struct {
	ID       string         `bson:"_id"`
	ReportID string         `bson:"report"`
	Section  string         `bson:"section"` // summary, outlook, or the id of a measure, as entries move
	Field    string         `bson:"field"`   // within the section; empty for all of it
	Revision int            `bson:"revision"`
	Text     string         `bson:"text"`
	Author   content.Author `bson:"author"`
	At       time.Time      `bson:"at"`
	Done     bool           `bson:"done"`
	Replies  []CommentReply `bson:"replies"`
	Path     string         `bson:"-"` // in the revision of the report that it is shown with
}

// CommentReply is what somebody says to a comment.
type CommentReply struct {
	Text   string         `bson:"text"`
	Author content.Author `bson:"author"`
	At     time.Time      `bson:"at"`
}

// ReviewDecision is what the office decides on a report.
type ReviewDecision string

// The decisions.
const (
	ReviewAccept ReviewDecision = "ACCEPT"
	ReviewReturn ReviewDecision = "RETURN"
)

// ReviewCommentInput is what the office says of a field.
type ReviewCommentInput struct {
	Path, Text string
}

const maxComment = 10_000 // bytes

var reportField = regexp.MustCompile(`^(summary|outlook|entries\.(\d+)(\.(status|reason|summary|evidence(\.(\d+)(\.(title|url|media))?)?|indicators(\.(\d+)(\.(key|label|value|unit|source|checked|aboutPeople))?)?))?)$`)

// HasField reports whether there is a field of a path in the report.
func (r *Report) HasField(path string) bool {
	m := reportField.FindStringSubmatch(path)
	if m == nil {
		return false
	}
	if m[2] == "" {
		return true
	}
	i := numberIn(m[2])
	if i >= len(r.StoredEntries) {
		return false
	}
	e := r.StoredEntries[i]
	return (m[6] == "" || numberIn(m[6]) < len(e.Proofs)) && (m[10] == "" || numberIn(m[10]) < len(e.Indicators))
}

// numberIn reads a number of a path; one that is too large for any list is the largest.
func numberIn(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1 << 30
	}
	return n
}

// Comment makes a comment on a field of the report. What cannot be is a problem.
func (r *Report) Comment(in ReviewCommentInput, by content.Author, now time.Time) (*ReportComment, content.Problems) {
	problems := CheckComment("text", in.Text)
	if !r.HasField(in.Path) {
		problems = append(problems, content.Problem{Path: "path", Code: content.NoField,
			DE: "Ein Feld " + strconv.Quote(in.Path) + " hat dieser Bericht nicht. Möglich sind etwa summary, outlook und entries.0.summary.",
			EN: "this report has no field " + strconv.Quote(in.Path) + "; there are, for example, summary, outlook and entries.0.summary"})
		return nil, problems
	}
	return &ReportComment{ID: content.RandomID("com"), ReportID: r.ID, Section: r.sectionOf(in.Path), Field: fieldWithin(in.Path), Revision: r.Revision,
		Text: in.Text, Author: by, At: now, Replies: []CommentReply{}}, problems
}

// CheckComment demands of what somebody says that there is something, and not too much.
func CheckComment(path, text string) content.Problems {
	var c content.Validator
	if content.Blank(text) {
		c.Add(path, content.Required, "Der Text fehlt.", "the text is missing")
		return c.Problems
	}
	if len(text) > maxComment {
		c.Add(path, content.BadInput, "Das ist zu lang. Bitte in höchstens 10000 Zeichen sagen.", "this is too long; say it in 10000 characters at most")
	}
	c.Text(path, content.Text{content.DE: text}, false)
	return c.Problems
}

// Locate tells the comment where its field stands in a revision of the report; nowhere any more if its measure is gone.
func (c *ReportComment) Locate(r *Report) {
	if c.Path = c.Field; c.Section == sectionSummary || c.Section == sectionOutlook {
		return
	}
	i := slices.IndexFunc(r.StoredEntries, func(e StoredProgress) bool { return e.MeasureID == c.Section })
	if c.Path = ""; i >= 0 {
		c.Path = strings.TrimSuffix("entries."+strconv.Itoa(i)+"."+c.Field, ".")
	}
}
